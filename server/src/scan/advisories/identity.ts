/** One vulnerability as a record names it. */
export interface Vulnerability {
  /** The CVE where there is one. */
  readonly id: string;
  /** Every other name, that of the record included. */
  readonly aliases: readonly string[];
}

/** Security bulletins: one of them fixes several vulnerabilities, which are not aliases of one another. */
const bulletin = /^(?:DSA|DLA|DTSA|USN|LSN|ALSA|ALBA|ALEA|RHSA|RHBA|RHEA|RLSA|RXSA|SUSE|openSUSE|OESA|MGASA|PHSA|ELSA)-/;

/** Bulletins about other defects, and about new features. Now and then one of them fixes a vulnerability, which it names. */
const bugFixBulletin = /^(?:(?:AL|RH|RL)[BE]A|(?:open)?SUSE-[ROF]U|MGAA)-/;

export function isBulletin(record: string): boolean {
  return bulletin.test(record);
}

export function isBugFix(record: string): boolean {
  return bugFixBulletin.test(record);
}

/** The CVE in a name such as `CVE-2024-1234`, `DEBIAN-CVE-2024-1234` or `UBUNTU-CVE-2024-1234`. */
export function cveIn(name: string): string | undefined {
  return /(?:^|-)(CVE-\d{4}-\d{4,})$/.exec(name)?.[1];
}

/**
 * The vulnerabilities that a record is about, each under its CVE where it has one: usually one, several for a
 * bulletin. `upstream` may hold the record's `related` CVEs too, in which some distributions put them.
 */
export function vulnerabilitiesIn(record: string, aliases: readonly string[], upstream: readonly string[]): readonly Vulnerability[] {
  const others = [...new Set([record, ...aliases, ...upstream])];
  const cves = primaryCves(record, aliases, upstream);
  if (cves.length === 0) return [{ id: record, aliases: others.filter((name) => name !== record) }];
  if (cves.length === 1) return cves.map((id) => ({ id, aliases: others.filter((name) => name !== id) }));
  return cves.map((id) => ({ id, aliases: others.filter((name) => name !== id && (name === record || cveIn(name) === id)) }));
}

function primaryCves(record: string, aliases: readonly string[], upstream: readonly string[]): string[] {
  if (isBulletin(record)) return cvesOf([...aliases, ...upstream]);
  for (const names of [[record], aliases, upstream]) {
    const found = cvesOf(names);
    if (found.length > 0) return found;
  }
  return [];
}

function cvesOf(names: readonly string[]): string[] {
  return [...new Set(names.map(cveIn).filter((cve) => cve !== undefined))];
}

/** Page about the vulnerability: the distribution's where it has one, since it tells the state of the package there. */
export function advisoryUrl(ecosystem: string, { id, aliases }: Vulnerability): string {
  const family = ecosystem.split(':', 1)[0];
  const cve = cveIn(id);
  if (cve && family === 'Debian') return `https://security-tracker.debian.org/tracker/${cve}`;
  if (cve && family === 'Ubuntu') return `https://ubuntu.com/security/${cve}`;
  if (cve && family === 'Alpine') return `https://security.alpinelinux.org/vuln/${cve}`;
  if (cve && family === 'Red Hat') return `https://access.redhat.com/security/cve/${cve}`;
  if (cve && (family === 'SUSE' || family === 'openSUSE')) return `https://www.suse.com/security/cve/${cve}.html`;
  const github = [id, ...aliases].find((name) => /^GHSA(-[0-9a-z]{4}){3}$/.test(name));
  if (github) return `https://github.com/advisories/${github}`;
  return `https://osv.dev/vulnerability/${encodeURIComponent(id)}`;
}
