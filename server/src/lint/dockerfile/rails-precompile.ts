/** Precompilations of assets by Rails, which starts the application and asks for its secret key. */
import type { ShellCommand, ShellWord } from '../shell/model';
import { commandsOf } from '../shell/scripts';
import type { DockerfileModel, Instruction, Stage } from './model';
import { isRuby } from './ruby';
import { isForDevelopment } from './stage-purpose';
import { rootBase } from './stages';

export interface Precompilation {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** `assets:precompile`. */
  readonly task: ShellWord;
  /** What RAILS_ENV or RACK_ENV says; `unset` where the file sets neither. */
  readonly environment: 'production' | 'other' | 'unset';
}

/** Those in Ruby stages that are not for development and that get neither a key nor a dummy for one. */
export function precompilationsWithoutKey(file: DockerfileModel): readonly Precompilation[] {
  return file.all('RUN').flatMap((instruction) => {
    const { stage } = instruction;
    if (!stage || !isRuby(stage) || isTooOld(stage) || isForDevelopment(stage) || instruction.mounts.some((mount) => mount.type === 'secret') || keys.some((key) => instruction.before.scope.lookup(key))) return [];
    const commands = commandsOf(instruction);
    return commands.flatMap((command): Precompilation[] => {
      const task = command.args.find((word) => word.value === 'assets:precompile');
      return !task || hasKey(command, commands) ? [] : [{ instruction, command, task, environment: environmentOf(command, commands) }];
    });
  });
}

/** Where a variable may stand in front of the command. */
export function takesAssignment({ command, instruction }: Precompilation): boolean {
  return !instruction.exec && command.wrappers.length === 0 && (command.script.dialect === 'posix' || command.script.dialect === 'bash');
}

/** Rails knows the variable since 7.1, which needs Ruby 2.7. */
function isTooOld(stage: Stage): boolean {
  const base = rootBase(stage);
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
function environmentOf(command: ShellCommand, commands: readonly ShellCommand[]): Precompilation['environment'] {
  const settings = [
    ...command.assignments.map(({ name, value }) => `${name}=${value?.value ?? ''}`),
    ...[command, ...commands.filter((other) => other.index < command.index && other.name === 'export')].flatMap((other) => other.args.map((word) => word.value ?? '')),
  ];
  const { scope } = command.script.instruction.before;
  if (environments.some((name) => settings.includes(`${name}=production`) || scope.lookup(name)?.value === 'production')) return 'production';
  return environments.some((name) => scope.lookup(name) !== undefined || settings.some((setting) => setting.startsWith(`${name}=`))) ? 'other' : 'unset';
}
