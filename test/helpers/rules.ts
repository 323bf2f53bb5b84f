/**
 * Tests of rules. Findings are drawn under the source: a line of blanks and `^^^^ severity rule/message`. A finding that is not drawn fails the test, so every test also
 * proves the absence of noise.
 *
 *     FROM node:latest
 *               ^^^^^^ warning latest-tag/latest
 *
 * `|` instead of `^` draws an empty range. `^^^>` draws a range that goes on past the end of its line.
 *
 * A rule that says it looks at instructions or stages one by one (`scope`) is held to it by every source it is tested on: with any line taken out and put in again, what is kept of the run
 * before and what is found anew is together what is found afresh. One that looks at instructions does not ask what comes after them.
 */
import assert from 'node:assert/strict';
import type { Applicability, Finding } from '../../server/src/lint/finding';
import { fixDocument } from '../../server/src/lint/fix';
import { lintEdited } from '../../server/src/lint/incremental';
import { lint, lintParsed } from '../../server/src/lint/lint';
import { parseDocument } from '../../server/src/lint/document';
import type { LintDocument, ParsedDocument } from '../../server/src/lint/document';
import { partOf } from '../../server/src/lint/dockerfile/selection';
import type { DockerfileModel, Stage } from '../../server/src/lint/dockerfile/model';
import type { LintOptions } from '../../server/src/lint/lint';
import type { DockerfileRule, Rule, RuleScope } from '../../server/src/lint/rule';
import { defaultSettings } from '../../server/src/lint/settings/model';
import type { Settings } from '../../server/src/lint/settings/model';
import type { VersionAdvisories } from '../../server/src/lint/versions/model';
import type { Workspace } from '../../server/src/lint/workspace/model';

export interface RuleTestOptions {
  /** Options of the rule. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly trustedRegistries?: readonly string[];
  /** ISO date; 2026-11-24 where not given. */
  readonly today?: string;
  readonly workspace?: Workspace;
  /** What is known of pinned versions. */
  readonly versions?: VersionAdvisories;
  readonly uri?: string;
}

const marker = /^(\s*)(\^+>?|\|) (error|warning|info|hint) ([a-z0-9-]+)\/([\w-]+)$/;

/** Runs one rule alone on a drawn source. The first line break is dropped, so that a template literal can begin on a line of its own. */
export function checkRule(rule: Rule, drawn: string, options: RuleTestOptions = {}): void {
  const { text, expected } = readDrawing(drawn);
  const findings = findingsOf(rule, text, options);
  const actual = findings.map((finding) => describeFinding(finding, text));
  assert.deepEqual(actual.sort(), expected.sort());
}

/** The source has no finding of the rule. */
export function checkClean(rule: Rule, text: string, options: RuleTestOptions = {}): void {
  assert.deepEqual(findingsOf(rule, stripFirstBreak(text), options).map((finding) => describeFinding(finding, stripFirstBreak(text))), []);
}

/** Applies the rule's preferred fixes until nothing changes, and again to see that it stays so. */
export function checkFix(rule: Rule, before: string, after: string, applicability: Applicability = 'safe', options: RuleTestOptions = {}): void {
  const document = documentOf(rule, stripFirstBreak(before), options);
  const result = fixDocument(document, lintOptions(rule, options), applicability);
  assert.equal(result.text, stripFirstBreak(after));
  assert.equal(result.settled, true, 'the fixes go on changing the text');
  assert.equal(fixDocument({ ...document, text: result.text }, lintOptions(rule, options), applicability).text, result.text);
}

/** The findings of one rule alone, for what cannot be drawn (messages, related places, fixes in other files). */
export function findingsOf(rule: Rule, text: string, options: RuleTestOptions = {}): Finding[] {
  const document = documentOf(rule, text, options);
  if (rule.target === 'dockerfile' && rule.keywords) checkKeywords(document, { ...rule, keywords: undefined }, rule.keywords, lintOptions(rule, options));
  if (rule.target === 'dockerfile' && rule.scope !== undefined && rule.scope !== 'file') checkScope(document, rule.scope, lintOptions(rule, options));
  return lint(document, lintOptions(rule, options));
}

