import * as vscode from 'vscode';
import { trustGranted } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';

/** Tells the server when the user trusts the workspace: from then on it scans. */
export class TrustFeature implements Feature {
  register({ server }: FeatureContext): vscode.Disposable[] {
    // A server that is not running yet is told when it starts.
    return [vscode.workspace.onDidGrantWorkspaceTrust(() => void (server.running && server.notify(trustGranted, {})))];
  }
}

/** False, with a message and a way out, in Restricted Mode. Menus are disabled there; keyboard shortcuts and other extensions may still call a command. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await vscode.window.showWarningMessage(vscode.l10n.t('In Restricted Mode Plimsoll checks files, but builds and scans nothing and asks no registry.'), manage);
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
