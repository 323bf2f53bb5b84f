import type { Instruction } from '../../dockerfile/model';
import { secretMounts } from '../../dockerfile/secret-mounts';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const missingSecretMount = defineRule({
  name: 'missing-secret-mount',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['require-secret-mounts'] },
  options: {
    mounts: {
      default: [] as readonly string[],
      description: 'Commands and the secret mount each needs: `pip: id=pipconf,target=/root/.config/pip/pip.conf`, `gh release: id=gh,env=GH_TOKEN`. A command may stand in several entries.',
    },
  },
  docs: {
    what: 'A command runs without the secret mount that the settings ask for.',
    why: 'Where packages come from a private registry, every install needs its login. A rule that says so finds the RUN in which somebody forgot it, before the build fails or takes a package of the same name from elsewhere.',
    bad: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir corp-tools==2.1.0\nUSER 10001\n',
    good: 'FROM python:3.14-slim\nRUN --mount=type=secret,id=pipconf,target=/root/.config/pip/pip.conf pip install --no-cache-dir corp-tools==2.1.0\nUSER 10001\n',
    exceptions: 'Nothing is asked for unless the option `mounts` says so.',
  },
  messages: {
    missing: '{command} needs the secret mount {mount}, by your settings.',
  },
  check(file, report, { options }) {
    const wanted = options.mounts.flatMap((text) => readEntry(text) ?? []);
    if (wanted.length === 0) return;
    for (const instruction of file.all('RUN')) {
      const commands = commandsOf(instruction);
      const missing: Entry[] = [];
      let first: ShellCommand | undefined;
      for (const entry of wanted) {
        const command = commands.find((candidate) => isMeant(candidate, entry));
        if (!command || isMounted(instruction, entry) || missing.some(({ mount }) => mount === entry.mount)) continue;
        missing.push(entry);
        if (!first || command.index < first.index) first = command;
      }
      if (!first) continue;
      const at = instruction.keywordSpan.end;
      const newText = missing.map(({ mount }) => ` --mount=type=secret,${mount}`).join('');
      report(first.nameWord.span, 'missing', {
        data: { command: missing[0]!.words.join(' '), mount: missing.map(({ mount }) => mount).join(' and ') },
        fixes: [{ title: 'Add the secret mount', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText }] }],
      });
    }
  },
});

interface Entry {
  readonly words: readonly string[];
  readonly mount: string;
  readonly id: string;
  readonly target?: string;
  readonly variable?: string;
}

/** `COMMAND [SUBCOMMAND…]: id=…[,target=…][,env=…]`; undefined for what is none. */
function readEntry(text: string): Entry | undefined {
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  const words = text.slice(0, colon).trim().split(/\s+/);
  const mount = text.slice(colon + 1).trim();
  const fields = new Map(mount.split(',').map((field) => [field.slice(0, field.indexOf('=')).trim(), field.slice(field.indexOf('=') + 1).trim()]));
  const id = fields.get('id');
  if (words[0] === '' || id === undefined) return undefined;
  const target = fields.get('target');
  const variable = fields.get('env');
  return { words, mount, id, ...(target !== undefined ? { target } : {}), ...(variable !== undefined ? { variable } : {}) };
}

function isMeant(command: ShellCommand, { words }: Entry): boolean {
  const [name, ...subcommands] = words;
  if (command.name !== name) return false;
  const operands = positionals(command);
  return subcommands.every((word, index) => operands[index]?.value === word);
}

function isMounted(instruction: Instruction, { id, target, variable }: Entry): boolean {
  return secretMounts(instruction).some((mount) => mount.id === id && (target === undefined || mount.path === target) && (variable === undefined || mount.variable === variable));
}
