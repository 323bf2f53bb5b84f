/** What a comment tells linters to ignore: our own comments and those of the tools whose ids our rules list. One grammar a tool. */
import type { SourceTool } from '../rule';
import { kicsQueries } from './kics-queries';

/**
 * `next`: the instruction below (in a continued instruction: the one around it); in YAML the entry on this line or below. `line`: as `next` in a Dockerfile, one line in YAML.
 * `block`: the stage where a FROM is below, otherwise as `next`. `top`: the file, where nothing but comments stands above. `file`: the file.
 */
export type Reach = 'next' | 'line' | 'block' | 'top' | 'file';

export interface IgnoreDirective {
  /** Whose names `ids` are. */
  readonly tool: SourceTool | 'plimsoll' | 'shellcheck';
  readonly ids: readonly string[] | 'all';
  readonly reach: Reach;
  /** ISO date from which on the comment has no effect. */
  readonly expires?: string;
  /** As it stands in the comment, without a reason behind it. */
  readonly text: string;
}

/** One name or several, split by commas: what comes after them is the reason. A group of a regular expression. */
export const list = String.raw`([\w./:-]+(?:\s*,\s*[\w./:-]+)*)`;

const plimsoll = new RegExp(String.raw`^plimsoll\s+(global\s+)?ignore\s*=\s*${list}`, 'i');
const hadolint = new RegExp(String.raw`^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*${list}`, 'i');
const tally = new RegExp(String.raw`^tally\s+(global\s+)?ignore\s*=\s*${list}`, 'i');
const shellcheck = new RegExp(String.raw`^shellcheck\s(?:.*\s)?disable=${list}`, 'i');
const buildkit = /^check\s*=\s*(.*)$/i;
const checkov = new RegExp(String.raw`(?:checkov|bridgecrew|cortex):skip=\s*([\w-]+(?:,[\w-]+)*)`, 'gi');
const trivy = /\btrivy:ignore:([\w-]+)([^\s#]*)/gi;
const kics = new RegExp(String.raw`^kics-scan\s+(ignore-line|ignore-block|ignore|disable\s*=\s*${list})`, 'i');
const semgrep = new RegExp(String.raw`\bnosem(?:grep)?\b(?:\s*:\s*${list})?`, 'i');
const sonar = /\bNOSONAR\b(?:\(([^)]*)\))?/;
const dclint = /^dclint\s+(disable-line|disable-file|disable)\b(.*)$/i;
const dockerfileUtils = /^dockerfile-utils\s*:\s*ignore\b/i;

/** Directives in a comment's text (what follows `#`, trimmed). */
export function directivesIn(comment: string): readonly IgnoreDirective[] {
  // Most comments are prose: one look tells.
  if (!/ignore|skip|disable|nosem|NOSONAR/i.test(comment)) return [];
  const found: IgnoreDirective[] = [];
  const add = (tool: IgnoreDirective['tool'], [text]: RegExpExecArray, ids: string | undefined, reach: Reach, expires?: string): void => {
    found.push({ tool, ids: names(ids), reach, expires, text });
  };
  let match: RegExpExecArray | null;
  if ((match = plimsoll.exec(comment))) add('plimsoll', match, match[2], match[1] ? 'file' : 'next');
  else if ((match = hadolint.exec(comment))) add('hadolint', match, match[2], match[1]?.toLowerCase() === 'global' ? 'file' : match[1] ? 'block' : 'next');
  else if ((match = tally.exec(comment))) add('tally', match, match[2], match[1] ? 'file' : 'next');
  else if ((match = shellcheck.exec(comment))) add('shellcheck', match, match[1], 'next');
  else if ((match = buildkit.exec(comment))) found.push(...checkDirective(match[1]!, 'next'));
  else if ((match = kics.exec(comment))) found.push(kicsDirective(match[0], match[1]!, match[2]));
  else if ((match = dclint.exec(comment))) add('dclint', match, match[2]!.trim().replace(/\s+/g, ',') || 'all', match[1]!.toLowerCase() === 'disable-line' ? 'line' : 'top');
  else if ((match = dockerfileUtils.exec(comment))) add('dockerfile-utils', match, 'all', 'next');
  for (const each of comment.matchAll(checkov)) add('checkov', each, each[1], 'file');
  for (const each of comment.matchAll(trivy)) add('trivy', each, each[1], 'next', /:exp:(\d{4}-\d{2}-\d{2})/.exec(each[2]!)?.[1]);
  if ((match = semgrep.exec(comment))) add('semgrep', match, match[1] ?? 'all', 'line');
  if ((match = sonar.exec(comment))) add('sonar', match, match[1] || 'all', 'line');
  return found;
}

/** BuildKit's `check` directive, by its value: `skip=A,B;error=true`. At the top of the file it is for all of it, above an instruction for that one. */
export function checkDirective(value: string, reach: Reach): readonly IgnoreDirective[] {
  return value.split(';').flatMap(option => {
    const skip = /^\s*skip\s*=\s*(.+)$/i.exec(option);
    return skip ? [{ tool: 'buildkit' as const, ids: names(skip[1]), reach, text: option.trim() }] : [];
  });
}

/** A ShellCheck list may hold ranges: SC2000-SC2010. */
export function shellcheckCodes(ids: readonly string[]): readonly string[] {
  return ids.flatMap(id => {
    const range = /^SC(\d{4})-SC(\d{4})$/i.exec(id);
    if (!range) return [id];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: Math.max(0, Math.min(to - from + 1, 10_000)) }, (_, i) => `SC${from + i}`);
  });
}

function kicsDirective(text: string, command: string, ids: string | undefined): IgnoreDirective {
  switch (command.toLowerCase()) {
    case 'ignore-line':
      return { tool: 'kics', ids: 'all', reach: 'line', text };
    case 'ignore-block':
      return { tool: 'kics', ids: 'all', reach: 'block', text };
    case 'ignore':
      return { tool: 'kics', ids: 'all', reach: 'top', text };
    default: {
      const queries = names(ids);
      return { tool: 'kics', ids: queries === 'all' ? 'all' : queries.map(query => kicsQueries[query.toLowerCase()] ?? query), reach: 'top', text };
    }
  }
}

function names(ids: string | undefined): readonly string[] | 'all' {
  const each = (ids ?? '').split(',').map(id => id.trim()).filter(id => id !== '');
  return each.some(id => id.toLowerCase() === 'all') ? 'all' : each;
}
