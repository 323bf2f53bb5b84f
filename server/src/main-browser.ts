/** The language server in a web worker: lint only, files through the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { connectionOptions } from './lsp/connection';
import { serve } from './lsp/server';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), connectionOptions), { today: () => new Date().toISOString().slice(0, 10) });
