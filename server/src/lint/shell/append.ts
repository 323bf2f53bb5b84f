/** Adding a command at the end of a RUN, without changing what the commands before it do. */
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { SpanEdit } from '../rule';
import { isShell } from './dialect';
import { stopsAtErrors } from './errexit';
import type { ShellCommand, ShellScript } from './model';
import { scriptsOf } from './scripts';

/** What may stand behind the last command and still end a list that `&&` can follow. */
const closers = /^(?:\s*(?:;\s*)?(?:fi|done|esac|[)}]))*\s*$/;
/** Nothing that follows one of these is run. */
const leaving = /^(?:exit|exec|return)$/;

/**
 * Puts `&& command` behind everything else, in the style of the lines there; into a heredoc that stops at errors, a line of its own. Undefined where that would not run, or would hide an error
 * of what stands before it: exec forms, a comment at the end, a command in the background, `exec` as the last command, scripts that cannot be read.
 */
export function appendCommand(file: DockerfileModel, instruction: Instruction, command: string): SpanEdit | undefined {
  const [script, ...others] = scriptsOf(instruction);
  if (!script || others.length > 0 || instruction.exec || !isShell(script.dialect) || script.errors.length > 0) return undefined;
  const last = lastCommand(script);
  if (!last || (last.join !== '||' && [last.name, ...last.wrappers.map((wrapper) => wrapper.name)].some((name) => leaving.test(name)))) return undefined;
  if (script.origin === 'heredoc') return appendLine(file, instruction, script, last, command);
  if (instruction.heredocs.length > 0) return undefined;
  const text = instruction.args.text.trimEnd();
  const from = logicalOffset(instruction, last.span.end, text.length);
  if (!closers.test(text.slice(from))) return undefined;
  const at = instruction.args.span(0, text.length).end;
  return { span: { start: at, end: at }, newText: joined(file, instruction, at, command) };
}

/** The command that ends last; one that holds others ends behind them. */
function lastCommand(script: ShellScript): ShellCommand | undefined {
  let last: ShellCommand | undefined;
  for (const command of script.commands) if (!last || command.span.end > last.span.end) last = command;
  return last;
}

/** The offset in the joined text of a place in the document. */
function logicalOffset(instruction: Instruction, place: number, length: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instruction.args.toDocument(middle) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function joined(file: DockerfileModel, instruction: Instruction, at: number, command: string): string {
  const { source } = file;
  const first = source.lineAt(instruction.lineSpan.start);
  const last = source.lineAt(at);
  if (first === last) return ` && ${command}`;
  const lines: string[] = [];
  for (let line = first + 1; line <= last; line++) lines.push(source.lineText(line));
  const leading = lines.find((line) => /^\s*&&/.test(line));
  const trailing = [source.lineText(first), ...lines].some((line) => /&&\s*[\\`]\s*$/.test(line));
  if (leading === undefined && trailing) return ` && ${file.escape}${source.eol}${indentOf(lines[0]!)}${command}`;
  return ` ${file.escape}${source.eol}${leading === undefined ? '    ' : indentOf(leading)}&& ${command}`;
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}

/** A line at the end of a heredoc hides the status of the one before it, unless the script stops at the first error. */
function appendLine(file: DockerfileModel, instruction: Instruction, script: ShellScript, last: ShellCommand, command: string): SpanEdit | undefined {
  const heredoc = instruction.heredocs[0]!;
  if (!heredoc.terminated || !stopsAtErrors(script, last) || /\\\s*$/.test(script.text)) return undefined;
  const at = heredoc.contentSpan.end;
  const lastLine = file.source.lineText(file.source.lineAt(at) - 1);
  return { span: { start: at, end: at }, newText: `${heredoc.content.endsWith('\n') || heredoc.content.endsWith('\r') ? '' : file.source.eol}${indentOf(lastLine)}${command}${file.source.eol}` };
}
