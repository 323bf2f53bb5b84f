/** Messages to the user, about what the user asked for. */
import * as vscode from 'vscode';
import { commands } from '../../server/src/protocol';
import { isCancellation } from './server';

/** Runs what a command does: a failure is shown, with a way to the log; a cancellation is no failure. */
export async function reportingErrors<T>(log: vscode.LogOutputChannel, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCancellation(error)) return undefined;
    log.error(error instanceof Error ? error : String(error));
    const showLog = vscode.l10n.t('Show Log');
    const message = error instanceof Error ? error.message : String(error);
    // Not awaited: the command is over, whether or not the message is read.
    void vscode.window.showErrorMessage(message, showLog).then((choice) => choice === showLog && vscode.commands.executeCommand(commands.showLog));
    return undefined;
  }
}
