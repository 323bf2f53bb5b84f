/** Credentials that are written out in a command: as a word that is one by its place, or as the value of a variable that is set for it. */
import { isWeakPassword } from '../secrets/connection-string';
import { isLiteralSecret, isWord } from '../secrets/literal';
import { isSecretName, wordsOfName } from '../secrets/names';
import { findSecrets } from '../secrets/values';
import { credentialWords } from './credentials';
import type { ShellCommand, ShellWord } from './model';

export interface WrittenCredential {
  readonly kind: 'word' | 'variable';
  /** Of a word what it is (`password`, `token`), of a variable its name. */
  readonly name: string;
  /** The word that holds it. */
  readonly word: ShellWord;
  readonly literal: string;
  /** A password that everybody tries first, or a plain word. */
  readonly weak: boolean;
}

/** Tokens of a known form are left out: they are found wherever they stand. */
export function writtenCredentials(command: ShellCommand): WrittenCredential[] {
  const words = credentialWords(command).flatMap(({ word, literal, what }): WrittenCredential[] => {
    if (literal === undefined || !isLiteralSecret(literal) || findSecrets(word.value ?? '').length > 0) return [];
    return [{ kind: 'word', name: what, word, literal, weak: isWeakPassword(literal) || isWord(literal) }];
  });
  return [...words, ...assignments(command)];
}

function assignments(command: ShellCommand): WrittenCredential[] {
  const found = command.assignments.flatMap(({ name, value }) => (value?.variables.length === 0 ? variable(name, value.value, value) : []));
  if (command.name !== 'export' && command.name !== 'setx') return found;
  return [...found, ...command.args.flatMap((word) => {
    const match = word.variables.length === 0 ? /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value ?? '') : null;
    return match ? variable(match[1]!, match[2], word) : [];
  })];
}

const secretVariable = /(?:apikey|password|pword|passwd|passphrase|secret|token|pwd|sshpass)$/;

function variable(name: string, literal: string | undefined, word: ShellWord): WrittenCredential[] {
  const words = wordsOfName(name);
  const last = words[words.length - 1] ?? '';
  if (!isSecretName(name) || !(secretVariable.test(last) || (last === 'key' && /^(?:api|secret|access|private)$/.test(words[words.length - 2] ?? '')))) return [];
  // `SECRET_KEY=build manage.py collectstatic`: a word for one command protects nothing.
  if (literal === undefined || !isLiteralSecret(literal) || isWord(literal) || findSecrets(literal).length > 0) return [];
  return [{ kind: 'variable', name, word, literal, weak: isWeakPassword(literal) }];
}
