/** Permissions as chmod, mkdir, install and COPY --chmod take them: `0755`, `u=rwx,go+r`. */
import type { ShellCommand, ShellWord } from './model';
import { flag, positionals } from './options';

export interface FileMode {
  /** Everybody may write. With the sticky bit (1777, what /tmp has) only the owner may delete. */
  readonly othersWrite: boolean;
  readonly sticky: boolean;
  readonly setuid: boolean;
  /** Anybody but the owner and the group may read or write. */
  readonly othersRead: boolean;
  readonly groupReads: boolean;
}

const clause = /^([ugoa]*)([-+=][rwxXstugo]*)+$/;

/** What a mode grants; a bit that it takes away or leaves alone counts as not granted. Undefined for what is no mode. */
export function fileMode(text: string): FileMode | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const digits = text.padStart(4, '0').slice(-4).split('').map(Number) as [number, number, number, number];
    const [special, , group, others] = digits;
    return { othersWrite: (others & 2) !== 0, othersRead: (others & 6) !== 0, groupReads: (group & 6) !== 0, sticky: (special & 1) !== 0, setuid: (special & 4) !== 0 };
  }
  const clauses = text.split(',');
  if (!clauses.every((part) => clause.test(part))) return undefined;
  const grants = (who: RegExp, bits: RegExp): boolean => clauses.some((part) => {
    const whom = /^[ugoa]*/.exec(part)![0];
    return who.test(whom) && [...part.slice(whom.length).matchAll(/[+=]([rwxXst]*)/g)].some((match) => bits.test(match[1]!));
  });
  // Without a letter in front the umask takes the write permission of others away.
  return { othersWrite: grants(/[oa]/, /w/), othersRead: grants(/[oa]/, /[rw]/), groupReads: grants(/[ga]/, /[rw]/), sticky: grants(/^(?:.*[oa].*)?$/, /t/), setuid: grants(/^(?:.*[ua].*)?$/, /s/) };
}

/** The mode without the write permission of others; undefined where that cannot be written. */
export function withoutOthersWrite(text: string): string | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const others = Number(text[text.length - 1]) & ~2;
    if (text.length === 1) return String(others);
    const group = Number(text[text.length - 2]);
    // 777 means everything to everybody; 755 is what programs and directories have.
    return `${text.slice(0, -2)}${group === 7 ? 5 : group}${others}`;
  }
  const parts = text.split(',').map((part) => {
    if (!fileMode(part)?.othersWrite) return part;
    const match = /^([ugoa]+)([+=])([rwxXst]+)$/.exec(part);
    if (!match) return undefined;
    const whom = match[1]!.includes('a') ? 'ug' : match[1]!.replace('o', '');
    return whom === '' ? `${match[1]}${match[2]}${match[3]!.replace('w', '') || 'r'}` : `${whom}${match[2]}${match[3]}`;
  });
  return parts.every((part) => part !== undefined) ? parts.join(',') : undefined;
}

/** The word that says the mode: of `chmod MODE FILE…`, `mkdir -m MODE`, `install -m MODE`; with the files it is for. */
export function modeWordOf(command: ShellCommand): { readonly word: ShellWord; readonly mode: string; readonly files: readonly ShellWord[] } | undefined {
  if (command.name === 'chmod') {
    const [word, ...files] = positionals(command);
    // `chmod -w FILE` and `chmod -R 777` have their mode where options stand, or none.
    return word?.value === undefined ? undefined : { word, mode: word.value, files };
  }
  if (command.name !== 'mkdir' && command.name !== 'install') return undefined;
  const found = flag(command, '-m', '--mode');
  return found?.value === undefined || !found.valueWord ? undefined : { word: found.valueWord, mode: found.value, files: positionals(command, ['-m', '--mode', '-o', '--owner', '-g', '--group']) };
}
