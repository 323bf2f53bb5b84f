/** A rule's documentation as Markdown: its page, its help in SARIF, what `plimsoll explain` prints. */
import type { CheckedTarget, RuleMeta, RuleOption, SourceTool } from '../lint/rule';

const languages: Readonly<Record<CheckedTarget, string>> = { dockerfile: 'dockerfile', compose: 'yaml', dockerignore: 'text', daemon: 'json', image: 'dockerfile' };

export const targetNames: Readonly<Record<CheckedTarget, string>> = { dockerfile: 'Dockerfile', compose: 'Compose', dockerignore: '.dockerignore', daemon: 'daemon.json', image: 'built image' };

export const toolNames: Readonly<Record<SourceTool, string>> = {
  hadolint: 'hadolint', buildkit: 'BuildKit', trivy: 'Trivy', checkov: 'Checkov', kics: 'KICS', semgrep: 'Semgrep', sonar: 'Sonar', tally: 'tally', droast: 'droast', 'dockerfile-utils': 'dockerfile-utils',
  dockle: 'Dockle', dclint: 'dclint', 'compose-lint': 'compose-lint', cis: 'CIS Docker Benchmark',
};

function fixName({ fix, target }: RuleMeta): string {
  return fix === 'unsafe' ? `unsafe: it may change what the ${target === 'daemon' ? 'daemon' : 'image'} does` : fix;
}

/** From the first heading on. */
export function rulePage(rule: RuleMeta): string {
  return `# ${rule.name}\n\n${ruleMarkdown(rule)}`;
}

/** The page without its title. */
export function ruleMarkdown(rule: RuleMeta): string {
  const parts = [
    rule.docs.what,
    [
      `- Checks: ${targetNames[rule.target]}`,
      `- Category: ${rule.category}`,
      `- Severity: ${rule.severity}`,
      `- On in the presets: ${presetList(rule)}`,
      `- Fix: ${fixName(rule)}`,
      `- Since: ${rule.since}`,
    ].join('\n'),
    `## Why\n\n${rule.docs.why}`,
    `## Reported\n\n${example(rule, 'bad')}`,
    `## Not reported\n\n${example(rule, 'good')}`,
  ];
  if (rule.docs.exceptions) parts.push(`## Exceptions\n\n${rule.docs.exceptions}`);
  const options = Object.entries(rule.options ?? {});
  if (options.length > 0) parts.push(`## Options\n\n${options.map(([name, option]) => optionLine(name, option)).join('\n')}`);
  const sources = sourceLines(rule);
  if (sources.length > 0) parts.push(`## The same check elsewhere\n\n${sources.join('\n')}`);
  parts.push(`## Ignoring it\n\n${ignoring(rule)}`);
  return `${parts.join('\n\n')}\n`;
}

/** JSON has no comments. */
function ignoring({ name, target }: RuleMeta): string {
  if (target !== 'daemon') return fence(`# plimsoll ignore=${name} -- why`, languages[target]);
  return `In \`.plimsoll.yaml\`, since JSON has no comments:\n\n${fence(`overrides:\n  - files: docker/daemon.json\n    rules: { ${name}: off }`, 'yaml')}`;
}

/** The example, and the files next to it that the rule looks at. */
function example(rule: RuleMeta, kind: 'bad' | 'good'): string {
  const others = Object.entries(rule.docs.beside?.[kind] ?? {}).map(([path, text]) => `With \`${path}\`:\n\n${fence(text, /\.ya?ml$/.test(path) ? 'yaml' : 'dockerfile')}`);
  return [fence(rule.docs[kind], languages[rule.target]), ...others].join('\n\n');
}

export function presetList(rule: RuleMeta): string {
  switch (rule.preset) {
    case 'recommended':
      return 'recommended, strict, all';
    case 'strict':
      return 'strict, all';
    default:
      return 'all';
  }
}

function optionLine(name: string, option: RuleOption): string {
  const choices = option.enum ? ` One of ${option.enum.map(value => `\`${value}\``).join(', ')}.` : '';
  return `- \`${name}\`: ${option.description}${choices} Default: \`${JSON.stringify(option.default)}\`.`;
}

function sourceLines(rule: RuleMeta): string[] {
  return (Object.entries(rule.sources) as [SourceTool, readonly string[]][]).filter(([, ids]) => ids.length > 0).map(([tool, ids]) => `- ${toolNames[tool]}: ${ids.map(id => `\`${id}\``).join(', ')}`);
}

/** A fence longer than any run of backticks in the text. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text.replace(/\n+$/, '')}\n${marks}`;
}
