/** What a tar command unpacks. */
import type { ShellCommand } from './model';

export interface TarExtraction {
  /** The archive as written, variables replaced; undefined where it is standard input or not known. */
  readonly archive: string | undefined;
  /** `-C`; undefined where it unpacks into the working directory or a directory that is not known. */
  readonly directory: string | undefined;
  /** True where it takes a part of the archive, or strips leading directories. */
  readonly selective: boolean;
}

/** Undefined where the command is no tar that unpacks. */
export function tarExtraction(command: ShellCommand): TarExtraction | undefined {
  if (command.name !== 'tar' && command.name !== 'bsdtar' && command.name !== 'gtar') return undefined;
  let extracts = false;
  let archive: string | undefined;
  let directory: string | undefined;
  let selective = false;
  const { args } = command;
  for (let i = 0; i < args.length; i++) {
    const text = args[i]!.value ?? args[i]!.text;
    const next = (): string | undefined => args[++i]?.value;
    const long = /^--([\w-]+)(?:=(.*))?$/s.exec(text);
    if (long) {
      const name = long[1]!;
      if (name === 'extract' || name === 'get') extracts = true;
      else if (name === 'file') archive = long[2] ?? next();
      else if (name === 'directory') directory = long[2] ?? next();
      else if (/^(?:exclude|transform|xform|wildcards|keep-)/.test(name)) selective = true;
      else if (name === 'strip-components' || name === 'strip') {
        selective = true;
        if (long[2] === undefined) next();
      }
    } else if (/^-[A-Za-z]/.test(text) || (i === 0 && /^[A-Za-z]+$/.test(text))) {
      const letters = text.replace(/^-/, '');
      for (let at = 0; at < letters.length; at++) {
        const letter = letters[at]!;
        if (letter === 'x') extracts = true;
        else if (letter === 'f' || letter === 'C') {
          const rest = text.startsWith('-') ? letters.slice(at + 1) : '';
          const value = rest === '' ? next() : rest;
          if (letter === 'f') archive = value;
          else directory = value;
          if (rest !== '') break;
        }
      }
    } else selective = true;
  }
  return extracts ? { archive: archive === '-' ? undefined : archive, directory, selective } : undefined;
}
