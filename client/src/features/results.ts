import * as vscode from 'vscode';
import { clearResults, commands } from '../../../server/src/protocol';
import { resourceArgument } from '../documents';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';

/** *Clear Results* */
export class ResultsFeature implements Feature {
  register({ server, log }: FeatureContext): vscode.Disposable[] {
    return [
      vscode.commands.registerCommand(commands.clearResults, (argument: unknown) => {
        const uri = resourceArgument(argument);
        return reportingErrors(log, () => server.request(clearResults, uri ? { uri: server.uriOf(uri) } : {}));
      }),
    ];
  }
}
