/** What only Bash knows, in scripts that /bin/sh reads. */
import type { Instruction } from '../dockerfile/model';
import type { Span } from '../text/span';
import type { ShellCommand } from './model';
import { scriptsOf } from './scripts';

export interface Bashism {
  readonly span: Span;
  readonly what: string;
  /** A sentence: what POSIX has for it. */
  readonly instead: string;
  /** Text that says the same in POSIX. */
  readonly replacement?: string;
}

const builtins: Readonly<Record<string, string>> = {
  pushd: 'Use cd.', popd: 'Use cd.', shopt: 'Use SHELL ["/bin/bash", "-c"].', declare: 'Assign without it.', typeset: 'Assign without it.', mapfile: 'Use a while read loop.', readarray: 'Use a while read loop.',
};

/** One of each kind a script, in source order. */
export function bashisms(instruction: Instruction): readonly Bashism[] {
  const found = new Map<string, Bashism>();
  const add = (bashism: Bashism): void => {
    if (!found.has(bashism.what)) found.set(bashism.what, bashism);
  };
  for (const script of scriptsOf(instruction)) {
    if (script.dialect !== 'posix' || script.origin === 'exec') continue;
    for (const command of script.commands) if (command.script === script) ofCommand(command, add);
    // A test in double brackets is no command for the parser; it stands where a command may begin.
    const test = /(?:^|[;&|(!]|\b(?:if|while|until|then|do|else|elif))\s*(\[\[)\s/.exec(withoutQuotes(script.text));
    if (test) {
      const at = test.index + test[0].indexOf('[[');
      add({ span: script.toSpan(at, at + 2), what: '[[ … ]]', instead: 'Use [ … ] with quotes around variables.' });
    }
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

function ofCommand(command: ShellCommand, add: (bashism: Bashism) => void): void {
  if (command.name === 'source' && command.nameWord.literal === 'source') add({ span: command.nameWord.span, what: 'source', instead: 'Use . (a dot).', replacement: '.' });
  else if (Object.hasOwn(builtins, command.name) && command.nameWord.literal === command.name) add({ span: command.nameWord.span, what: command.name, instead: builtins[command.name]! });
  for (const redirection of command.redirections) {
    if (redirection.operator === '<<<') add({ span: redirection.span, what: '<<<', instead: 'Pipe the text by printf, or use a heredoc.' });
    if (redirection.operator === '&>' || redirection.operator === '&>>') add({ span: redirection.span, what: redirection.operator, instead: 'Use > file 2>&1.' });
  }
  for (const word of command.words) if (/^[<>]\(/.test(word.text)) add({ span: word.span, what: `${word.text[0]}(…)`, instead: 'Use a temporary file or a pipe.' });
}

/** The text with quoted parts blanked, so that offsets stay. */
function withoutQuotes(text: string): string {
  return text.replace(/\\.|'[^']*'|"(?:[^"\\]|\\.)*"|#.*/gs, (quoted) => (quoted.startsWith('#') ? quoted : ' '.repeat(quoted.length)));
}
