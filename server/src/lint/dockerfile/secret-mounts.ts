/** Secret mounts of a RUN, and which of its commands read them. */
import { templateOf } from '../shell/words';
import type { ShellCommand, ShellWord } from '../shell/model';
import type { Instruction, Mount } from './model';

export interface SecretMount {
  readonly mount: Mount;
  readonly id: string | undefined;
  /** Where the file is; absent where the secret is a variable only. */
  readonly path?: string;
  /** The variable that holds it. */
  readonly variable?: string;
}

export function secretMounts(instruction: Instruction): readonly SecretMount[] {
  return instruction.mounts.filter((mount) => mount.type === 'secret').map((mount) => {
    const variable = mount.option('env')?.value;
    const target = mount.option('target', 'dst', 'destination')?.value;
    const source = mount.option('source', 'src')?.value;
    const id = mount.option('id')?.value ?? (source ?? target)?.replace(/^.*\//, '');
    const path = target ?? (variable === undefined && id !== undefined ? `/run/secrets/${id}` : undefined);
    return { mount, id, ...(path !== undefined ? { path } : {}), ...(variable !== undefined ? { variable } : {}) };
  });
}

/** Whether the word is the secret's file, or holds its variable. */
export function namesSecret(word: ShellWord, secrets: readonly SecretMount[]): boolean {
  const text = templateOf(word);
  return secrets.some(({ path, variable }) => (path !== undefined && holdsPath(text, path)) || (variable !== undefined && word.variables.includes(variable)));
}

function holdsPath(text: string, path: string): boolean {
  const at = text.indexOf(path);
  return at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? '');
}

const readers: ReadonlySet<string> = new Set(['cat', 'head', 'tail', 'sed', 'tr', 'base64', 'jq', 'grep', 'awk', 'cut', 'envsubst', 'echo', 'printf', 'tee', 'xargs']);

/** Commands whose output is the secret: they read its file or print its variable, themselves or through `$(…)`. */
export function commandsThatGive(commands: readonly ShellCommand[], secrets: readonly SecretMount[]): ReadonlySet<ShellCommand> {
  const giving = new Set<ShellCommand>();
  // Commands inside a word come before or after the one that holds it: go round until nothing is added.
  for (let before = -1; before !== giving.size; ) {
    before = giving.size;
    for (const command of commands) {
      if (giving.has(command) || !readers.has(command.name)) continue;
      const direct = command.args.some((word) => namesSecret(word, secrets)) || command.redirections.some(({ operator, target }) => operator === '<' && target !== undefined && namesSecret(target, secrets));
      const through = commands.some((other) => giving.has(other) && other.parent?.command === command && other.context.includes('substitution'));
      if (direct || through || (command.pipedFrom && giving.has(command.pipedFrom))) giving.add(command);
    }
  }
  return giving;
}
