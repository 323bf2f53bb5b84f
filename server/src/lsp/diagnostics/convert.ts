/** Findings as LSP diagnostics. */
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { Severity, Tag } from '../../lint/finding';
import type { ClientFeatures } from '../client-features';
import type { Shown } from '../shown';

export const source = 'plimsoll';

/** Diagnostics of one document that an editor still shows well. */
const maxDiagnostics = 1000;

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tagOf: Readonly<Record<Tag, DiagnosticTag>> = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };

/** Carried by every diagnostic and handed back by the client with a code action request. */
export interface DiagnosticData {
  readonly rule: string;
}

export function toDiagnostic({ finding, code, href }: Shown, features: ClientFeatures): Diagnostic {
  const diagnostic: Diagnostic = {
    range: finding.range,
    severity: severityOf[finding.severity],
    code,
    source,
    message: finding.message,
    data: { rule: finding.rule } satisfies DiagnosticData,
  };
  if (features.codeDescription) diagnostic.codeDescription = { href };
  if (features.diagnosticTags && finding.tags.length > 0) diagnostic.tags = finding.tags.map((tag) => tagOf[tag]);
  if (features.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ uri, range, message }) => ({ location: { uri, range }, message }));
  }
  return diagnostic;
}

/** A finding's diagnostic as the editor has it, where it has sent it along. */
export function reportedDiagnostic(shown: Shown, reported: readonly Diagnostic[], features: ClientFeatures): Diagnostic {
  return reported.find((diagnostic) => isOf(diagnostic, shown)) ?? toDiagnostic(shown, features);
}

function isOf(diagnostic: Diagnostic, { finding }: Shown): boolean {
  const { start, end } = diagnostic.range;
  return (
    diagnostic.source === source &&
    diagnostic.message === finding.message &&
    start.line === finding.range.start.line &&
    start.character === finding.range.start.character &&
    end.line === finding.range.end.line &&
    end.character === finding.range.end.character
  );
}

/** All diagnostics of a document; past a limit the last one says how many are left out. */
export function toDiagnostics(shown: readonly Shown[], convert: (one: Shown) => Diagnostic): Diagnostic[] {
  if (shown.length <= maxDiagnostics) return shown.map(convert);
  const diagnostics = shown.slice(0, maxDiagnostics).map(convert);
  const last = shown[maxDiagnostics]!.finding.range;
  diagnostics.push({ range: last, severity: DiagnosticSeverity.Information, source, message: `${shown.length - maxDiagnostics} more findings from here on are not shown.` });
  return diagnostics;
}
