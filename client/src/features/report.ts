import * as vscode from 'vscode';
import { commands, renderReport } from '../../../server/src/protocol';
import { resourceArgument } from '../documents';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';

const scheme = 'plimsoll-report';

/** Shows the report of a scan as a read-only document. */
export class ReportFeature implements Feature {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();

  register(context: FeatureContext): vscode.Disposable[] {
    const provider: vscode.TextDocumentContentProvider = { onDidChange: this.changed.event, provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? '' };
    return [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
      vscode.commands.registerCommand(commands.showReport, (uri: unknown) => reportingErrors(context.log, () => this.show(context, resourceArgument(uri)))),
      vscode.workspace.onDidCloseTextDocument((document) => void this.texts.delete(document.uri.toString())),
    ];
  }

  /** The report of a Dockerfile, or the last one at all. */
  private async show({ server }: FeatureContext, dockerfile: vscode.Uri | undefined): Promise<void> {
    const report = await server.request(renderReport, { uri: dockerfile && server.uriOf(dockerfile) });
    if (report === null) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no scan report. Scan an image first.'));
      return;
    }
    const name = dockerfile ? (dockerfile.path.split('/').pop() ?? '') : vscode.l10n.t('an image');
    const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Scan of {0}', name)}.txt`, query: dockerfile?.toString() ?? '' });
    this.texts.set(uri.toString(), report);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }
}
