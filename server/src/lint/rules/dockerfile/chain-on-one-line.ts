import { onOneLine } from '../../dockerfile/layout';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { topLevel } from '../../shell/errexit';
import { scriptsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';
import { defineRule } from '../../rule';

export const chainOnOneLine = defineRule({
  name: 'chain-on-one-line',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['newline-per-chained-call'] },
  options: { min: { default: 2, description: 'From how many commands a chain is put on several lines.' } },
  docs: {
    what: 'Commands joined by && or ||, several mounts, labels, or the options of a health check stand on one line.',
    why: 'One a line, they are read from top to bottom, and a change of one shows as a change of one.',
    bad: 'FROM alpine:3.24\nRUN touch /a && touch /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN touch /a \\\n    && touch /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Heredocs, and commands in conditions, loops and brackets.',
  },
  messages: {
    line: 'Several parts stand on one line. Put each on a line of its own.',
  },
  check(file, report, { options }) {
    for (const instruction of file.all('RUN', 'LABEL', 'HEALTHCHECK')) {
      if (instruction.onbuild) continue;
      const gaps = [...gapsOf(file, instruction), ...(instruction.heredocs.length > 0 ? [] : chainGaps(file, instruction, options.min))].filter(({ gap }) => onOneLine(file, gap.start, gap.end));
      const [first] = gaps;
      if (!first) continue;
      const edits = gaps.map(({ gap, operator }) => ({ span: gap, newText: ` ${file.escape}${file.source.eol}    ${operator}` }));
      report(first.part, 'line', { fixes: [{ title: 'One a line', applicability: 'safe', edits }] });
    }
  },
});

interface Gap {
  /** White space, and the operator, where there is one. */
  readonly gap: Span;
  readonly operator: string;
  /** What follows it. */
  readonly part: Span;
}

/** Between mounts and the command, between labels, between the options of a health check and its CMD. */
function gapsOf(file: DockerfileModel, { keyword, flags, mounts, pairs, args, heredocs, healthcheck }: Instruction): Gap[] {
  const spans = keyword === 'LABEL' ? pairs.map((pair) => pair.span) : keyword === 'RUN' && mounts.length < 2 ? [] : flags.map((flag) => flag.span);
  const start = args.toDocument(/^\s*/.exec(args.text)![0].length);
  if ((keyword === 'HEALTHCHECK' && flags.length > 0 && healthcheck?.type) || (keyword === 'RUN' && spans.length > 0 && heredocs.length === 0)) spans.push({ start, end: start + 1 });
  return spans.slice(1).flatMap((part, i) => {
    const gap = { start: spans[i]!.end, end: part.start };
    return /^[ \t]+$/.test(file.source.slice(gap)) ? [{ gap, operator: '', part }] : [];
  });
}

function chainGaps(file: DockerfileModel, instruction: Instruction, min: number): Gap[] {
  const script = scriptsOf(instruction)[0];
  if (!script || script.origin !== 'shell' || script.errors.length > 0) return [];
  const commands = topLevel(script);
  const joined = commands.filter((command) => command.join === '&&' || command.join === '||');
  if (joined.length + 1 < min) return [];
  return joined.flatMap((command) => {
    const before = commands[commands.indexOf(command) - 1];
    if (!before) return [];
    const gap = { start: before.span.end, end: command.span.start };
    const operator = /^[ \t]*(&&|\|\|)[ \t]*$/.exec(file.source.slice(gap))?.[1];
    return operator ? [{ gap, operator: `${operator} `, part: command.nameWord.span }] : [];
  });
}
