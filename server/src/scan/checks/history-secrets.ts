/**
 * Credentials in an image's history: values of build arguments, words of commands, addresses. `docker history --no-trunc` shows them to everybody who has the image.
 */
import { parseDockerfile } from '../../lint/dockerfile/parse';
import { embeddedPasswords } from '../../lint/secrets/connection-string';
import { isSecretName } from '../../lint/secrets/names';
import { netrcPasswords } from '../../lint/secrets/netrc';
import { findSecrets } from '../../lint/secrets/values';
import { writtenSecret } from '../../lint/secrets/variables';
import { commandsOf } from '../../lint/shell/scripts';
import { writtenCredentials } from '../../lint/shell/written-credentials';
import { readHistory } from '../attribute/history';
import type { HistoryEntry } from '../types';

export interface HistorySecret {
  /** Index of the history's entry. */
  readonly entry: number;
  /** `the build argument NPM_TOKEN`, `a GitHub token`: as it reads after "shows". */
  readonly what: string;
  readonly value: string;
  /** A password that everybody tries first, or a plain word. */
  readonly weak: boolean;
}

/** Characters of an entry, and of the whole history, that are looked at; a command has hardly a thousand. */
const mostCharactersOfEntry = 64 * 1024;
const mostCharacters = 1024 * 1024;
/** Credentials of an entry, and of the whole history, that are told. */
const mostOfEntry = 50;
const mostOfAll = 500;
/** Characters of a credential: a private key has a few thousand. */
const longestValue = 16_384;

type Found = Omit<HistorySecret, 'entry'>;

export interface HistorySecrets {
  readonly secrets: readonly HistorySecret[];
  /** Entries that were not looked through to their end, because they are too long or hold too much. */
  readonly cut: number;
}

/** `set`: variables of the image's configuration (`NAME=value`), which are reported as such. */
export function historySecrets(history: readonly HistoryEntry[], set: ReadonlySet<string>): HistorySecrets {
  const secrets: HistorySecret[] = [];
  let left = mostCharacters;
  let cut = 0;
  for (const [index, entry] of history.entries()) {
    const createdBy = secrets.length < mostOfAll ? entry.createdBy.slice(0, Math.min(mostCharactersOfEntry, left)) : '';
    left -= createdBy.length;
    if (createdBy.length < entry.createdBy.length) cut++;
    const ofEntry: HistorySecret[] = [];
    for (const found of secretsOf({ ...entry, createdBy }, index, set)) {
      // One value may be found in several ways: the first one says best what it is.
      if (found.value.length > longestValue || ofEntry.some(({ value }) => value.includes(found.value))) continue;
      ofEntry.push({ entry: index, ...found });
      if (ofEntry.length === mostOfEntry) break;
    }
    secrets.push(...ofEntry);
  }
  return { secrets, cut };
}

function* secretsOf(entry: HistoryEntry, index: number, set: ReadonlySet<string>): Iterable<Found> {
  const { keyword, text } = readHistory(entry, index);
  if (keyword === 'ENV' || keyword === 'ARG') {
    const what = keyword === 'ENV' ? 'a value of the variable' : 'the build argument';
    for (const [, name, value] of text.matchAll(/(?:^| )([A-Za-z_]\w*)=(\S+)/g)) if (!set.has(`${name}=${unquoted(value!)}`)) yield* variable(name!, unquoted(value!), what);
    return;
  }
  const { buildArguments, script } = keyword === 'RUN' ? splitRun(entry.createdBy) : { buildArguments: [], script: text };
  for (const [name, value] of buildArguments) yield* variable(name, value, 'the build argument');
  for (const { label, start, end } of findSecrets(script)) yield { what: `a ${label}`, value: script.slice(start, end), weak: false };
  for (const { start, end, weak } of embeddedPasswords(script)) yield { what: 'a password in an address', value: script.slice(start, end), weak };
  for (const { start, end, weak } of netrcPasswords(script)) yield { what: 'the password of a login', value: script.slice(start, end), weak };
  if (keyword === 'RUN') yield* commandSecrets(script);
}

function* variable(name: string, value: string, what: string): Iterable<Found> {
  const written = isSecretName(name) ? writtenSecret(name, value) : undefined;
  if (written && written.kind !== 'placeholder') yield { what: `${what} ${name}`, value, weak: written.weak };
  else if (!written && findSecrets(value).length > 0) yield { what: `${what} ${name}`, value, weak: false };
}

/** What stands in a RUN of a Dockerfile is found in the same way. */
function commandSecrets(script: string): Found[] {
  // As a heredoc, the script may have several lines.
  const model = parseDockerfile(`FROM scratch\nRUN <<'PLIMSOLL'\n${script}\nPLIMSOLL\n`, '');
  return model.all('RUN').flatMap(commandsOf).flatMap((command) =>
    writtenCredentials(command).map(({ kind, name, literal, weak }) => ({ what: kind === 'word' ? `a ${name} of ${command.name}` : `the value of ${name}`, value: literal, weak })),
  );
}

const shell = /^\S*(?:sh|bash|ash|dash|zsh|ksh)(?:\.exe)?(?: -\w+)+ /;

/** `RUN |2 A=1 B=2 /bin/sh -c make # buildkit`: the build arguments that were given, and what the shell was given. */
function splitRun(createdBy: string): { buildArguments: [name: string, value: string][]; script: string } {
  let rest = createdBy.replace(/\s*# buildkit\s*$/, '').replace(/^\s*RUN\s+/, '');
  const buildArguments: [string, string][] = [];
  const count = /^\|(\d{1,4}) /.exec(rest);
  if (count) {
    rest = rest.slice(count[0].length);
    while (buildArguments.length < Number(count[1])) {
      const next = /^([A-Za-z_]\w*)=(\S*)(?:\s+|$)/.exec(rest);
      if (!next) break;
      buildArguments.push([next[1]!, next[2]!]);
      rest = rest.slice(next[0].length);
      // A value with blanks in it: its end is not marked, and a credential has none.
      while (buildArguments.length <= Number(count[1]) && rest !== '' && !/^[A-Za-z_]\w*=/.test(rest) && !shell.test(rest) && !/^\S*(?:cmd|powershell|pwsh)/i.test(rest)) rest = rest.replace(/^\S+\s*/, '');
    }
  }
  return { buildArguments, script: rest.replace(shell, '') };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}
