/** The language server on Node: over standard streams (`--stdio`), Node IPC or a socket, as the command line says. */
import { createConnection } from 'vscode-languageserver/node';
import { connectionOptions } from './lsp/connection';
import type { Host } from './lsp/host';
import { nodeFiles } from './lsp/node/node-files';
import { nodeTree } from './lsp/node/node-tree';
import { nodeVersions } from './lsp/node/node-versions';
import { serve } from './lsp/server';

const host: Host = {
  files: nodeFiles,
  tree: nodeTree,
  shellcheck: async () => {
    const { ShellcheckChecker, shellcheckPlace } = await import('./shellcheck/check');
    return new ShellcheckChecker(shellcheckPlace(__dirname));
  },
  versions: nodeVersions,
  scanning: async () => (await import('./lsp/node/node-scanning')).nodeScanning,
  registries: async () => (await import('./lsp/node/node-registries')).nodeRegistries,
  today: () => new Date().toISOString().slice(0, 10),
};

serve(createConnection(connectionOptions), host);
