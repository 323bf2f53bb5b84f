/** The parts of a SARIF log that findings and vulnerabilities share. */
import type * as Sarif from 'sarif';

import type { Range } from '../lint/text/span';
import type { ReportContext } from './context';

export interface SarifContent {
  readonly rules: Sarif.ReportingDescriptor[];
  readonly results: Sarif.Result[];
  /** What could not be read. */
  readonly notifications: Sarif.Notification[];
}

export function sarifLog({ rules, results, notifications }: SarifContent, context: ReportContext): string {
  const log: Sarif.Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Plimsoll', version: context.version, semanticVersion: context.version, informationUri: context.homepage, rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, ...(notifications.length > 0 && { toolExecutionNotifications: notifications }) }],
        results,
      },
    ],
  };
  return `${JSON.stringify(log)}\n`;
}

/** Relative paths stay relative to the root of the sources, which is what code scanning joins them to. */
export function artifactLocation(path: string): Sarif.ArtifactLocation {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return { uri: `file://${encoded}` };
  return /^[A-Za-z]:\//.test(path) ? { uri: `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}` } : { uri: encoded, uriBaseId: '%SRCROOT%' };
}

export function region(range: Range): Sarif.Region {
  return { startLine: range.start.line + 1, startColumn: range.start.character + 1, endLine: range.end.line + 1, endColumn: range.end.character + 1 };
}
