/** Entry of the command line. */
import { main } from './cli/main';
import { processTerminal } from './cli/terminal';

// A reader that has seen enough (`plimsoll … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// The status is set and the process left to end by itself, so that everything is written.
void main(process.argv.slice(2), processTerminal()).then(status => (process.exitCode = status));
