/** The index of the rule pages, and the table of rules in the README. */
import { categories, type Category, type RuleMeta, type SourceTool } from '../../server/src/lint/rule';
import { presetList, targetNames, toolNames } from '../../server/src/report/rule-page';

const categoryNames: Readonly<Record<Category, string>> = {
  'base-image': 'Base image', privilege: 'Privilege', secrets: 'Secrets', downloads: 'Downloads', packages: 'Packages', correctness: 'Correctness', syntax: 'Syntax', limits: 'Limits',
  isolation: 'Isolation', network: 'Network', performance: 'Performance', maintainability: 'Maintainability',
};

/** `docs/rules/README.md`: every rule by category, and which rule stands for an id of another tool. */
export function ruleIndex(rules: readonly RuleMeta[]): string {
  const parts = [
    '# Rules',
    `${rules.length} rules. Generated from the rule files by \`npm run generate\`.`,
    'A rule is switched off, or given another severity, in `.plimsoll.yaml` (`rules: {root-user: off}`) or in the editor\'s settings; a comment above an instruction (`# plimsoll ignore=root-user -- why`) silences it there.',
  ];
  for (const { category, rules: members } of byCategory(rules)) {
    const rows = members.map(rule => `| [${rule.name}](${rule.name}.md) | ${targetNames[rule.target]} | ${rule.severity} | ${presetList(rule).split(',')[0]} | ${rule.fix} | ${cell(rule.docs.what)} |`);
    parts.push(`## ${categoryNames[category]}`, ['| Rule | Checks | Severity | From preset | Fix | Reports |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n'));
  }
  parts.push('## Ids of other tools', 'Configuration files and ignore comments may use them in place of our names.', crosswalk(rules));
  return `${parts.join('\n\n')}\n`;
}

/** The README's table: how many rules there are, by category. `index` is the path of the index from the README. */
export function readmeTable(rules: readonly RuleMeta[], index: string): string {
  const row = (name: string, members: readonly RuleMeta[]): string => {
    const inRecommended = members.filter(({ preset }) => preset === 'recommended').length;
    const withFix = members.filter(({ fix }) => fix !== 'none').length;
    return `| ${name} | ${members.length} | ${inRecommended} | ${withFix} |`;
  };
  const rows = byCategory(rules).map(({ category, rules: members }) => row(`[${categoryNames[category]}](${index}#${categoryNames[category].toLowerCase().replaceAll(' ', '-')})`, members));
  return ['| | Rules | In `recommended` | With a fix |', '| --- | --- | --- | --- |', ...rows, row('All', rules)].join('\n');
}

function byCategory(rules: readonly RuleMeta[]): { category: Category; rules: RuleMeta[] }[] {
  return categories.map(category => ({ category, rules: rules.filter(rule => rule.category === category) })).filter(group => group.rules.length > 0);
}

function crosswalk(rules: readonly RuleMeta[]): string {
  const lines: string[] = [];
  for (const [tool, title] of Object.entries(toolNames) as [SourceTool, string][]) {
    const ids = new Map<string, string[]>();
    for (const rule of rules) for (const id of rule.sources[tool] ?? []) ids.set(id, [...(ids.get(id) ?? []), rule.name]);
    if (ids.size === 0) continue;
    const rows = [...ids].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([id, names]) => `| \`${id}\` | ${names.map(name => `[${name}](${name}.md)`).join(', ')} |`);
    lines.push(`### ${title}\n\n| Id | Rule |\n| --- | --- |\n${rows.join('\n')}`);
  }
  return lines.join('\n\n');
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
