import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const instructionCasing = defineRule({
  name: 'instruction-casing',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { buildkit: ['ConsistentInstructionCasing'], 'dockerfile-utils': ['CASING_INSTRUCTION'], sonar: ['S6476'] },
  fix: 'safe',
  options: {
    style: {
      default: 'consistent',
      enum: ['consistent', 'upper'],
      description: 'consistent: all instruction words like most of the file, upper case where it is a tie. upper: always upper case.',
    },
  },
  docs: {
    what: 'An instruction word is not written in the letter case of the others.',
    why: 'Instruction words in one case, upper case by convention, set the instructions apart from their arguments.',
    bad: 'FROM alpine:3.24\nuser 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A file that is all lower case is consistent; set style to upper to report it.',
  },
  messages: { other: 'Write {wanted}, like the other instruction words of this file.', upper: 'Write {wanted}: instruction words are upper case by convention.' },
  check(file, report, { options }) {
    const always = options.style === 'upper';
    const lower = !always && mostlyLower(file);
    for (const instruction of file.instructions) {
      for (const at of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
        if (!at.known) continue;
        const written = file.source.slice(at.keywordSpan);
        const wanted = lower ? at.keyword.toLowerCase() : at.keyword;
        if (written === wanted) continue;
        report(at.keywordSpan, always ? 'upper' : 'other', { data: { wanted }, fixes: [{ title: `Write ${wanted}`, applicability: 'safe', edits: [{ span: at.keywordSpan, newText: wanted }] }] });
      }
    }
  },
});

function mostlyLower(file: DockerfileModel): boolean {
  let balance = 0;
  for (const { known, keyword, keywordSpan } of file.instructions) {
    if (!known) continue;
    const written = file.source.slice(keywordSpan);
    if (written === keyword) balance++;
    else if (written === keyword.toLowerCase()) balance--;
  }
  return balance < 0;
}
