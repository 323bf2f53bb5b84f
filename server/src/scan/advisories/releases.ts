/**
 * The release that an OSV ecosystem is a part of, itself in the form of an ecosystem. An image does not tell of which
 * repositories it has its packages, so that the advisories for all of them belong together:
 * `Red Hat:enterprise_linux:9::baseos` is of `Red Hat:enterprise_linux:9`, as is `Red Hat:9`,
 * `SUSE:Linux Enterprise Module for Basesystem 15 SP5` of `SUSE:Linux Enterprise 15 SP5`.
 * Undefined for products of Red Hat that no image says that it is: other programs, and extended support of a release.
 */
export function releaseOf(ecosystem: string): string | undefined {
  if (ecosystem.startsWith('Red Hat:')) return redHatRelease(ecosystem);
  if (ecosystem.startsWith('SUSE:')) return suseRelease(ecosystem);
  return ecosystem;
}

/** From version 10 on, Red Hat names the minor version too. */
function redHatRelease(ecosystem: string): string | undefined {
  const release = /^Red Hat:(?:enterprise_linux:)?(\d+)(?:\.\d+)?(?:::\w+)?$/.exec(ecosystem)?.[1];
  return release && `Red Hat:enterprise_linux:${release}`;
}

/** Server, Desktop, modules, extensions and long-term support of a service pack are built together. Micro has versions of its own. */
function suseRelease(ecosystem: string): string {
  const release = /^SUSE:Linux Enterprise (?!Micro )(?:.* )?(\d+(?:\.\d+)?(?: SP\d+)?)(?:[ -][^\d].*)?$/.exec(ecosystem)?.[1];
  return release ? `SUSE:Linux Enterprise ${release}` : ecosystem;
}
