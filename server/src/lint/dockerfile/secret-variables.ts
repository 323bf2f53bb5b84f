/** ARG and ENV that hold credentials, told by name and by value. */
import { embeddedPassword, isWeakPassword } from '../secrets/connection-string';
import { isLiteralSecret, isWord } from '../secrets/literal';
import { isSecretName, wordsOfName } from '../secrets/names';
import { findSecrets, isPlaceholder } from '../secrets/values';
import type { DockerfileModel, Instruction, KeyValue, Word } from './model';
import { once } from '../text/once';

export interface SecretVariable {
  readonly instruction: Instruction;
  readonly pair: KeyValue;
  readonly name: string;
  /**
   * `declared`: what it holds comes from somewhere else. `placeholder`: something to be replaced is written there. `literal`: the credential is written there. `known`: so is a token of
   * a known form, or an address with a password.
   */
  readonly kind: 'declared' | 'placeholder' | 'literal' | 'known';
  /** A literal that everybody tries first, or a plain word. */
  readonly weak: boolean;
}

/** In file order, global arguments included; variables that are empty, or hold a path, an address or a switch, are none. */
export const secretVariables = once((file: DockerfileModel): readonly SecretVariable[] =>
  file.all('ARG', 'ENV').flatMap((instruction) => instruction.pairs.flatMap((pair) => secretVariable(instruction, pair) ?? [])),
);

function secretVariable(instruction: Instruction, pair: KeyValue): SecretVariable | undefined {
  const name = pair.key.value;
  if (!isSecretName(name)) return undefined;
  const of = (kind: SecretVariable['kind'], weak = false): SecretVariable => ({ instruction, pair, name, kind, weak });
  const { value } = pair;
  // `ENV PASSWORD=${PASSWORD:-}` without an ARG of that name fills nothing in.
  if (instruction.keyword === 'ENV' && value && value.resolved === undefined && isItself(name, value)) return undefined;
  if (!value || value.resolved === undefined) return of('declared');
  const text = value.resolved.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (text === '' || isNoSecret(name, text)) return undefined;
  if (findSecrets(text).length > 0 || embeddedPassword(text)) return of('known');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  // Of what another variable holds, that one is the place to speak of.
  if (value.variables.length > 0) return of('declared');
  if (isPlaceholder(text) || !isLiteralSecret(text)) return of('placeholder');
  return of('literal', isWeakPassword(text) || isWord(text));
}

/** The variable of the same name, which nothing here defines, without a fallback. */
function isItself(name: string, { value, variables }: Word): boolean {
  const [variable, ...others] = variables;
  return others.length === 0 && variable?.name === name && !variable.definition && /^["']?\$(?:\w+|\{\w+(?::?-)?\})["']?$/.test(value);
}

/** Switches, nothing in words, files, fingerprints of keys, and the value that Rails takes for none. */
function isNoSecret(name: string, text: string): boolean {
  if (/^\**(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|undefined|unset|required|optional|[01])\**$/i.test(text)) return true;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(text) || /^[\w./\\-]+\.(?:pem|key|pub|crt|cer|asc|gpg|jks|p12|pfx|json|ya?ml|txt|env|conf|properties|sh|bash|py|pl|rb)$/i.test(text)) return true;
  // A server and its port.
  if (/^[a-z][\w.-]*:\d{2,5}$/i.test(text) && wordsOfName(name).includes('auth')) return true;
  if (/^(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40})$/.test(text.replace(/\s/g, '')) && /\d/.test(text) && wordsOfName(name).includes('key')) return true;
  return wordsOfName(name).some((word) => /^(?:gpg|gnupg|pgp)$/.test(word)) && /^(?:0x)?[0-9a-f\s]{8,}$/i.test(text) || (/^SECRET_KEY_BASE/.test(name) && text === '1');
}
