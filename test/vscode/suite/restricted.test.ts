/** DOCKER_HOST is a socket on which this test listens: whoever asks the engine for anything is noticed. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { diagnosticsOf, eventually, open, ruleOf } from './editor';

describe('in Restricted Mode', () => {
  let connections = 0;
  const engine = createServer((socket) => {
    connections++;
    socket.destroy();
  });

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await new Promise<void>((resolve) => engine.listen(process.env.DOCKER_HOST!.replace('unix://', ''), resolve));
  });

  after(() => void engine.close());

  it('files are checked all the same', async () => {
    const { document } = await open('Dockerfile');
    await diagnosticsOf(document, 'tls-verification-off', (all) => all.some((each) => ruleOf(each) === 'tls-verification-off'));
  });

  for (const command of ['plimsoll.scanBuiltImage', 'plimsoll.scanImage', 'plimsoll.buildAndScan', 'plimsoll.pinDigest', 'plimsoll.verifySignature']) {
    it(`${command} says why it does nothing, and does nothing`, async () => {
      const { document } = await open('Dockerfile');
      let ended = false;
      void vscode.commands.executeCommand(command, document.uri.toString()).then(() => (ended = true), () => (ended = true));
      // The command waits for an answer to its message.
      await eventually('the message is closed', async () => {
        await vscode.commands.executeCommand('notifications.clearAll');
        return ended || undefined;
      });
      assert.equal(connections, 0);
    });
  }
});
