import type * as vscode from 'vscode';
import type { Server } from './server';

export interface FeatureContext {
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
}

/** One thing the client does. Start-up is a list of these; none knows the others, but through what its maker hands it. */
export interface Feature {
  /** Called once, before the server starts. */
  register(context: FeatureContext): vscode.Disposable[];
}
