/** The client in VS Code for the Web: lint. Scanning needs a container engine, which a browser cannot reach. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { FilesFeature } from './features/files';
import { LogFeature } from './features/log';
import { RestartFeature } from './features/restart';
import { RuleSettingsFeature } from './features/rule-settings';
import { StatusFeature } from './features/status';
import { UnavailableFeature } from './features/unavailable';
import { start } from './start';

/** Of the web; the compiler knows Node's surroundings only. */
declare const Worker: new (script: string) => object;

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'browser-server.js').toString(true);
  const features = [new LogFeature(), new RestartFeature(), new StatusFeature(), new FilesFeature(), new RuleSettingsFeature(), new UnavailableFeature()];
  // A function, so that a restart gets a worker of its own.
  return start(context, (id, name, options) => new LanguageClient(id, name, async () => new Worker(script), options), features);
}
