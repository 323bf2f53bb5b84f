import { LSPErrorCodes, Message, ResponseError } from 'vscode-languageserver';
import type { ConnectionOptions } from 'vscode-languageserver';

/** A request that is cancelled before its turn comes is answered without being run. */
export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: (message) =>
      Message.isRequest(message) ? { jsonrpc: message.jsonrpc, id: message.id, error: new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.').toJson() } : undefined,
  },
};
