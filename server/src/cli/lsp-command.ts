/** `plimsoll lsp`: the language server on standard input and output. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { UsageError } from './arguments';
import { refuseOperands, runnable, type Command } from './command';
import { exitStatus } from './exit-status';

const options = {
  stdio: { help: 'Speaks over standard input and output, the one way there is.' },
  clientProcessId: { value: 'ID', help: 'The server ends when this process does.' },
} as const;

const command: Command<typeof options> = {
  usage: ['lsp --stdio'],
  about: 'Runs the language server, for editors other than VS Code.',
  options,
  run: async ({ options: given, operands }) => {
    refuseOperands(operands);
    if (!given.stdio) throw new UsageError('The server speaks over standard input and output only: plimsoll lsp --stdio.');
    createRequire(__filename)(serverPath());
    // The server ends the process when its client says so.
    return exitStatus.ok;
  },
};

export const lspCommand = runnable(command);

/** The server is a bundle of its own, beside this one; while developing, a source file. Not a literal, or the bundler would make another copy of it. */
function serverPath(): string {
  const candidates = [join(__dirname, 'server.js'), join(__dirname, '..', 'main-lsp.ts')];
  const found = candidates.find(existsSync);
  if (found === undefined) throw new Error(`The language server is missing: ${candidates[0]}. Install Plimsoll again.`);
  return found;
}
