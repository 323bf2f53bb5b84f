/** Quick fixes, ignore comments, what a registry can be asked, and `source.fixAll.plimsoll`. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Diagnostic, Range } from 'vscode-languageserver';
import { applyFixes, chooseFixes, fixDocument } from '../../lint/fix';
import type { Fix } from '../../lint/finding';
import { policyFor } from '../../lint/settings/signatures';
import { ignoreHereEdit, ignoreInFileEdit } from '../../lint/suppress';
import { commands } from '../../protocol';
import type { ClientFeatures } from '../client-features';
import type { Checked } from '../diagnostics/checker';
import { reportedDiagnostic } from '../diagnostics/convert';
import type { EditorDocument } from '../documents';
import { textEdits, workspaceEdit } from '../edits';
import type { OpenVersion } from '../edits';
import type { Shown } from '../shown';
import { registryActions } from './registry-actions';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.plimsoll`;
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

export interface CodeActionContext {
  readonly features: ClientFeatures;
  /** The client carries out our commands. */
  readonly commands: boolean;
  /** Registries may be asked. */
  readonly registries: boolean;
  readonly openVersion: OpenVersion;
}

export function codeActions(document: EditorDocument, checked: Checked, params: CodeActionParams, context: CodeActionContext): CodeAction[] {
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (!only || only.some((kind) => includes(kind, CodeActionKind.QuickFix))) {
    for (const shown of checked.shown) {
      if (overlap(shown.finding.range, params.range)) actions.push(...quickFixes(shown, checked, params.context.diagnostics, context));
    }
  }
  if (checked.parsed && checked.settings.enabled && context.registries) {
    const { source } = checked.parsed.model;
    const at = { start: source.offsetAt(params.range.start), end: source.offsetAt(params.range.end) };
    actions.push(
      ...registryActions(checked.parsed, at, {
        uri: document.uri,
        version: document.version,
        shown: checked.shown,
        diagnosticOf: (shown) => reportedDiagnostic(shown, params.context.diagnostics, context.features),
        signed: (image) => policyFor(image, checked.settings.configuration?.signatures) !== undefined,
        wants: (kind) => !only || only.some((one) => includes(one, kind)),
      }),
    );
  }
  // Only where it is asked for: it lints the document several times.
  if (only?.some((kind) => includes(kind, fixAllKind))) actions.push(...fixAll(document, checked, context));
  return actions;
}

/** `source` includes `source.fixAll.plimsoll`. */
function includes(kind: string, wanted: string): boolean {
  return kind === '' || wanted === kind || wanted.startsWith(`${kind}.`);
}

function overlap(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function quickFixes(shown: Shown, checked: Checked, reported: readonly Diagnostic[], context: CodeActionContext): CodeAction[] {
  const { finding, origin } = shown;
  const diagnostics = [reportedDiagnostic(shown, reported, context.features)];
  const quickFix = (title: string, edit: CodeAction['edit'], preferred = false): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit,
    ...(preferred && context.features.preferredActions ? { isPreferred: true } : {}),
  });

  const actions: CodeAction[] = [];
  for (const fix of safeFirst(finding.fixes)) {
    const edit = workspaceEdit(fix, context.openVersion, context.features);
    if (edit) actions.push(quickFix(fix.title, edit, actions.length === 0 && fix.applicability === 'safe'));
  }
  const sameRule = fixesOfRule(finding.rule, checked);
  if (sameRule.length > 1 && finding.fixes.some((fix) => fix.applicability === 'safe')) {
    const { text } = checked.parsed!.model.source;
    const edits = textEdits(finding.uri, text, applyFixes(text, sameRule).text);
    const edit = workspaceEdit({ edits }, context.openVersion, context.features);
    if (edit && edits.length > 0) actions.push(quickFix(`Fix all ${sameRule.length} findings of "${finding.rule}" in this file`, edit));
  }
  if (origin === 'scan') {
    if (context.commands) {
      actions.push({ ...quickFix('Show the scan report', undefined), command: { title: 'Show the scan report', command: commands.showReport, arguments: [finding.uri] } });
    }
    return actions;
  }
  if (checked.parsed) {
    const here = ignoreHereEdit(checked.parsed, finding);
    if (here) actions.push(quickFix(`Ignore "${finding.rule}" here`, workspaceEdit({ edits: [here] }, context.openVersion, context.features)));
    const everywhere = ignoreInFileEdit(checked.parsed, finding);
    if (everywhere) actions.push(quickFix(`Ignore "${finding.rule}" in this file`, workspaceEdit({ edits: [everywhere] }, context.openVersion, context.features)));
  }
  if (context.commands) {
    const title = `Turn off "${finding.rule}" in the settings`;
    actions.push({ ...quickFix(title, undefined), command: { title, command: commands.turnOffRule, arguments: [finding.rule, finding.uri] } });
  }
  return actions;
}

function safeFirst(fixes: readonly Fix[]): Fix[] {
  return [...fixes.filter((fix) => fix.applicability === 'safe'), ...fixes.filter((fix) => fix.applicability !== 'safe')];
}

/** Safe fixes of all findings of a rule that only edit this document. */
function fixesOfRule(rule: string, checked: Checked): Fix[] {
  const findings = checked.shown.filter((shown) => shown.finding.rule === rule).map((shown) => shown.finding);
  return checked.parsed ? chooseFixes(findings, 'safe', checked.parsed.model.uri) : [];
}

/** All safe fixes, ShellCheck's first, repeated until nothing is left to fix. */
function fixAll(document: EditorDocument, checked: Checked, context: CodeActionContext): CodeAction[] {
  if (!checked.parsed || !document.target) return [];
  const { text, uri } = { text: document.getText(), uri: document.uri };
  const fromShellcheck = checked.shown.filter((shown) => shown.origin === 'shellcheck').map((shown) => shown.finding);
  const first = applyFixes(text, chooseFixes(fromShellcheck, 'safe', uri)).text;
  const fixed = fixDocument({ uri, target: document.target, text: first }, checked.options, 'safe').text;
  const edits = textEdits(uri, text, fixed);
  const edit = edits.length === 0 ? undefined : workspaceEdit({ edits }, context.openVersion, context.features);
  return edit ? [{ title: 'Fix all Plimsoll findings that can be fixed safely', kind: fixAllKind, edit }] : [];
}
