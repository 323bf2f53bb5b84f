import * as vscode from 'vscode';
import { commands, settingsSection } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';

/** Carries out the code action that turns a rule off in the settings. */
export class RuleSettingsFeature implements Feature {
  register({ log }: FeatureContext): vscode.Disposable[] {
    return [vscode.commands.registerCommand(commands.turnOffRule, (rule: unknown, uri: unknown) => reportingErrors(log, () => turnOff(rule, uri)))];
  }
}

async function turnOff(rule: unknown, uri: unknown): Promise<void> {
  if (typeof rule !== 'string' || typeof uri !== 'string') return;
  const resource = vscode.Uri.parse(uri, true);
  const configuration = vscode.workspace.getConfiguration(settingsSection, resource);
  const values = configuration.inspect<Record<string, unknown>>('rules');
  const [target, before] = targetOf(resource, values);
  await configuration.update('rules', { ...before, [rule]: 'off' }, target);
}

/** The folder's settings where there are several folders, the workspace's where there is one, the user's where there is none; with what they hold. */
function targetOf(resource: vscode.Uri, values: { workspaceFolderValue?: object; workspaceValue?: object; globalValue?: object } | undefined): [vscode.ConfigurationTarget, object | undefined] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1 && vscode.workspace.getWorkspaceFolder(resource)) return [vscode.ConfigurationTarget.WorkspaceFolder, values?.workspaceFolderValue];
  if (folders.length > 0) return [vscode.ConfigurationTarget.Workspace, values?.workspaceValue];
  return [vscode.ConfigurationTarget.Global, values?.globalValue];
}
