import { consecutive } from '../../dockerfile/layers';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { topLevel } from '../../shell/errexit';
import { isHousekeeping } from '../../shell/housekeeping';
import { scriptsOf } from '../../shell/scripts';
import { statementsOf } from '../../shell/powershell';

export const longCommandChain = defineRule({
  name: 'long-command-chain',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { tally: ['prefer-run-heredoc', 'prefer-heredoc'] },
  fix: 'unsafe',
  options: { min: { default: 3, description: 'From how many commands, or RUNs in a row, a heredoc is suggested.' } },
  docs: {
    what: 'Several commands are chained by && in one RUN, or stand in as many RUNs side by side.',
    why: 'A heredoc holds them one a line, without && and backslashes, in one layer.',
    bad: 'FROM alpine:3.24\nRUN touch /a && touch /b && touch /c\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN <<EOF\nset -e\ntouch /a\ntouch /b\ntouch /c\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Commands that only clean up, such as rm -rf /var/lib/apt/lists/*, do not count. A matter of taste, so it is on only where all rules are. Heredocs need docker/dockerfile:1.4 or newer.',
  },
  messages: {
    chain: '{count} commands are chained here. A heredoc holds them one a line: RUN <<EOF, set -e, the commands, EOF.',
    runs: '{count} RUNs stand side by side. One heredoc holds them in one layer.',
  },
  check(file, report, { options }) {
    for (const instruction of file.all('RUN')) {
      if (instruction.onbuild || instruction.exec || instruction.heredocs.length > 0) continue;
      const count = chainLength(instruction);
      if (count >= options.min) report(instruction.keywordSpan, 'chain', { data: { count }, fixes: toHeredoc(file, instruction) });
    }
    for (const group of consecutive(file, 'RUN')) {
      for (const part of runsThatFit(group)) {
        const [first] = part;
        if (!first || part.length < options.min || part.some((instruction) => chainLength(instruction) >= options.min)) continue;
        report(first.keywordSpan, 'runs', { data: { count: part.length } });
      }
    }
  },
});

function chainLength(instruction: Instruction): number {
  const script = scriptsOf(instruction)[0];
  if (!script || script.origin !== 'shell') return 0;
  if (script.dialect === 'powershell') return statementsOf(script.text).length;
  if (script.dialect === 'cmd') return script.text.split('&&').length;
  const top = topLevel(script);
  return top.length > 0 && top.every((command) => command.join === '&&' || command.join === 'first' || command.join === '|') ? top.filter((command) => command.join !== '|' && !isHousekeeping(command)).length : 0;
}

/** Parts of a row without exec forms, and without heredocs that leave early. */
function runsThatFit(group: readonly Instruction[]): readonly (readonly Instruction[])[] {
  const parts: Instruction[][] = [[]];
  for (const instruction of group) {
    const leaves = instruction.heredocs.some((heredoc) => /^\s*(?:exit|exec)\b/m.test(heredoc.content));
    if (instruction.exec || leaves) parts.push([]);
    else parts[parts.length - 1]!.push(instruction);
  }
  return parts;
}

/** One line a command; pipelines stay on one. */
function toHeredoc(file: DockerfileModel, instruction: Instruction): RuleFix[] {
  const script = scriptsOf(instruction)[0]!;
  if (script.dialect !== 'posix' && script.dialect !== 'bash') return [];
  const top = topLevel(script);
  const body = file.source.slice({ start: instruction.args.toDocument(0), end: instruction.span.end });
  if (script.errors.length > 0 || /(?:^|\n)\s*#/.test(body) || /^EOF$/m.test(body)) return [];
  const statements: string[] = [];
  top.forEach((command, i) => {
    if (command.join === '|') return;
    const next = top.slice(i + 1).find((other) => other.join !== '|');
    const text = file.source.slice({ start: command.span.start, end: next ? next.span.start : instruction.span.end });
    statements.push(joinLines(next ? text.replace(/\s*&&(?:\s|\\\r?\n)*$/, '') : text, file.escape));
  });
  if (statements.some((statement) => statement.includes('\n'))) return [];
  const { eol } = file.source;
  const span = { start: instruction.args.toDocument(0), end: instruction.span.end };
  return [{ title: 'Use a heredoc', applicability: 'unsafe', edits: [{ span, newText: ['<<EOF', 'set -e', ...statements, 'EOF'].join(eol) }] }];
}

/** A command without its continuation lines. */
function joinLines(text: string, escape: string): string {
  return text.replace(escape === '\\' ? /\s*\\[ \t]*\r?\n\s*/g : /\s*`[ \t]*\r?\n\s*/g, ' ').trim();
}
