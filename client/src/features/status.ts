import * as vscode from 'vscode';
import { commands, documentStatus, settingsSection, statusChanged } from '../../../server/src/protocol';
import type { DocumentStatus } from '../../../server/src/protocol';
import { documentSelector } from '../documents';
import type { Feature, FeatureContext } from '../feature';

/** Milliseconds in which changes are shown together. */
const pause = 100;

/** The language status item: what is checked, by which configuration, and what does not work. */
export class StatusFeature implements Feature {
  private timer: ReturnType<typeof setTimeout> | undefined;

  register(context: FeatureContext): vscode.Disposable[] {
    const item = vscode.languages.createLanguageStatusItem(`${settingsSection}.status`, documentSelector);
    item.name = 'Plimsoll';
    item.text = 'Plimsoll';
    item.command = { command: commands.showLog, title: vscode.l10n.t('Show Log') };
    const update = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.update(item, context), pause);
    };
    update();
    return [
      item,
      vscode.window.onDidChangeActiveTextEditor(update),
      context.server.onStateChange(update),
      context.server.onNotification(statusChanged, update),
      { dispose: () => clearTimeout(this.timer) },
    ];
  }

  private async update(item: vscode.LanguageStatusItem, { server }: FeatureContext): Promise<void> {
    if (!server.running) {
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.detail = vscode.l10n.t('The language server is not running.');
      item.command = { command: commands.restartServer, title: vscode.l10n.t('Restart Server') };
      return;
    }
    item.command = { command: commands.showLog, title: vscode.l10n.t('Show Log') };
    const document = vscode.window.activeTextEditor?.document;
    const status = document && vscode.languages.match(documentSelector, document) > 0 ? await server.request(documentStatus, { uri: server.uriOf(document.uri) }).catch(() => null) : null;
    if (status) show(item, status);
  }
}

function show(item: vscode.LanguageStatusItem, status: DocumentStatus): void {
  const problems = [...status.configurationProblems];
  if (status.shellcheckProblem !== undefined) problems.push(vscode.l10n.t('ShellCheck does not run: {0}', status.shellcheckProblem));
  item.busy = status.shellcheck === 'running';
  item.severity = problems.length > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.detail = problems.length > 0 ? problems.join(' ') : facts(status).join(' · ');
}

function facts(status: DocumentStatus): string[] {
  if (!status.linted) return [vscode.l10n.t('not checked')];
  const facts = [status.findings === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', status.findings)];
  if (status.configuration !== undefined) facts.push(vscode.workspace.asRelativePath(vscode.Uri.parse(status.configuration)));
  if (status.shellcheck === 'off') facts.push(vscode.l10n.t('without ShellCheck'));
  if (status.scannedImage !== undefined) facts.push(vscode.l10n.t('{0} scanned', status.scannedImage));
  if (!status.scanAllowed) facts.push(vscode.l10n.t('no scans here'));
  return facts;
}
