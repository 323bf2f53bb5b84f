import { removeInstruction, removeWord } from '../../dockerfile/edits';
import { portSpecs } from '../../dockerfile/ports';
import type { PortSpec } from '../../dockerfile/ports';
import type { Word } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const duplicateExpose = defineRule({
  name: 'duplicate-expose',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A stage exposes the same port and protocol twice.',
    why: 'The second time does nothing; often one of the two was meant to be another port.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080 8080/tcp\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { twice: '{port} is exposed already, so this does nothing. Remove it, or write the port that was meant.' },
  check(file, report) {
    for (const stage of file.stages) {
      const seen = new Map<string, Word>();
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'EXPOSE') continue;
        const repeated = portSpecs(instruction).flatMap((spec) => {
          const key = keyOf(spec);
          const first = key === undefined ? undefined : seen.get(key);
          if (key !== undefined && !first) seen.set(key, spec.word);
          return first ? [{ spec, first }] : [];
        });
        // An EXPOSE without a port does not parse.
        const whole = repeated.length === instruction.words.length;
        for (const { spec, first } of repeated) {
          report(spec.word.span, 'twice', {
            data: { port: spec.ports },
            fixes: [{ title: whole ? 'Remove the EXPOSE' : 'Remove it', applicability: 'safe', edits: [whole ? removeInstruction(file, instruction) : removeWord(file, spec.word.span)] }],
            related: [{ span: first.span, message: 'It is first exposed here.' }],
            tags: ['unnecessary'],
          });
        }
      }
    }
  },
});

/** `8080/tcp`; undefined where the port is not known or none. */
function keyOf({ range, protocol }: PortSpec): string | undefined {
  return !range || range[0] < 0 ? undefined : `${range[0]}-${range[1]}/${protocol?.text.toLowerCase() || 'tcp'}`;
}
