/**
 * Shell code found in a Dockerfile, as commands. Made by `scriptsOf(instruction)`; all spans are document spans, through continuation lines, comments inside a RUN,
 * heredoc bodies and nested `sh -c '…'` strings.
 */
import type { Instruction } from '../dockerfile/model';
import type { Span } from '../text/span';

export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** After quote removal; undefined where it holds an expansion ($x, $(…), a glob is kept as text). */
  readonly literal: string | undefined;
  /**
   * As `literal`, with variables replaced that are known: ENV and ARG at this instruction and plain assignments earlier in the same script. Undefined where one is not known.
   * An unquoted variable that holds blanks is several words for the shell; see `splits`.
   */
  readonly value: string | undefined;
  /** Names of the variables in it. */
  readonly variables: readonly string[];
  /** The words it makes after field splitting of known unquoted variables; `[value]` where there is nothing to split; undefined where not known. */
  readonly splits: readonly string[] | undefined;
  readonly quoted: boolean;
  readonly span: Span;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord | undefined;
  readonly span: Span;
}

export interface ShellRedirection {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `&>`, … */
  readonly operator: string;
  readonly target?: ShellWord;
  /** 2 in `2>file`; absent where none is written. */
  readonly descriptor?: number;
  readonly span: Span;
}

/** How a command relates to the one before it in the same list. `first` begins a script, a branch, a body. */
export type CommandJoin = 'first' | '&&' | '||' | ';' | '|' | '&';

/** Constructs around a command, outermost first. */
export type CommandContext = 'if-condition' | 'if-branch' | 'loop' | 'case' | 'function' | 'subshell' | 'group' | 'substitution' | 'negated' | 'background' | 'string';

export interface ShellCommand {
  /**
   * Last path component of the command's name, wrappers looked through: `/usr/bin/apt-get` and `sudo env A=b apt-get` give `apt-get`. Empty where it is not literal, and for
   * `x=1` alone, which has no words.
   */
  readonly name: string;
  readonly nameWord: ShellWord;
  /** Words after the name. */
  readonly args: readonly ShellWord[];
  /** Name and arguments. */
  readonly words: readonly ShellWord[];
  /** `VAR=value` in front of it, those of `env` included. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirections: readonly ShellRedirection[];
  /** Commands looked through, outermost first: sudo, env, exec, time, nice, nohup, xargs, gosu, su-exec, command, … */
  readonly wrappers: readonly { readonly name: string; readonly word: ShellWord; readonly args: readonly ShellWord[] }[];
  /** From the first word (wrapper, assignment) to the last word or redirection. */
  readonly span: Span;
  readonly join: CommandJoin;
  /**
   * Neighbours in its pipeline. In `(a; b) | (c; d)` both a and b are piped to c, both c and d are piped from b. Not set across substitutions and `sh -c`.
   */
  readonly pipedFrom?: ShellCommand;
  readonly pipedTo?: ShellCommand;
  /**
   * The command one of whose words holds this one: `sh` for the commands of `sh -c '…'` and for curl in `sh -c "$(curl …)"` and `bash <(curl …)`, `find` for what `-exec` runs.
   * `word` is that word. Absent at the top of a script and in words of no command (`for x in $(…)`).
   */
  readonly parent?: { readonly command: ShellCommand; readonly word: ShellWord };
  readonly context: readonly CommandContext[];
  readonly script: ShellScript;
  /** Position in `script.commands`. */
  readonly index: number;
}

export type Dialect = 'posix' | 'bash' | 'powershell' | 'cmd' | 'other';

export interface ShellScript {
  readonly instruction: Instruction;
  /** `shell`: shell form. `exec`: the words of a JSON form. `heredoc`: the body of a RUN heredoc. `string`: the argument of `sh -c`. */
  readonly origin: 'shell' | 'exec' | 'heredoc' | 'string';
  readonly dialect: Dialect;
  /** What the shell reads: continuation lines joined, document comments dropped. */
  readonly text: string;
  readonly span: Span;
  /** Every simple command in source order, those inside substitutions and nested scripts included (their `script` is the nested one). */
  readonly commands: readonly ShellCommand[];
  /** Pipelines of two or more commands, in source order. A stage that is a group or a loop stands there with its last command. */
  readonly pipelines: readonly { readonly commands: readonly ShellCommand[]; readonly span: Span }[];
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  /** `#!` line of a heredoc, without `#!`. */
  readonly shebang?: string;
  /** Document span of `[start, end)` of `text`. */
  toSpan(start: number, end: number): Span;
}
