/** The server for VS Code for the Web, in a real browser's web worker: the editor's messages in, diagnostics out. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { Missing, root } from '../../../scripts/setup/machine.mjs';
import { ensureBrowserVSCode, launchBrowser } from '../window.mjs';

/** Runs in the page: starts the worker, opens a document, and resolves with its diagnostics. */
async function lintInWorker({ uri, languageId, text }) {
  /* global Worker */
  const worker = new Worker('/server.js');
  const waiting = new Map();
  const failed = new Promise((_, reject) => worker.addEventListener('error', (event) => reject(new Error(event.message))));
  worker.addEventListener('message', ({ data }) => {
    if (data.method !== undefined && data.id !== undefined) {
      // The server asks for settings and registers what it watches; an editor without answers null.
      worker.postMessage({ jsonrpc: '2.0', id: data.id, result: data.method === 'workspace/configuration' ? data.params.items.map(() => null) : null });
    } else {
      waiting.get(data.id)?.(data);
    }
  });
  let id = 0;
  const request = (method, params) => {
    const answer = new Promise((resolve) => waiting.set(++id, resolve));
    worker.postMessage({ jsonrpc: '2.0', id, method, params });
    return Promise.race([answer, failed]);
  };
  const notify = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
  await request('initialize', { processId: null, rootUri: null, workspaceFolders: null, capabilities: { textDocument: { diagnostic: {} } } });
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  const { result, error } = await request('textDocument/diagnostic', { textDocument: { uri } });
  worker.terminate();
  return error ?? result.items;
}

describe('the server in a web worker', function () {
  this.timeout(60_000);
  let browser;
  let server;
  let page;

  before('browser', async function () {
    let vscode;
    try {
      vscode = await ensureBrowserVSCode();
    } catch (error) {
      if (error instanceof Missing) {
        this.runnable().skipReason = error.message;
        this.skip();
      }
      throw error;
    }
    const bundle = readFileSync(path.join(root, 'dist', 'browser-server.js'));
    server = createServer((request, response) => {
      const isBundle = request.url === '/server.js';
      response.writeHead(200, { 'content-type': isBundle ? 'text/javascript' : 'text/html' }).end(isBundle ? bundle : '<!doctype html><title>worker</title>');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser(vscode.chromium);
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('finds what is wrong with a Dockerfile', async () => {
    const items = await page.evaluate(lintInWorker, { uri: 'vscode-vfs://github/x/Dockerfile', languageId: 'dockerfile', text: 'FROM debian:latest\nRUN curl -k https://example.com/ -o /x\n' });
    assert.deepEqual(items.filter((item) => item.code === 'tls-verification-off').map((item) => item.range), [{ start: { line: 1, character: 9 }, end: { line: 1, character: 11 } }]);
  });

  it('finds what is wrong with a Compose file', async () => {
    const items = await page.evaluate(lintInWorker, { uri: 'vscode-vfs://github/x/compose.yaml', languageId: 'dockercompose', text: 'services:\n  web:\n    image: nginx:1.29.3\n    privileged: true\n' });
    assert.ok(items.some((item) => item.code === 'privileged-service'), JSON.stringify(items));
  });
});
