/** Servers that were shut down, and what took their place. Own table, as of November 2026. */

export interface DeadService {
  readonly name: string;
  /** Month it ended. */
  readonly ended: string;
  /** What to use now. */
  readonly instead: string;
  /** Host that answers the same requests. */
  readonly host?: string;
}

const table: readonly (readonly [pattern: RegExp, service: DeadService])[] = [
  [/^(?:(?:ha|ipv4|ipv6|eu|na|p80|hkps|subset|oc|sa|as)\.)*pool\.sks-keyservers\.net$/, { name: 'The SKS key server pool', ended: 'June 2021', instead: 'keyserver.ubuntu.com or keys.openpgp.org', host: 'keyserver.ubuntu.com' }],
  [/^keys\.gnupg\.net$|^subkeys\.pgp\.net$|^http-keys\.gnupg\.net$/, { name: 'This key server', ended: 'June 2021', instead: 'keyserver.ubuntu.com or keys.openpgp.org', host: 'keyserver.ubuntu.com' }],
  [/^(?:dl|jcenter|api)\.bintray\.com$|^bintray\.com$/, { name: 'Bintray', ended: 'May 2021', instead: "the project's own download page or Maven Central" }],
  [/^apt\.kubernetes\.io$|^yum\.kubernetes\.io$/, { name: 'The legacy Kubernetes package repository', ended: 'March 2024', instead: 'pkgs.k8s.io' }],
  [/^mirrorlist\.centos\.org$|^mirror\.centos\.org$/, { name: 'The mirror network of CentOS 7 and 8', ended: 'July 2024', instead: 'vault.centos.org, or a distribution that gets updates', host: 'vault.centos.org' }],
];

/** The service a host belonged to; undefined for hosts that answer, or are not known. */
export function deadService(host: string): DeadService | undefined {
  return table.find(([pattern]) => pattern.test(host.toLowerCase()))?.[1];
}
