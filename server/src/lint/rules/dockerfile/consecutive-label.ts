import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import type { RuleFix } from '../../rule';
import { defineRule } from '../../rule';

export const consecutiveLabel = defineRule({
  name: 'consecutive-label',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['labels/prefer-grouped'] },
  options: { min: { default: 3, description: 'From how many labels one LABEL is suggested.' } },
  docs: {
    what: 'Several LABELs stand one below the other.',
    why: 'One LABEL with a pair a line holds the same, and keeps what describes the image in one place.',
    bad: 'FROM alpine:3.24\nLABEL a.x="1"\nLABEL a.y="2"\nLABEL a.z="3"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL a.x="1" \\\n      a.y="2" \\\n      a.z="3"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Labels that are parted by a comment or a blank line, and fewer than the limit.',
  },
  messages: {
    group: '{count} labels stand in LABELs one below the other. One LABEL holds them, a pair a line.',
  },
  check(file, report, { options }) {
    for (const group of groupsOf(file)) {
      const count = group.reduce((sum, instruction) => sum + instruction.pairs.length, 0);
      if (group.length > 1 && count >= options.min) report(group[0]!.keywordSpan, 'group', { data: { count }, fixes: join(file, group) });
    }
  },
});

/** LABELs on lines that follow each other. */
function groupsOf(file: DockerfileModel): Instruction[][] {
  const groups: Instruction[][] = [];
  for (const instruction of file.instructions) {
    const group = groups[groups.length - 1];
    const last = group?.[group.length - 1];
    if (instruction.keyword !== 'LABEL') continue;
    const follows = last && last.index + 1 === instruction.index && file.source.lineAt(last.span.end) + 1 === file.source.lineAt(instruction.span.start);
    if (group && follows) group.push(instruction);
    else groups.push([instruction]);
  }
  return groups;
}

/** Nothing of the pairs changes; a variable could mean another thing where a key is set twice. */
function join(file: DockerfileModel, group: readonly Instruction[]): RuleFix[] {
  const pairs = group.flatMap((instruction) => instruction.pairs);
  const keys = pairs.map((pair) => pair.key.resolved);
  const text = file.source.slice({ start: group[0]!.span.start, end: group[group.length - 1]!.span.end });
  if (pairs.some((pair) => pair.form !== 'equals') || keys.includes(undefined) || new Set(keys).size < keys.length || /^\s*#/m.test(text)) return [];
  const newText = `LABEL ${pairs.map((pair) => file.source.slice(pair.span)).join(` ${file.escape}${file.source.eol}      `)}`;
  return [{ title: 'Join them', applicability: 'unsafe', edits: [{ span: { start: group[0]!.span.start, end: group[group.length - 1]!.span.end }, newText }] }];
}
