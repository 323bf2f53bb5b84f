/** `plimsoll explain`. */
import { ruleNames } from '../lint/settings/rule-names';
import { rulePage } from '../report/rule-page';
import { UsageError } from './arguments';
import { runnable, type Command } from './command';
import { reportContext } from './context';
import { exitStatus } from './exit-status';
import { renderMarkdown } from './markdown';

const options = {
  advisories: { value: 'DIR', help: 'Where the advisories are; the default is that of "plimsoll db".' },
} as const;

/** CVE-2024-1, GHSA-…, DSA-…, ALPINE-CVE-…, and whatever else the feeds have: capital letters, then numbers. */
const advisoryId = /^[A-Za-z]+-[\w.:-]*\d[\w.:-]*$/;

const command: Command<typeof options> = {
  usage: ['explain RULE', 'explain CVE-ID'],
  about: 'Prints the documentation of a rule, or what the advisories on disk say of a vulnerability. Rules may be called by the ids of other tools (DL3006).',
  options,
  run: async ({ options: given, operands }, terminal) => {
    const [topic, extra] = operands;
    if (topic === undefined) throw new UsageError('Name a rule or a vulnerability: plimsoll explain root-user.');
    if (extra !== undefined) throw new UsageError(`One at a time, please: "${extra}" is too many.`);
    const names = ruleNames();
    const found = names.resolve(topic);
    const rules = found.flatMap(name => names.rule(name) ?? []);
    if (rules.length > 0) {
      terminal.out(rules.map(rule => renderMarkdown(rulePage(rule), terminal.style, terminal.columns)).join('\n'));
      return exitStatus.ok;
    }
    if (found.length > 0) {
      terminal.out(`${found[0]}: ${reportContext(terminal.directory).ruleUrl(found[0]!)}\n`);
      return exitStatus.ok;
    }
    if (advisoryId.test(topic)) {
      const { explainAdvisory } = await import('./explain-advisory');
      return explainAdvisory(topic, given.advisories, terminal);
    }
    const meant = names.nearest(topic);
    throw new UsageError(`There is no rule "${topic}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} "plimsoll rules" lists them.`);
  },
};

export const explainCommand = runnable(command);
