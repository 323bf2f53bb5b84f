/** Commands that start a program for its developer: with reloading, with a debugger. */
import type { ShellCommand, ShellWord } from '../shell/model';

export interface DevelopmentStart {
  /** The words that say so. */
  readonly from: ShellWord;
  readonly to: ShellWord;
  /** What starts, as a person says it. */
  readonly what: string;
}

interface Start {
  /** Operands and options that must follow each other somewhere in the words. */
  readonly words: readonly string[];
  /** One of these as well. */
  readonly unless?: readonly string[];
}

const packageRunners: ReadonlySet<string> = new Set(['npm', 'yarn', 'pnpm', 'bun']);
const devScripts = /^(?:dev|develop|development|watch|start:dev|start:watch|dev:\w+|serve:dev)$/;

const starts: Readonly<Record<string, readonly Start[]>> = {
  flask: [{ words: ['run'] }], nodemon: [{ words: [] }], 'ts-node-dev': [{ words: [] }], tsx: [{ words: ['watch'] }], 'webpack-dev-server': [{ words: [] }], webpack: [{ words: ['serve'] }],
  next: [{ words: ['dev'] }], nuxt: [{ words: ['dev'] }], nuxi: [{ words: ['dev'] }], astro: [{ words: ['dev'] }], remix: [{ words: ['dev'] }], ng: [{ words: ['serve'] }], 'vue-cli-service': [{ words: ['serve'] }], gatsby: [{ words: ['develop'] }],
  'react-scripts': [{ words: ['start'] }], vite: [{ words: [], unless: ['build', 'preview', 'optimize', '--version'] }], parcel: [{ words: ['serve'] }],
  uvicorn: [{ words: ['--reload'] }], gunicorn: [{ words: ['--reload'] }], hypercorn: [{ words: ['--reload'] }], fastapi: [{ words: ['dev'] }], granian: [{ words: ['--reload'] }], watchmedo: [{ words: [] }],
  artisan: [{ words: ['serve'] }], symfony: [{ words: ['server:start'] }, { words: ['serve'] }], hugo: [{ words: ['server'] }, { words: ['serve'] }], jekyll: [{ words: ['serve'] }], mkdocs: [{ words: ['serve'] }],
  air: [{ words: [] }], 'cargo-watch': [{ words: [] }], cargo: [{ words: ['watch'] }], dotnet: [{ words: ['watch'] }], mvn: [{ words: ['spring-boot:run'] }], mvnw: [{ words: ['spring-boot:run'] }], gradle: [{ words: ['bootRun'] }], gradlew: [{ words: ['bootRun'] }],
  iex: [{ words: ['-S', 'mix'] }],
};

/** How a command starts a development server; undefined where it does not, or that is not known. */
export function developmentStart(command: ShellCommand): DevelopmentStart | undefined {
  const { name, args, nameWord } = command;
  const values = args.map((word) => word.value);
  const found = (at: number, what: string): DevelopmentStart => ({ from: nameWord, to: at < 0 ? nameWord : args[at]!, what });
  const at = (...words: string[]): number => values.findIndex((_, index) => words.every((word, offset) => values[index + offset] === word));
  if (packageRunners.has(name)) {
    const script = values.findIndex((value, index) => value !== undefined && devScripts.test(value) && (values[index - 1] === 'run' || (index === 0 && name !== 'npm')));
    return script < 0 ? undefined : found(script, `${name} ${values.slice(0, script + 1).join(' ')}`);
  }
  if (/^python[\d.]*$/.test(name)) return pythonStart(command, values, found);
  if (name === 'php') {
    const server = values.indexOf('-S');
    if (server >= 0) return found(server, 'php -S');
    const serve = values.findIndex((value, index) => value === 'serve' && /(?:^|\/)artisan$/.test(values[index - 1] ?? ''));
    return serve < 0 ? undefined : found(serve, 'artisan serve');
  }
  if (name === 'npx' || name === 'bunx') {
    const tool = values.findIndex((value) => value !== undefined && !value.startsWith('-'));
    return tool < 0 ? undefined : startOf(values[tool]!, values.slice(tool + 1), (offset, what) => found(offset < 0 ? tool : tool + 1 + offset, what));
  }
  if (/^rails$/.test(name) && (at('-e', 'development') >= 0 || values.includes('--environment=development'))) return found(values.length - 1, 'rails server in development');
  if (/manage\.py$/.test(name)) return values[0] === 'runserver' ? found(0, 'manage.py runserver') : undefined;
  return startOf(name, values, found);
}

function pythonStart(_command: ShellCommand, values: readonly (string | undefined)[], found: (at: number, what: string) => DevelopmentStart): DevelopmentStart | undefined {
  const manage = values.findIndex((value) => /(?:^|\/)manage\.py$/.test(value ?? ''));
  if (manage >= 0) return values[manage + 1] === 'runserver' ? found(manage + 1, 'manage.py runserver') : undefined;
  const module = values.indexOf('-m');
  if (module < 0) return undefined;
  const name = values[module + 1];
  if (name === 'flask' || name === 'uvicorn') return startOf(name, values.slice(module + 2), (offset, what) => found(offset < 0 ? module + 1 : module + 2 + offset, what));
  return name === 'http.server' || name === 'SimpleHTTPServer' ? found(module + 1, `python -m ${name}`) : undefined;
}

function startOf(name: string, values: readonly (string | undefined)[], found: (at: number, what: string) => DevelopmentStart): DevelopmentStart | undefined {
  for (const { words, unless } of Object.hasOwn(starts, name) ? starts[name]! : []) {
    if (unless?.some((word) => values.includes(word))) continue;
    if (words.length === 0) return found(-1, name);
    const at = values.findIndex((_, index) => words.every((word, offset) => values[index + offset] === word));
    if (at >= 0) return found(at + words.length - 1, `${name} ${words.join(' ')}`);
  }
  return undefined;
}
