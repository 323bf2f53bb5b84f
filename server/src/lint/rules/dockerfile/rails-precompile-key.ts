import type { Instruction, Stage } from '../../dockerfile/model';
import { isRuby } from '../../dockerfile/ruby';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

export const railsPrecompileKey = defineRule({
  name: 'rails-precompile-key',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/asset-precompile-without-dummy-key'] },
  docs: {
    what: 'Assets are precompiled without SECRET_KEY_BASE_DUMMY.',
    why: 'Rails asks for its secret key to start, though assets need none. The build fails, and people put the real key into the image to make it pass.',
    bad: 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nWORKDIR /rails\nRUN bin/rails assets:precompile\nUSER 1000\n',
    good: 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nWORKDIR /rails\nRUN SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile\nUSER 1000\n',
    exceptions: 'A key from elsewhere (SECRET_KEY_BASE, RAILS_MASTER_KEY, a secret mount) is accepted here. Only stages on a Ruby image are looked at, and only where RAILS_ENV or RACK_ENV says production: elsewhere Rails makes up a key. Rails before 7.1 does not know the variable: set SECRET_KEY_BASE=1 there. Images with a Ruby that is too old for 7.1 are left alone.',
  },
  messages: {
    missing: 'Without SECRET_KEY_BASE_DUMMY=1 this needs the real key of the application, which has no business in a build.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const { stage } = instruction;
      if (!stage || !isRuby(stage) || isTooOld(stage) || isForDevelopment(stage) || instruction.mounts.some((mount) => mount.type === 'secret') || keys.some((key) => instruction.before.scope.lookup(key))) continue;
      const commands = commandsOf(instruction);
      for (const command of commands) {
        const task = command.args.find((word) => word.value === 'assets:precompile');
        if (!task || hasKey(command, commands) || !isProduction(command, commands)) continue;
        const at = command.span.start;
        const fixes = isPlain(command, instruction) ? [{ title: 'Add SECRET_KEY_BASE_DUMMY=1', applicability: 'unsafe' as const, edits: [{ span: { start: at, end: at }, newText: 'SECRET_KEY_BASE_DUMMY=1 ' }] }] : [];
        report(task.span, 'missing', { fixes });
      }
    }
  },
});

/** Rails knows the variable since 7.1, which needs Ruby 2.7. */
function isTooOld(stage: Stage): boolean {
  const { base } = stage.chain[stage.chain.length - 1]!;
  return base.kind === 'image' && /^(?:1|2\.[0-6])(?:$|[.-])/.test(base.image.tag ?? '');
}

const keys = ['SECRET_KEY_BASE_DUMMY', 'SECRET_KEY_BASE', 'RAILS_MASTER_KEY'];

function hasKey(command: ShellCommand, commands: readonly ShellCommand[]): boolean {
  if (command.assignments.some(({ name }) => keys.includes(name))) return true;
  return commands.some((other) => other.index < command.index && exports(other));
}

function exports(command: ShellCommand): boolean {
  return command.name === 'export' && command.args.some((word) => keys.some((key) => word.text.startsWith(`${key}=`)));
}

const environments = ['RAILS_ENV', 'RACK_ENV'];

/** By a variable for the command, by one of the RUN or of the stage, or by an argument `RAILS_ENV=production`, as rake takes it. */
function isProduction(command: ShellCommand, commands: readonly ShellCommand[]): boolean {
  const settings = [
    ...command.assignments.map(({ name, value }) => `${name}=${value?.value ?? ''}`),
    ...[command, ...commands.filter((other) => other.index < command.index && other.name === 'export')].flatMap((other) => other.args.map((word) => word.value ?? '')),
  ];
  const { scope } = command.script.instruction.before;
  return environments.some((name) => settings.includes(`${name}=production`) || scope.lookup(name)?.value === 'production');
}

/** Where a variable may stand in front of the command. */
function isPlain(command: ShellCommand, instruction: Instruction): boolean {
  return !instruction.exec && command.wrappers.length === 0 && (command.script.dialect === 'posix' || command.script.dialect === 'bash');
}
