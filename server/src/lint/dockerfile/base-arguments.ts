/** Base images that depend on arguments: what is left of their names where nobody gives a value. */
import type { ImageSource, Stage, VariableUse } from './model';

export interface OpenBase {
  readonly base: ImageSource;
  /** The argument without which the name is none. */
  readonly use: VariableUse;
  /** `none`: its ARG has no default. `empty`: it has an empty one. */
  readonly default: 'none' | 'empty';
}

/** Undefined where a name is left, or where that is not known. `given`: arguments that somebody is known to pass. */
export function openBase({ base }: Stage, given: ReadonlySet<string>): OpenBase | undefined {
  if (base.kind !== 'unknown' || base.word.variables.length === 0) return undefined;
  const open = base.word.variables.filter(({ name }) => !given.has(name));
  const missing = open.find((use) => use.definition?.kind === 'arg' && use.definition.value === undefined && use.definition.valueSpan === undefined && !use.operator);
  const use = missing ?? open.find(({ definition }) => definition?.value === '');
  return use && breaksWithout(withValues(base.word.text, given)) ? { base, use, default: missing ? 'none' : 'empty' } : undefined;
}

/** A value stands for what somebody passes. */
function withValues(text: string, given: ReadonlySet<string>): string {
  return text.replace(/\$\{(\w+)\}|\$(\w+)/g, (use, braced?: string, plain?: string) => (given.has(braced ?? plain!) ? 'x' : use));
}

/** With nothing in place of its plain variables, is what is left still a name? `alpine:$TAG` leaves "alpine:", which is none; `$REGISTRY/alpine` leaves "/alpine". */
function breaksWithout(text: string): boolean {
  const rest = text.replace(/\$\{\w+\}|\$\w+/g, '').replace(/^["']|["']$/g, '');
  return !/[$]/.test(rest) && !/^[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::[\w.-]+)?$/.test(rest);
}
