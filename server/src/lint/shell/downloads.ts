/** Downloads in shell code: which address a command fetches, and where it puts what it gets. */
import { unknown } from './expansion';
import type { ShellCommand, ShellWord } from './model';
import { flag, flagValue, hasFlag, parseOptions } from './options';
import { templateOf } from './words';

export interface Download {
  readonly command: ShellCommand;
  /** The word that holds the address. */
  readonly word: ShellWord;
  /** The address with known variables replaced; a part that is not known is left as U+FFFC. */
  readonly url: string;
  readonly to:
    | { readonly kind: 'stdout' }
    /** Path as written, unknown parts as U+FFFC. */
    | { readonly kind: 'file'; readonly path: string };
}

const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Downloads of curl, wget, aria2c, fetch and PowerShell-less relatives; empty for other commands. */
export function downloadsOf(command: ShellCommand): Download[] {
  switch (command.name) {
    case 'curl':
      return curl(command);
    case 'wget':
    case 'wget2':
      return wget(command);
    case 'aria2c':
    case 'axel':
      return simple(command, flagValue(command, '-o', '--out', '--output'));
    default:
      return [];
  }
}

/** Last component of an address, without its query. */
export function baseName(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/\/+$/, '').replace(/^.*\//, '');
}

function curl(command: ShellCommand): Download[] {
  const urls = addresses(command, true);
  const output = flag(command, '-o', '--output');
  const redirected = redirectTarget(command);
  const remoteName = hasFlag(command, '-O', '--remote-name', '--remote-name-all', '-J', '--remote-header-name');
  return urls.map((word) => {
    const url = templateOf(word);
    if (output?.valueWord) return download(command, word, filePath(output.value ?? unknown));
    if (remoteName) return download(command, word, { kind: 'file', path: baseName(url) });
    return download(command, word, redirected !== undefined ? { kind: 'file', path: redirected } : { kind: 'stdout' });
  });
}

function wget(command: ShellCommand): Download[] {
  const output = flag(command, '-O', '--output-document');
  const directory = flagValue(command, '-P', '--directory-prefix');
  const redirected = redirectTarget(command);
  return addresses(command, false).map((word) => {
    const url = templateOf(word);
    if (output?.valueWord) {
      const target = filePath(output.value ?? unknown);
      return download(command, word, target.kind === 'stdout' && redirected !== undefined ? { kind: 'file', path: redirected } : target);
    }
    const name = baseName(url);
    return download(command, word, { kind: 'file', path: directory === undefined ? name : `${directory.replace(/\/$/, '')}/${name}` });
  });
}

function simple(command: ShellCommand, output: string | undefined): Download[] {
  return addresses(command, false).map((word) => download(command, word, { kind: 'file', path: output ?? baseName(templateOf(word)) }));
}

function download(command: ShellCommand, word: ShellWord, to: Download['to']): Download {
  return { command, word, url: templateOf(word), to };
}

/** Operands that are addresses. curl and wget also take hosts without a scheme. */
function addresses(command: ShellCommand, curlOptions: boolean): ShellWord[] {
  const { operands, options } = parseOptions(command);
  const given = curlOptions ? options.filter((option) => option.name === '--url' && option.valueWord).map((option) => option.valueWord!) : [];
  return [...operands, ...given].filter((word) => {
    const text = templateOf(word);
    return scheme.test(text) || text.startsWith(unknown) || /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(text);
  });
}

function filePath(path: string): Download['to'] {
  return path === '-' || path === '/dev/stdout' ? { kind: 'stdout' } : { kind: 'file', path };
}

/** The file that standard output goes to. */
function redirectTarget(command: ShellCommand): string | undefined {
  const redirection = command.redirections.find((candidate) => /^1?>>?\|?$/.test(candidate.operator) && candidate.target);
  return redirection?.target ? templateOf(redirection.target) : undefined;
}
