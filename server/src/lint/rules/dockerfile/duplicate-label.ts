import { removeInstruction } from '../../dockerfile/edits';
import { labelsOfInstruction } from '../../dockerfile/labels';
import type { Label } from '../../dockerfile/labels';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { SpanEdit } from '../../rule';

export const duplicateLabel = defineRule({
  name: 'duplicate-label',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['labels/no-duplicate-keys'] },
  fix: 'safe',
  docs: {
    what: 'A stage sets the same label twice.',
    why: 'Only the last value counts; whoever edits the first one wonders why nothing changes.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="one"\nLABEL org.opencontainers.image.title="two"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="two"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Keys with a variable of unknown value. A stage may replace a label of the stage it starts from.',
  },
  messages: { twice: '{key} is set again below, so this value is never seen. Remove one of them.' },
  check(file, report) {
    for (const instructions of [file.preamble, ...file.stages.map((stage) => stage.instructions)]) {
      const last = new Map<string, Label>();
      const labels = instructions.flatMap((instruction) => (instruction.keyword === 'LABEL' ? labelsOfInstruction(instruction) : []));
      for (const label of labels) if (label.key !== undefined) last.set(label.key, label);
      for (const label of labels) {
        const winner = label.key === undefined ? undefined : last.get(label.key);
        if (!winner || winner === label) continue;
        const edit = removal(file, label);
        report(label.keyWord.span, 'twice', {
          data: { key: label.key! },
          fixes: edit ? [{ title: 'Remove this label', applicability: 'safe', edits: [edit] }] : [],
          related: [{ span: winner.keyWord.span, message: 'This value counts.' }],
          tags: ['unnecessary'],
        });
      }
    }
  },
});

/** The whole instruction where it is the only pair; else the pair with the blanks and the line break before it, unless a comment stands there. */
function removal(file: DockerfileModel, { pair, instruction }: Label): SpanEdit | undefined {
  const { pairs } = instruction;
  if (pairs.length === 1) return removeInstruction(file, instruction);
  const at = pairs.indexOf(pair);
  const span = at > 0 ? { start: pairs[at - 1]!.span.end, end: pair.span.end } : { start: pair.span.start, end: pairs[1]!.span.start };
  return file.source.slice(span).replace(file.source.slice(pair.span), '').includes('#') ? undefined : { span, newText: '' };
}
