/** Measures the language server as an editor meets it: a process, and JSON-RPC over its standard streams. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { peakOf } from './measure.mjs';

const uri = 'file:///bench/Dockerfile';

/**
 * Starts a server, opens `text` and edits it `edits` times, one character at a time.
 * Returns `{first, edits, bytes}`: milliseconds from the start of the process to the first diagnostics, and from each edit to its own; peak memory in bytes.
 */
export async function measureServer(script, text, { edits, shellcheck }) {
  const start = performance.now();
  const server = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  try {
    const settings = { shellcheck: { enable: shellcheck } };
    connection.onRequest('workspace/configuration', ({ items }) => items.map((item) => (item.section === 'plimsoll' ? settings : null)));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: process.pid, rootUri: null, workspaceFolders: null,
      capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: { dynamicRegistration: false } }, general: { positionEncodings: ['utf-16'] } },
      initializationOptions: { trusted: true },
    });
    await connection.sendNotification('initialized', {});
    const diagnostics = async () => {
      const report = await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
      if (report.kind !== 'full' || report.items.length === 0) {
        throw new Error('the server found nothing in the file that is measured with');
      }
    };
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
    await diagnostics();
    const first = performance.now() - start;

    const middle = Math.floor(text.split('\n').length / 2);
    const times = [];
    for (let version = 2; version < edits + 2; version++) {
      const before = performance.now();
      // Types into the middle of the file; every diagnostic below is computed anew.
      const at = { line: middle, character: 0 };
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: at, end: at }, text: version % 8 === 0 ? '\n' : '#' }] });
      await diagnostics();
      times.push(performance.now() - before);
    }
    const bytes = peakOf(server.pid);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await once(server, 'exit');
    return { first, edits: times, bytes };
  } finally {
    connection.dispose();
    server.kill();
  }
}
