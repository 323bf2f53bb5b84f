/** ARG and ENV that hold credentials, told by name and by value. */
import { isSecretName } from '../secrets/names';
import { writtenSecret, type WrittenSecret } from '../secrets/variables';
import type { DockerfileModel, Instruction, KeyValue, Word } from './model';
import { countedPairs } from './syntax';
import { once } from '../text/once';

export interface SecretVariable {
  readonly instruction: Instruction;
  readonly pair: KeyValue;
  readonly name: string;
  /** `declared`: what it holds comes from somewhere else. */
  readonly kind: 'declared' | WrittenSecret['kind'];
  /** A literal that everybody tries first, or a plain word. */
  readonly weak: boolean;
}

/** In file order, global arguments included; variables that are empty, or hold a path, an address or a switch, are none. */
export const secretVariables = once((file: DockerfileModel): readonly SecretVariable[] =>
  file.all('ARG', 'ENV').flatMap((instruction) => countedPairs(instruction).flatMap((pair) => secretVariable(instruction, pair) ?? [])),
);

function secretVariable(instruction: Instruction, pair: KeyValue): SecretVariable | undefined {
  const name = pair.key.value;
  if (!isSecretName(name)) return undefined;
  const of = (kind: SecretVariable['kind'], weak = false): SecretVariable => ({ instruction, pair, name, kind, weak });
  const { value } = pair;
  // `ENV PASSWORD=${PASSWORD:-}` without an ARG of that name fills nothing in.
  if (instruction.keyword === 'ENV' && value && value.resolved === undefined && isItself(name, value)) return undefined;
  if (!value || value.resolved === undefined) return of('declared');
  const written = writtenSecret(name, value.resolved);
  if (!written) return undefined;
  // Of what another variable holds, that one is the place to speak of.
  if (written.kind !== 'known' && value.variables.length > 0) return of('declared');
  return of(written.kind, written.weak);
}

/** The variable of the same name, which nothing here defines, without a fallback. */
function isItself(name: string, { value, variables }: Word): boolean {
  const [variable, ...others] = variables;
  return others.length === 0 && variable?.name === name && !variable.definition && /^["']?\$(?:\w+|\{\w+(?::?-)?\})["']?$/.test(value);
}
