import type { Instruction } from '../../dockerfile/model';
import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { installsOf } from '../../shell/managers';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const xdebugInImage = defineRule({
  name: 'xdebug-in-image',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['php/no-xdebug-in-final-image'] },
  docs: {
    what: 'Xdebug is installed in the final image.',
    why: 'Xdebug slows every request down, and a client that reaches it can run code: it connects back to whoever asks for a debugging session.',
    bad: 'FROM php:8.4-cli\nRUN pecl install xdebug-3.4.5\nUSER 10001\n',
    good: 'FROM php:8.4-cli AS dev\nRUN pecl install xdebug-3.4.5\n\nFROM php:8.4-cli\nUSER 10001\n',
    exceptions: 'Stages and files that are named for development, debugging or tests are left alone, and so is what is installed only if a build argument says so.',
  },
  messages: {
    xdebug: 'Xdebug in the final image slows every request down and can be made to run code. Install it in a stage for development only.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (stage?.os === 'windows' || isForDevelopment(stage) || isDevelopmentFile(file)) return;
    const indices = stage?.chain.map((part) => part.index);
    for (const instruction of file.all('RUN')) {
      if (instruction.stage && indices && !indices.includes(instruction.stage.index)) continue;
      for (const command of commandsOf(instruction)) {
        const word = xdebugWord(command);
        if (word && !isOptional(command, instruction)) report(word.span, 'xdebug');
      }
    }
  },
});

function xdebugWord(command: ShellCommand): ShellWord | undefined {
  const install = installsOf(command);
  if (install) return install.action === 'install' ? install.packages.find((item) => !item.removes && /(?:^|-)xdebug\d*$/.test(item.name))?.word : undefined;
  if (command.name === 'pecl' && command.args[0]?.value !== 'install') return undefined;
  if (!/^(?:pecl|pie|docker-php-ext-(?:install|enable)|install-php-extensions|phpenmod)$/.test(command.name)) return undefined;
  return command.args.find((word) => /^(?:xdebug\/)?xdebug(?:[-@:].*)?$/.test(word.value ?? ''));
}

/** `if [ "$INSTALL_XDEBUG" = true ]; then …`, also for `[ … ] && …`: whoever builds decides, unless the argument says yes by itself. */
function isOptional(command: ShellCommand, { before: { scope } }: Instruction): boolean {
  const tests = commandsOf(command.script.instruction).filter((other) => other.span.start < command.span.start && /^(?:\[|\[\[|test)$/.test(other.name));
  return tests.some(
    (test) =>
      (command.context.includes('if-branch') ? test.context.includes('if-condition') : isJoined(test, command)) &&
      test.args.some((word) => word.variables.some((name) => scope.lookup(name)?.kind === 'arg' && !/^(?:1|true|yes|on)$/i.test(scope.lookup(name)?.value ?? ''))),
  );
}

/** By && all the way. */
function isJoined(first: ShellCommand, last: ShellCommand): boolean {
  return first.script === last.script && first.script.commands.slice(first.index + 1, last.index + 1).every(({ join }) => join === '&&');
}
