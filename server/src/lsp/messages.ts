/** Typed sending and handling of the messages that client and server share. */
import type { CancellationToken, Connection, HandlerResult } from 'vscode-languageserver';
import type { NotificationOf, RequestOf } from '../protocol';

export function onRequest<P, R>(connection: Connection, { method }: RequestOf<P, R>, handler: (params: P, token: CancellationToken) => HandlerResult<R, void>): void {
  connection.onRequest<R, void>(method, handler);
}

export function onNotification<P>(connection: Connection, { method }: NotificationOf<P>, handler: (params: P) => void): void {
  connection.onNotification(method, handler);
}

export function sendRequest<P, R>(connection: Connection, { method }: RequestOf<P, R>, params: P): Promise<R> {
  return connection.sendRequest<R>(method, params);
}

export function sendNotification<P>(connection: Connection, { method }: NotificationOf<P>, params: P): Promise<void> {
  return connection.sendNotification(method, params);
}
