/** What of a report the user wants to see. */
import { isIgnoredVulnerability, type IgnoredVulnerabilities } from '../lint/versions/ignored';
import type { ReportedVulnerability, ScanReport } from './types';

/** The report without the vulnerabilities that the settings name, and those. */
export function withoutIgnored(report: ScanReport, ignored: IgnoredVulnerabilities): { readonly report: ScanReport; readonly left: readonly ReportedVulnerability[] } {
  const left: ReportedVulnerability[] = [];
  const vulnerabilities: ReportedVulnerability[] = [];
  for (const vulnerability of report.vulnerabilities) (isIgnoredVulnerability(vulnerability, ignored) ? left : vulnerabilities).push(vulnerability);
  return { report: { ...report, vulnerabilities }, left };
}
