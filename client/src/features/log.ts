import * as vscode from 'vscode';
import { commands } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';

/** *Show Log* */
export class LogFeature implements Feature {
  register({ log }: FeatureContext): vscode.Disposable[] {
    return [vscode.commands.registerCommand(commands.showLog, () => log.show())];
  }
}
