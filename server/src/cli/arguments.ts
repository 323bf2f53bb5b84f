/** Options of commands: one table makes the parser and the help text. */
import { parseArgs } from 'node:util';

import { didYouMean } from '../lint/settings/nearest';

/** Wrong use of the command line: exit status 2. Found by its name, since a bundle that is loaded later has a class of its own. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function isUsageError(error: unknown): error is UsageError {
  return (error as Error | undefined)?.name === 'UsageError';
}

export interface OptionSpec {
  readonly help: string;
  /** Name of the value in the help; absent for a switch. */
  readonly value?: string;
  /** The values it may have. */
  readonly choices?: readonly string[];
  /** The value of `--option` alone; a value then needs `=`. */
  readonly bare?: string;
  /** May be given several times: its value is a list. */
  readonly multiple?: true;
}

export type Options = Readonly<Record<string, OptionSpec>>;

type ValueOf<O extends OptionSpec> = O extends { readonly multiple: true } ? readonly string[] : O extends { readonly choices: readonly (infer C)[] } ? C : O extends { readonly value: string } ? string : boolean;

export interface Arguments<O extends Options> {
  readonly options: { readonly [K in keyof O]?: ValueOf<O[K]> };
  readonly operands: readonly string[];
}

/** @throws UsageError */
export function parseArguments<const O extends Options>(args: readonly string[], options: O): Arguments<O> {
  const known = Object.fromEntries(Object.entries(options).map(([name, { value, multiple = false }]) => [name, { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple }]));
  try {
    const parsed = parseArgs({ args: withBareValues(args, options), options: known, allowPositionals: true, strict: true });
    for (const [name, value] of Object.entries(parsed.values)) checkChoice(name, value, options[name]!);
    return { options: parsed.values as Arguments<O>['options'], operands: parsed.positionals };
  } catch (error) {
    throw usageError(error, options);
  }
}

/** `--fix` becomes `--fix=safe`. */
function withBareValues(args: readonly string[], options: Options): string[] {
  const end = args.indexOf('--');
  return args.map((argument, position) => {
    const bare = argument.startsWith('--') && (end < 0 || position < end) ? options[argument.slice(2)]?.bare : undefined;
    return bare === undefined ? argument : `${argument}=${bare}`;
  });
}

function checkChoice(name: string, value: unknown, { choices }: OptionSpec): void {
  if (choices && !choices.includes(String(value))) throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not "${String(value)}".${didYouMean(String(value), choices)}`);
}

function usageError(error: unknown, options: Options): unknown {
  const message = error instanceof Error ? error.message : '';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const name = /'(-[^' =]*)/.exec(message)?.[1] ?? '';
      return new UsageError(`There is no option ${name}.${didYouMean(name.replace(/^-+/, ''), Object.keys(options)).replace(/"(.*)"/, '--$1')}`);
    }
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
      const name = /--([\w-]+)/.exec(message)?.[1] ?? '';
      const spec = options[name];
      return new UsageError(spec?.value === undefined ? `--${name} takes no value.` : `--${name} needs a value: --${name} ${spec.value}.`);
    }
    default:
      return error;
  }
}

/** Lines for the help, aligned. */
export function optionLines(options: Options): string[] {
  const rows = Object.entries(options).map(([name, spec]) => [`--${name}${valueText(spec)}`, spec.help] as const);
  const column = Math.max(0, ...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(column)}${right}`);
}

function valueText({ value, bare }: OptionSpec): string {
  if (value === undefined) return '';
  return bare === undefined ? ` ${value}` : `[=${value}]`;
}
