/**
 * Which programs ShellCheck 0.11 has nothing to say about. Its checks name the programs that they are about, so that all others are the same to it: the lists here are those names.
 */

/** Part of the language, or of the shell: they change what the rest of a script means. */
const shell = [
  '.', ':', '[', '[[', 'alias', 'bg', 'bind', 'break', 'builtin', 'caller', 'case', 'cd', 'command', 'compgen', 'complete', 'compopt', 'continue', 'coproc', 'declare', 'dirs', 'disown', 'do', 'done', 'elif', 'else',
  'elseif', 'elsif', 'enable', 'esac', 'eval', 'exec', 'exit', 'export', 'false', 'fc', 'fg', 'fi', 'for', 'function', 'getopts', 'hash', 'help', 'history', 'if', 'in', 'jobs', 'kill', 'let', 'local', 'logout', 'mapfile',
  'nameref', 'popd', 'print', 'printf', 'pushd', 'pwd', 'read', 'readarray', 'readonly', 'return', 'select', 'set', 'shift', 'shopt', 'source', 'suspend', 'test', 'then', 'time', 'times', 'trap', 'true', 'type', 'typeset',
  'ulimit', 'umask', 'unalias', 'unset', 'until', 'wait', 'whence', 'while',
];

/** There are checks of their arguments, or of loops that they stand in. */
const checked = [
  'busybox', 'chroot', 'define_boolean', 'define_float', 'define_integer', 'define_string', 'doas', 'egrep', 'expr', 'ffmpeg', 'fgrep', 'find', 'grep', 'handbrakecli', 'mplayer', 'run', 'run0', 'screen', 'ssh', 'su', 'sudo',
  'tempfile', 'timeout', 'tmux', 'tr', 'which', 'xargs',
];

const noted: ReadonlySet<string> = new Set([...shell, ...checked]);

/** A word that is a name, and looks to ShellCheck like one: of the current directory, of a full path, of the search path. */
const name = /^(?![+-])[A-Za-z0-9_.+/-]*[A-Za-z0-9_+-]$/;

/** The last part of the name of a program that is the same to ShellCheck as any other, as far as its arguments and its place raise no question of their own; otherwise undefined. */
export function plainProgram(word: string): string | undefined {
  const program = word.slice(word.lastIndexOf('/') + 1);
  // A keyword in capitals is reported as one.
  return name.test(word) && !noted.has(program.toLowerCase()) ? program : undefined;
}

/** These read nothing, which ShellCheck says when something is redirected to them; or it has advice for pipelines with them. */
export const remarkableInPipelines: ReadonlySet<string> = new Set([
  'basename', 'cal', 'chgrp', 'chmod', 'chown', 'cp', 'du', 'echo', 'fuser', 'getconf', 'getopt', 'ipcrm', 'ipcs', 'ln', 'locale', 'ls', 'mkdir', 'mv', 'ps', 'readlink', 'realpath', 'renice', 'rm', 'rmdir', 'sed', 'sleep',
  'sponge', 'touch', 'uname', 'wc',
]);
