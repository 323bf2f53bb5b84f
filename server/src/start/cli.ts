/** What `plimsoll` runs: the command line, without compiling it anew each time. */
import path from 'node:path';
import { runCompiled } from './compiled';

// `lint` is run most and needs other functions than the rest, which are compiled as they are called.
runCompiled(path.join(__dirname, 'cli-main.js'), process.argv[2] === 'lint' ? 'lint' : 'other');
