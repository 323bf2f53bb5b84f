/** What an editor starts: the language server, without compiling it anew each time. */
// First: V8 takes compiled code only under the flags that it was compiled with.
import { underFlagsOfStart } from '../lsp/node/heap';
import path from 'node:path';
import { runCompiled } from './compiled';

runCompiled(path.join(__dirname, 'server-main.js'), 'lsp', underFlagsOfStart);
