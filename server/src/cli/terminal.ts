/** What a command may use of the process it runs in. */
import { colours, plain, type Style } from '../report/style';

export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Messages, one line each, without a line break. */
  say(message: string): void;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
  /** A line that is overwritten by the next; nothing where standard error is no terminal. */
  progress(line: string): void;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Of standard output. */
  readonly style: Style;
  /** Width of standard output. */
  readonly columns: number;
  /** Aborted by the first Ctrl+C; from when a command first asks for it. Without that, Ctrl+C ends the process as ever. */
  readonly signal: AbortSignal;
}

const eraseLine = '\r\x1b[K';

export function processTerminal(): Terminal {
  let controller: AbortController | undefined;
  let progressShown = false;
  const clear = (): void => {
    if (progressShown) process.stderr.write(eraseLine);
    progressShown = false;
  };
  return {
    out: text => {
      clear();
      process.stdout.write(text);
    },
    say: message => {
      clear();
      process.stderr.write(`${message}\n`);
    },
    progress: line => {
      if (!process.stderr.isTTY) return;
      process.stderr.write(eraseLine + line.slice(0, (process.stderr.columns || 80) - 1));
      progressShown = line !== '';
    },
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    directory: process.cwd(),
    environment: process.env,
    style: wantsColour(process.env, process.stdout.isTTY) ? colours : plain,
    columns: process.stdout.columns || 100,
    get signal() {
      if (!controller) {
        const started = (controller = new AbortController());
        process.once('SIGINT', () => started.abort());
      }
      return controller.signal;
    },
  };
}

/** https://no-color.org, and FORCE_COLOR as Node reads it. */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}
