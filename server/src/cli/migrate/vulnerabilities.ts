/** Ignored vulnerabilities: an option of the rule that matches pinned versions with advisories. */
import { vulnerableVersion } from '../../lint/rules/dockerfile/vulnerable-version';
import type { Position } from '../../lint/text/span';
import type { Draft } from './wanted';

const database = /^(?:CVE-\d|GHSA-|DSA-\d|DLA-\d|DTSA-\d|USN-\d|ALAS|ALSA-|ELSA-|RHSA-|RLSA-|SUSE-|openSUSE-|PYSEC-|RUSTSEC-|GO-\d|OSV-|MAL-|TEMP-|BIT-|CGA-)/i;

export function isVulnerability(id: string): boolean {
  return database.test(id);
}

/** `end` is the ISO date from which on it is reported again. */
export function ignoreVulnerability(draft: Draft, id: string, at: Position, why: string | undefined, end?: string): void {
  const value = end === undefined ? id : `${id} until ${end}`;
  const option = { name: 'ignore', value: { items: [{ value, ...(why !== undefined && { why }) }] } };
  draft.rule(at, { rule: vulnerableVersion.name, option });
}
