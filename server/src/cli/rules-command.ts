/** `plimsoll rules`. */
import { presets, type RuleMeta } from '../lint/rule';
import { rules } from '../lint/rules/registry';
import { printable, wrap, type Style } from '../report/style';
import { severityColour } from '../report/lint-table';
import { refuseOperands, runnable, type Command } from './command';
import { reportContext } from './context';
import { exitStatus } from './exit-status';

const options = {
  format: { value: 'FORMAT', choices: ['table', 'json'], help: 'table (default) or json.' },
} as const;

const command: Command<typeof options> = {
  usage: ['rules [--format json]'],
  about: 'Lists every rule. "plimsoll explain RULE" prints the documentation of one.',
  options,
  run: async ({ options: given, operands }, terminal) => {
    refuseOperands(operands);
    const { ruleUrl } = reportContext(terminal.directory);
    // A bundle of their own, as all of the scan.
    const { imageRules } = await import('../scan/checks/registry');
    const all: readonly RuleMeta[] = [...rules, ...imageRules];
    terminal.out(given.format === 'json' ? `${JSON.stringify(all.map(rule => meta(rule, ruleUrl(rule.name))), undefined, 2)}\n` : table(all, terminal.style, terminal.columns));
    return exitStatus.ok;
  },
};

export const rulesCommand = runnable(command);

/** Everything about a rule that is data. */
function meta(rule: RuleMeta, url: string): Record<string, unknown> {
  const { name, target, severity, category, since, sources, fix, docs, messages } = rule;
  return { name, target, severity, category, presets: presets.slice(presets.indexOf(rule.preset)), sources, fix, since, description: docs.what, options: rule.options ?? {}, messages, url };
}

function table(all: readonly RuleMeta[], style: Style, columns: number): string {
  const width = Math.max(0, ...all.map(rule => rule.name.length)) + 2;
  const lines: string[] = [];
  let heading = '';
  for (const rule of [...all].sort(byCategory)) {
    const next = `${rule.target}: ${rule.category}`;
    if (next !== heading) lines.push(...(heading === '' ? [] : ['']), style.bold(next));
    heading = next;
    const facts = [severityColour(rule.severity, style)(rule.severity), ...(rule.preset === 'recommended' ? [] : [`preset ${rule.preset}`]), ...(rule.fix === 'none' ? [] : [`${rule.fix} fix`])];
    const what = wrap(printable(rule.docs.what), Math.max(40, columns - width - 2));
    lines.push(`  ${style.bold(rule.name.padEnd(width))}${what[0]}`, ...what.slice(1).map(line => ' '.repeat(width + 2) + line), `${' '.repeat(width + 2)}${style.dim(facts.join(', '))}`);
  }
  return `${lines.join('\n')}\n`;
}

function byCategory(a: RuleMeta, b: RuleMeta): number {
  const [left, right] = [a, b].map(rule => `${rule.target === 'dockerfile' ? 0 : 1}${rule.target} ${rule.category} ${rule.name}`) as [string, string];
  return left < right ? -1 : 1;
}
