import * as vscode from 'vscode';
import { commands } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';

/** *Restart Server* */
export class RestartFeature implements Feature {
  register({ server, log }: FeatureContext): vscode.Disposable[] {
    return [vscode.commands.registerCommand(commands.restartServer, () => reportingErrors(log, () => server.restart()))];
  }
}
