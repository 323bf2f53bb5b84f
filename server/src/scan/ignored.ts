/** What of a report the user wants to see. */
import { isIgnoredVulnerability, type IgnoredVulnerabilities } from '../lint/versions/ignored';
import type { ReportedVulnerability, ScanReport } from './types';

/** The report without the vulnerabilities that the settings name, and those. */
export function withoutIgnored(report: ScanReport, ignored: IgnoredVulnerabilities): { readonly report: ScanReport; readonly left: readonly ReportedVulnerability[] } {
  const left = report.vulnerabilities.filter((vulnerability) => isIgnoredVulnerability(vulnerability, ignored));
  if (left.length === 0) return { report, left };
  return { report: { ...report, vulnerabilities: report.vulnerabilities.filter((vulnerability) => !isIgnoredVulnerability(vulnerability, ignored)) }, left };
}
