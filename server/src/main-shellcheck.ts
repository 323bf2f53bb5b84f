/** Entry of a worker that runs ShellCheck: one script at a time, as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LintRequest, WorkerMessage, WorkerStart } from './shellcheck/messages';
import { compileProgram, startProgram } from './shellcheck/program';

const { directory } = workerData as WorkerStart;
const say = (message: WorkerMessage): void => parentPort!.postMessage(message);
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Here and not in the thread that has rules to run. V8 knows the bytes again: what is compiled for one worker serves the others.
compileProgram(directory).then((module) => startProgram(module, directory)).then(
  (program) => {
    say({ ready: true });
    parentPort!.on('message', ({ text, options }: LintRequest) => {
      void program.lint(text, options).then((comments) => say({ comments, memory: program.memory }), (error: unknown) => say({ failure: reason(error) }));
    });
  },
  (error: unknown) => say({ unable: reason(error) }),
);
