import * as vscode from 'vscode';
import { commands } from '../../../server/src/protocol';
import type { Feature } from '../feature';

/** Says of the commands that need a container engine that there is none here. */
export class UnavailableFeature implements Feature {
  register(): vscode.Disposable[] {
    const unavailable = [commands.scanImage, commands.scanBuiltImage, commands.buildAndScan, commands.updateAdvisories, commands.clearResults, commands.showReport];
    const tell = (): unknown => vscode.window.showInformationMessage(vscode.l10n.t('Images cannot be scanned in the browser. Open this folder in VS Code on a machine with Docker or Podman.'));
    return unavailable.map((command) => vscode.commands.registerCommand(command, tell));
  }
}
