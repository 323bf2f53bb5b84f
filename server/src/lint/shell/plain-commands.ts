/**
 * Takes out of a script what ShellCheck has nothing to say about. Most of what a RUN holds is `apt-get install a b c`: a program that no check of ShellCheck is about, with words that the
 * shell leaves as they are. Such a command is handed over as the single letter `x`, which stands for "some program" to the analysis of what runs when. Half of the time that ShellCheck takes is saved,
 * and a changed list of packages is still the same script.
 */
import { forEachChild } from 'unbash';
import type { AndOr, Command, ParsedScript, Statement, SyntaxNode, Word as SyntaxWord } from 'unbash';

/** Programs that are no shell builtins and that ShellCheck has no checks for. */
export const plainPrograms: ReadonlySet<string> = new Set([
  'a2dismod', 'a2enmod', 'a2ensite', 'add-apt-repository', 'addgroup', 'adduser', 'apk', 'apt', 'apt-get', 'apt-key', 'apt-mark', 'aptitude', 'bundle', 'cargo', 'chgrp', 'chmod', 'chown', 'chpasswd', 'cmake', 'composer',
  'conda', 'corepack', 'cp', 'curl', 'debconf-set-selections', 'dnf', 'docker-php-ext-configure', 'docker-php-ext-enable', 'docker-php-ext-install', 'dotnet', 'dpkg', 'dpkg-reconfigure', 'gem', 'git', 'go', 'gpg', 'gradle', 'groupadd',
  'groupmod', 'gunzip', 'install', 'java', 'ldconfig', 'ln', 'localedef', 'locale-gen', 'make', 'mamba', 'meson', 'microdnf', 'mkdir', 'mv', 'mvn', 'ninja', 'node', 'npm', 'npx', 'openssl', 'pecl', 'php', 'pip', 'pip2', 'pip3', 'pipenv',
  'pipx', 'pnpm', 'poetry', 'python', 'python2', 'python3', 'rpm', 'ruby', 'rustup', 'sha256sum', 'strip', 'sync', 'tar', 'tdnf', 'touch', 'unzip', 'update-alternatives', 'update-ca-certificates', 'update-locale', 'useradd',
  'usermod', 'uv', 'wget', 'xz', 'yarn', 'yum', 'zypper',
]);

/** Of these, the ones that read nothing when something is piped to them: ShellCheck says so. */
const notPiped: ReadonlySet<string> = new Set(['chgrp', 'chmod', 'chown', 'cp', 'ln', 'mkdir', 'mv', 'rm', 'touch']);

/** Characters that mean nothing to a shell wherever they stand in a word, and texts in quotes that hold nothing but themselves. */
const plainWord = /^(?:[A-Za-z0-9_.,:@%+/-][A-Za-z0-9_.,:@%+/=-]*|"[A-Za-z0-9_ .,:;@%+/=<>()|^~&#-]*"|'[A-Za-z0-9_ .,:;@%+/=<>()|^~&#-]*')$/;
/** Far enough below the root for `rm -rf`, with a pattern at the end at most. */
const removable = /^(?:-[A-Za-z]+|\/(?:root|tmp|var\/cache|var\/lib|var\/tmp)\/[A-Za-z0-9_./-]*\*?)$/;
/** Words that look like forgotten separators. */
const reserved: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in']);
/** Where names of programs may mean something else, or texts belong to lines further up, nothing is taken out. */
const unsuitable = /<<|\(\)|\balias\b|\bfunction\b/;

/** `[start, end)` of a script that a single letter may stand for. */
export type PlainRange = readonly [start: number, end: number];

/** What may be taken out, in order; ranges do not overlap. */
export function plainRanges(tree: ParsedScript, text: string): readonly PlainRange[] {
  if (tree.errors?.length || unsuitable.test(text)) return [];
  const ranges: [number, number][] = [];
  statements(tree.commands, ranges);
  return ranges;
}

function statements(list: readonly Statement[], ranges: [number, number][]): void {
  let previousPlain = false;
  for (const { command, background } of list) {
    if (background) {
      previousPlain = false;
      continue;
    }
    previousPlain = take(command, previousPlain, ranges);
  }
}

function visit(node: SyntaxNode, ranges: [number, number][]): void {
  switch (node.type) {
    case 'Command': {
      const range = plainPart(node);
      if (range) ranges.push(range);
      return;
    }
    case 'Pipeline':
      if (isPlain(node)) ranges.push([node.pos, node.end]);
      else if (node.prefixes.length === 0) for (const command of node.commands) if (command.type === 'Command' && isPiped(command)) visit(command, ranges);
      return;
    case 'CompoundList':
      return statements(node.commands, ranges);
    case 'If':
    case 'Elif':
    case 'For':
    case 'While':
    case 'Case':
    case 'CaseItem':
    case 'Subshell':
    case 'BraceGroup':
    case 'Redirected':
      forEachChild(node, (child) => visit(child, ranges));
      return;
    default:
  }
}

/** With `||` it matters what stands where: `a && b || c`. */
function operands({ commands, operators }: AndOr, ranges: [number, number][]): void {
  if (operators.includes('||')) return;
  let previousPlain = false;
  for (const command of commands) previousPlain = take(command, previousPlain, ranges);
}

/** Takes out a command, or what is plain in it. Plain neighbours are taken out as one. Returns whether all of it is plain. */
function take(command: Statement['command'], previousPlain: boolean, ranges: [number, number][]): boolean {
  const plain = isPlain(command);
  if (plain && previousPlain) ranges[ranges.length - 1]![1] = command.end;
  else if (plain) ranges.push([command.pos, command.end]);
  else if (command.type === 'AndOr') operands(command, ranges);
  else visit(command, ranges);
  return plain;
}

/** Whether a letter may stand for all of it. */
function isPlain(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'AndOr':
      return !node.operators.includes('||') && node.commands.every(isPlain);
    case 'Pipeline':
      return node.prefixes.length === 0 && node.commands.every((command) => command.type === 'Command' && isPlain(command) && isPiped(command));
    case 'Command': {
      const range = plainPart(node);
      return range !== undefined && range[0] === node.pos && range[1] === node.end;
    }
    default:
      return false;
  }
}

function isPiped({ name }: Command): boolean {
  return name !== undefined && !notPiped.has(name.text);
}

/** From the name to the last word, where all of that is plain; assignments in front and redirections at the end stay. */
function plainPart({ name, suffix }: Command): [number, number] | undefined {
  if (!name) return undefined;
  const words: SyntaxWord[] = [];
  for (const [i, item] of suffix.entries()) {
    if (item.type !== 'Word') continue;
    if (words.length < i) return undefined;
    words.push(item);
  }
  const plain = plainPrograms.has(name.text) && words.every((word) => plainWord.test(word.text) && !reserved.has(word.text)) && hasNoRemark(name.text, words);
  return plain || isRemoval(name.text, words) ? [name.pos, (words.at(-1) ?? name).end] : undefined;
}

/** ShellCheck has checks for these that are about what words there are. */
function hasNoRemark(program: string, words: readonly SyntaxWord[]): boolean {
  switch (program) {
    case 'cp':
    case 'ln':
    case 'mv':
      return words.filter((word) => !word.text.startsWith('-')).length > 1;
    case 'mkdir':
      return words.every((word) => !word.text.startsWith('-') || /^-[pv]+$/.test(word.text));
    default:
      return true;
  }
}

function isRemoval(program: string, words: readonly SyntaxWord[]): boolean {
  return program === 'rm' && words.every((word) => removable.test(word.text));
}
