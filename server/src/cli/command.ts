import { optionLines, parseArguments, UsageError, type Arguments, type Options } from './arguments';
import type { Terminal } from './terminal';

/** One command of the command line. */
export interface Command<O extends Options = Options> {
  /** Lines after "Usage: plimsoll ". */
  readonly usage: readonly string[];
  /** What it does, in sentences. */
  readonly about: string;
  readonly options: O;
  /** The exit status. @throws UsageError */
  run(args: Arguments<O>, terminal: Terminal): Promise<number>;
}

/** A command whose types are hidden, for a table of commands. */
export interface RunnableCommand {
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const helpOption = { help: { help: 'Prints this.' } } as const;

export function runnable<const O extends Options>(command: Command<O>): RunnableCommand {
  const options = { ...command.options, ...helpOption };
  const help = [
    ...command.usage.map((line, index) => `${index === 0 ? 'Usage: ' : '       '}plimsoll ${line}`), '', command.about, '', 'Options:', ...optionLines(options), '',
  ].join('\n');
  return {
    help,
    run: async (args, terminal) => {
      if (args.includes('--help') || args.includes('-h')) {
        terminal.out(help);
        return 0;
      }
      return command.run(parseArguments(args, options) as unknown as Arguments<O>, terminal);
    },
  };
}

/** For commands without operands. */
export function refuseOperands(operands: readonly string[]): void {
  if (operands.length > 0) throw new UsageError(`"${operands[0]}" is not expected here.`);
}
