import { insertionOfContinuation, looksContinued } from '../../dockerfile/continuation';
import { keywords } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

/** A template or another language has one on every line; these tell it. */
const most = 10;

export const unknownInstruction = defineRule({
  name: 'unknown-instruction',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['UNKNOWN_INSTRUCTION'], tally: ['unknown-instruction'], sonar: ['S2260'] },
  fix: 'unsafe',
  docs: {
    what: 'A line begins with a word that is no Dockerfile instruction.',
    why: 'The build stops before anything is built. Most often the word is misspelt, or the line above lost the character that continues it.',
    bad: 'FROM alpine:3.24\nCOPPY app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
    good: 'FROM alpine:3.24\nCOPY app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
  },
  messages: {
    misspelt: '{word} is no Dockerfile instruction, so the build stops here. Did you mean {nearest}?',
    continued: '{word} is no Dockerfile instruction. The line above seems to go on here: end it with {escape}.',
    unknown: '{word} is no Dockerfile instruction, so the build stops here. If the line belongs to the one above, end that one with {escape}; if it is a note, begin it with #.',
  },
  check(file, report) {
    let found = 0;
    file.instructions.forEach((instruction, i) => {
      if (instruction.known || found++ >= most) return;
      const word = file.source.slice(instruction.keywordSpan);
      const previous = file.instructions[i - 1];
      const data = { word: word.length > 40 ? `${word.slice(0, 40)}…` : word, escape: file.escape };
      if (previous && looksContinued(file, previous, instruction)) {
        const fix: RuleFix = { title: `End the line above with ${file.escape}`, applicability: 'unsafe', edits: [insertionOfContinuation(file, previous)] };
        report(instruction.keywordSpan, 'continued', { data, fixes: [fix] });
        return;
      }
      const suggestion = likelyMeant(word.toUpperCase(), keywords);
      if (suggestion === undefined) {
        report(instruction.keywordSpan, 'unknown', { data });
        return;
      }
      const fix: RuleFix = { title: `Replace ${data.word} by ${suggestion}`, applicability: 'unsafe', edits: [{ span: instruction.keywordSpan, newText: suggestion }] };
      report(instruction.keywordSpan, 'misspelt', { data: { ...data, nearest: suggestion }, fixes: [fix] });
    });
  },
});
