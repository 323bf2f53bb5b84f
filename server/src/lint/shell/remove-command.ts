/** Taking a command out of a list of commands. */
import { removeInstruction } from '../dockerfile/edits';
import type { DockerfileModel, Instruction } from '../dockerfile/model';
import type { SpanEdit } from '../rule';
import type { ShellCommand } from './model';

/**
 * Deletes a command of a `&&` list together with one `&&`, or the whole RUN where it is all of it. Undefined where the command stands in anything else: pipes, `||`, branches, substitutions.
 */
export function removeCommand(file: DockerfileModel, instruction: Instruction, command: ShellCommand): SpanEdit | undefined {
  const { commands } = command.script;
  if (command.script.origin !== 'shell' || command.context.length > 0 || command.parent || command.pipedFrom || command.pipedTo || instruction.onbuild) return undefined;
  if (commands.length === 1) return removeInstruction(file, instruction);
  const previous = commands[command.index - 1];
  const next = commands[command.index + 1];
  const span =
    command.join === '&&' && previous && isPlain(previous) && (!next || next.join === '&&' || next.join === ';')
      ? { start: previous.span.end, end: command.span.end }
      : (command.join === 'first' || command.join === ';') && next?.join === '&&' && isPlain(next)
        ? { start: command.span.start, end: next.span.start }
        : undefined;
  if (!span || file.comments.some((comment) => comment.inside && comment.span.start > span.start && comment.span.start < span.end)) return undefined;
  return { span, newText: '' };
}

function isPlain(command: ShellCommand): boolean {
  return command.context.length === 0 && !command.parent && !command.pipedFrom && !command.pipedTo;
}
