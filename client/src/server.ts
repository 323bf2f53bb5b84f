/** The language server as the features see it: typed messages, with progress and cancellation. */
import * as vscode from 'vscode';
import { LSPErrorCodes, ResponseError, State, WorkDoneProgress } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { NotificationOf, RequestOf } from '../../server/src/protocol';

export class Server {
  private tokens = 0;

  constructor(private readonly client: BaseLanguageClient) {}

  get running(): boolean {
    return this.client.state === State.Running;
  }

  /** The URI of a resource as the server knows it. */
  uriOf(uri: vscode.Uri): string {
    return this.client.code2ProtocolConverter.asUri(uri);
  }

  request<P, R>({ method }: RequestOf<P, R>, params: P, token?: vscode.CancellationToken): Promise<R> {
    return this.client.sendRequest<R>(method, params, token);
  }

  notify<P>({ method }: NotificationOf<P>, params: P): Promise<void> {
    return this.client.sendNotification(method, params as object);
  }

  onNotification<P>({ method }: NotificationOf<P>, handler: (params: P) => void): vscode.Disposable {
    return this.client.onNotification(method, handler);
  }

  onRequest<P, R>({ method }: RequestOf<P, R>, handler: (params: P, token: vscode.CancellationToken) => Promise<R>): vscode.Disposable {
    return this.client.onRequest(method, handler);
  }

  onStateChange(handler: () => void): vscode.Disposable {
    return this.client.onDidChangeState(handler);
  }

  async restart(): Promise<void> {
    if (this.client.needsStop()) await this.client.stop();
    await this.client.start();
  }

  /** Runs a request that the user waits for, with a notification that shows the server's progress and can cancel. Undefined where the user cancelled. */
  async requestWithProgress<P extends { readonly workDoneToken?: number | string }, R>(title: string, message: RequestOf<P, R>, params: NoInfer<P>): Promise<R | undefined> {
    const workDoneToken = `plimsoll-${++this.tokens}`;
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
      let reported = 0;
      const subscription = this.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== 'report') return;
        const increment = value.percentage === undefined ? undefined : Math.max(0, value.percentage - reported);
        reported += increment ?? 0;
        progress.report({ message: value.message, increment });
      });
      try {
        return await this.request(message, { ...params, workDoneToken }, token);
      } catch (error) {
        if (isCancellation(error)) return undefined;
        throw error;
      } finally {
        subscription.dispose();
      }
    });
  }
}

export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof ResponseError && (error.code === LSPErrorCodes.RequestCancelled || error.code === LSPErrorCodes.ServerCancelled));
}
