/** `plimsoll explain`. */
import type { RuleMeta } from '../lint/rule';
import { rules } from '../lint/rules/registry';
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
    const pages = await documented(found);
    if (pages.length > 0) {
      terminal.out(pages.map(rule => renderMarkdown(rulePage(rule), terminal.style, terminal.columns)).join('\n'));
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

/** The rules for images are a bundle of their own. */
async function documented(names: readonly string[]): Promise<RuleMeta[]> {
  const { imageRules } = await import('../scan/checks/registry');
  return names.flatMap((name): RuleMeta[] => [...rules, ...imageRules].filter(rule => rule.name === name));
}

export const explainCommand = runnable(command);