/** The rule finds nothing in what is left without the instructions that it says it needs. */
function checkKeywords(document: LintDocument, unlimited: DockerfileRule, needed: readonly string[], options: LintOptions): void {
  const { model } = parseDocument(document) as { model: DockerfileModel };
  const others = model.instructions.filter(({ keyword, trigger }) => !needed.includes(keyword) && !(trigger && needed.includes(trigger.keyword)));
  const found = lintParsed({ target: 'dockerfile', model: partOf(model, others) }, { ...options, rules: [unlimited] });
  assert.deepEqual(found.map(({ message }) => message), [], `the rule finds something without any of ${needed.join(', ')}`);
}

function checkScope(document: LintDocument, scope: RuleScope, options: LintOptions): void {
  if (scope === 'instruction') lintParsed(withoutLists(parseDocument(document)!), options);
  checkEdits(document, scope, options);
  // Another stage before it, which nothing is built upon.
  if (scope === 'stage') checkEdits({ ...document, text: document.text.replace(/^FROM/im, 'FROM alpine:3.24 AS apart\nUSER apart\nRUN apart\nFROM') }, scope, options);
}

function checkEdits(document: LintDocument, scope: RuleScope, options: LintOptions): void {
  const whole = parseDocument(document)!;
  const { findings } = lintEdited(whole, options);
  const lines = document.text.split('\n');
  lines.forEach((line, i) => {
    const without = parseDocument({ ...document, text: [...lines.slice(0, i), ...lines.slice(i + 1)].join('\n') })!;
    const before = lintEdited(without, options);
    const question = (what: string): string => `is this rule's scope the ${scope}? Line ${i + 1} ${what}: ${line}`;
    assert.deepEqual(lintEdited(without, options, lintEdited(whole, options)).findings, lintParsed(without, options), question('was deleted'));
    assert.deepEqual(lintEdited(whole, options, before).findings, findings, question('was inserted'));
  });
}

/** The document with stages that fail when asked for what is in them, or comes after it. */
function withoutLists(parsed: ParsedDocument): ParsedDocument {
  const { stages } = parsed.model as DockerfileModel;
  for (const stage of stages) {
    for (const name of ['instructions', 'exit', 'span'] satisfies (keyof Stage)[]) {
      Object.defineProperty(stage, name, { get: () => assert.fail(`a rule with the scope of an instruction asks for the ${name} of a stage`) });
    }
  }
  return parsed;
}

function documentOf(rule: Rule, text: string, options: RuleTestOptions): LintDocument {
  const name = { dockerfile: 'Dockerfile', compose: 'compose.yaml', dockerignore: '.dockerignore', daemon: 'daemon.json' }[rule.target];
  return { uri: options.uri ?? `file:///project/${name}`, target: rule.target, text };
}

function lintOptions(rule: Rule, options: RuleTestOptions): LintOptions {
  const settings: Settings = {
    ...defaultSettings,
    preset: 'all',
    rules: options.options ? { [rule.name]: { options: options.options } } : {},
    trustedRegistries: options.trustedRegistries ?? [],
  };
  return { settings, rules: [rule], today: options.today ?? '2026-11-24', ...(options.workspace ? { workspace: options.workspace } : {}), ...(options.versions ? { versions: options.versions } : {}) };
}

function stripFirstBreak(text: string): string {
  return text.replace(/^\n/, '');
}

function readDrawing(drawn: string): { text: string; expected: string[] } {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of stripFirstBreak(drawn).split('\n')) {
    const match = marker.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, indent, drawing, severity, rule, message] = match as unknown as [string, string, string, string, string, string];
    const start = indent.length;
    const end = drawing === '|' ? String(start) : drawing.endsWith('>') ? '…' : String(start + drawing.length);
    expected.push(`${lines.length}:${start}-${end} ${severity} ${rule}/${message}`);
  }
  return { text: lines.join('\n'), expected };
}

function describeFinding(finding: Finding, text: string): string {
  const { start, end } = finding.range;
  assert.ok(start.line < text.split('\n').length, 'the range is outside the document');
  const last = end.line > start.line ? '…' : String(end.character);
  return `${start.line + 1}:${start.character}-${last} ${finding.severity} ${finding.rule}/${finding.data['message']}`;
}
