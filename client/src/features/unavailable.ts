import * as vscode from 'vscode';
import { commands } from '../../../server/src/protocol';
import type { Feature } from '../feature';

/** Says of the commands that need a container engine or the network that there is none here. */
export class UnavailableFeature implements Feature {
  register(): vscode.Disposable[] {
    const unavailable = [commands.scanImage, commands.scanBuiltImage, commands.buildAndScan, commands.updateAdvisories, commands.clearResults, commands.showReport];
    const tell = (): unknown => vscode.window.showInformationMessage(vscode.l10n.t('Images cannot be scanned in the browser. Open this folder in VS Code on a machine with Docker or Podman.'));
    const tellOfRegistries = (): unknown => vscode.window.showInformationMessage(vscode.l10n.t('Registries cannot be asked from the browser. Open this folder in VS Code on a machine.'));
    return [
      ...unavailable.map((command) => vscode.commands.registerCommand(command, tell)),
      ...[commands.pinDigest, commands.updateTag, commands.verifySignature].map((command) => vscode.commands.registerCommand(command, tellOfRegistries)),
    ];
  }
}
