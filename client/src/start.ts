/** What the desktop and the web client do alike: the channel, the options of the language client, the features, and the start. */
import * as vscode from 'vscode';
import { RevealOutputChannelOn } from 'vscode-languageclient';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { commands, settingsSection } from '../../server/src/protocol';
import type { InitializationOptions } from '../../server/src/protocol';
import { documentSelector, isSnapshot } from './documents';
import type { Feature } from './feature';
import { Server } from './server';

export type MakeClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

export async function start(context: vscode.ExtensionContext, makeClient: MakeClient, features: readonly Feature[]): Promise<void> {
  const log = vscode.window.createOutputChannel('Plimsoll', { log: true });
  const client = makeClient(settingsSection, 'Plimsoll', clientOptions(log));
  const server = new Server(client);
  context.subscriptions.push(log, client, ...features.flatMap((feature) => feature.register({ server, log })));
  try {
    await client.start();
  } catch (error) {
    // The status item and the log show it; a pop-up would be one that nobody asked for.
    log.error('The language server could not be started.', error);
  }
}

function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({ commands: true, trusted: vscode.workspace.isTrusted, clientFiles: true, commandLinks: true }),
    markdown: { isTrusted: { enabledCommands: [commands.showReport] } },
    diagnosticPullOptions: { onChange: true, onSave: false, filter: (document) => isSnapshot(document) },
    middleware: {
      didOpen: async (document, next) => {
        if (!isSnapshot(document)) await next(document);
      },
    },
  };
}
