/** Takes out the findings that a comment in the document says to ignore. */
import type { Finding } from '../finding';
import type { ParsedDocument } from '../document';
import type { SourceTool } from '../rule';
import { ruleNames, shellcheckName, type RuleNames } from '../settings/rule-names';
import { checkDirective, directivesIn, shellcheckCodes, type IgnoreDirective } from './directives';
import { composeLines, dockerfileLines, dockerignoreLines, wholeFile, type Lines } from './scopes';

type Located = Pick<Finding, 'rule' | 'uri' | 'range'>;

interface Ignore {
  readonly lines: Lines;
  matches(rule: string): boolean;
}

/** `today` (ISO date) ends ignores that carry an expiry; without it they last. */
export function filterFindings<F extends Located>(findings: readonly F[], parsed: ParsedDocument, today?: string, names: RuleNames = ruleNames()): F[] {
  if (findings.length === 0) return [];
  const ignores = ignoresOf(parsed, today, names);
  return findings.filter(finding => !(finding.uri === parsed.model.uri && ignores.some(ignore => covers(ignore.lines, finding) && ignore.matches(finding.rule))));
}

function covers(lines: Lines, finding: Located): boolean {
  const { line } = finding.range.start;
  return lines.from <= line && line <= lines.to;
}

function ignoresOf(parsed: ParsedDocument, today: string | undefined, names: RuleNames): Ignore[] {
  const ignores: Ignore[] = [];
  const add = (directive: IgnoreDirective, lines: Lines | undefined): void => {
    if (!lines || (directive.expires !== undefined && today !== undefined && directive.expires <= today)) return;
    ignores.push({ lines, matches: matcher(directive, names) });
  };
  if (parsed.target === 'dockerfile') {
    const { model } = parsed;
    for (const directive of model.directives) if (directive.name === 'check') for (const each of checkDirective(directive.value, 'file')) add(each, wholeFile);
    for (const comment of model.comments) for (const each of directivesIn(comment.text)) add(each, dockerfileLines(model, comment, each.reach));
  } else if (parsed.target === 'compose') {
    const { model } = parsed;
    for (const comment of model.comments) for (const each of directivesIn(comment.text)) add(each, composeLines(model, comment, each.reach));
  } else if (parsed.target === 'dockerignore') {
    const { model } = parsed;
    for (const comment of model.comments) for (const each of directivesIn(comment.text)) add(each, dockerignoreLines(model, comment, each.reach));
  }
  return ignores;
}

function matcher({ tool, ids }: IgnoreDirective, names: RuleNames): (rule: string) => boolean {
  if (ids === 'all') return blanket(tool, names);
  const rules = new Set(ids.flatMap(id => rulesOf(tool, id, names)));
  if (tool === 'shellcheck') for (const code of shellcheckCodes(ids)) rules.add(shellcheckName(code) ?? code);
  return rule => rules.has(rule);
}

/** Names of findings (`Finding.rule`) that an id in a comment of a tool means. */
export function rulesOf(tool: IgnoreDirective['tool'], id: string, names: RuleNames): readonly string[] {
  switch (tool) {
    case 'plimsoll':
    // tally speaks for hadolint, BuildKit and ShellCheck as well, with or without their name in front.
    case 'tally':
      return names.resolve(id);
    case 'shellcheck':
      return [];
    case 'hadolint': {
      const shellcheck = shellcheckName(id);
      return shellcheck ? [shellcheck] : names.fromTool(tool, id);
    }
    default:
      return names.fromTool(tool, id);
  }
}

/** "Ignore all" of another tool is about what that tool checks, not about what only we do. */
function blanket(tool: IgnoreDirective['tool'], names: RuleNames): (rule: string) => boolean {
  if (tool === 'plimsoll') return () => true;
  const isShellcheck = (rule: string): boolean => rule.startsWith('shellcheck/');
  if (tool === 'shellcheck') return isShellcheck;
  const tools: readonly SourceTool[] = tool === 'tally' ? ['tally', 'hadolint', 'buildkit'] : [tool];
  const rules = new Set(tools.flatMap(each => names.allOfTool(each)));
  return tool === 'tally' || tool === 'hadolint' ? rule => rules.has(rule) || isShellcheck(rule) : rule => rules.has(rule);
}
