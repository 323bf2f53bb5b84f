/**
 * Linting after an edit gives what linting afresh gives: over chains of random edits of the examples of all rules and of the fixtures, with every rule on. The edits change what
 * instructions that stay as they are depend on too: directives, ARG, ENV, SHELL, USER, stages, ignore comments.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintEdited } from '../../server/src/lint/incremental';
import type { Linted } from '../../server/src/lint/incremental';
import { parseDocument } from '../../server/src/lint/document';
import { lintParsed } from '../../server/src/lint/lint';
import type { LintOptions } from '../../server/src/lint/lint';
import type { DockerfileRule } from '../../server/src/lint/rule';
import { endOfLifeImage } from '../../server/src/lint/rules/dockerfile/end-of-life-image';
import { rules } from '../../server/src/lint/rules/registry';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { edit } from '../helpers/edits';
import { randomFrom } from '../helpers/random';
import { workspaceOf } from '../helpers/workspace';

const directory = join(__dirname, '../fixtures/dockerfiles');
const fixtures = readdirSync(directory).sort().map((name) => readFileSync(join(directory, name), 'utf8'));
const examples = rules.flatMap((rule) => (rule.target === 'dockerfile' ? [rule.docs.bad, rule.docs.good] : []));
/** Lines to insert: everything that a rule's example has. */
const lines = [...new Set([...examples, ...fixtures].flatMap((text) => text.split('\n')))];

const settings = { ...defaultSettings, preset: 'all' as const };
const options: LintOptions = { settings, today: '2026-11-24' };

/** Rules that do not say what they need. */
const unlimited = rules.map((rule) => ('keywords' in rule ? { ...rule, keywords: undefined } : rule));

/** Lints a text and so many edits of it, one after the other. */
function checkChain(text: string, edits: number, seed: number, now: (step: number) => LintOptions = () => options): void {
  const random = randomFrom(seed);
  let previous: Linted | undefined;
  let current = text;
  for (let step = 0; step <= edits; step++) {
    const parsed = parseDocument({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text: current })!;
    const linted = lintEdited(parsed, now(step), previous);
    const place = (): string => `seed ${seed}, step ${step}: after the edit of ${JSON.stringify(previous?.parsed.model.source.text)} to ${JSON.stringify(current)}`;
    const afresh = lintParsed(parsed, now(step));
    // Compared as text first, which is many times faster.
    if (JSON.stringify(linted.findings) !== JSON.stringify(afresh)) assert.deepEqual(linted.findings, afresh, place());
    if (step === edits) assert.deepEqual(lintParsed(parsed, { ...now(step), rules: unlimited }), afresh, `${place()}: a rule finds something without any of its keywords`);
    previous = linted;
    current = edit(current, lines, random);
  }
}

describe('lint after edits', function () {
  this.timeout(300_000);

  it('finds the same as afresh in the examples of all rules', () => examples.forEach((text, seed) => checkChain(text, 3, seed)));

  it('finds the same as afresh in long files', () => {
    fixtures.forEach((text, seed) => checkChain(text, 40, 100_000 + seed));
    for (let seed = 0; seed < 12; seed++) {
      const start = randomFrom(seed).below(examples.length - 8);
      checkChain(examples.slice(start, start + 8).join(''), 30, 200_000 + seed);
    }
  });

  it('tells an instruction that ends the file from one that another line follows', () => {
    const read = (text: string) => parseDocument({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text })!;
    const before = lintEdited(read('FROM python:3.14-slim\nUSER 10001\n\nEXPOSE 22'), options);
    const after = read('FROM python:3.14-slim\nUSER 10001\n\nEXPOSE 22\nCMD ["x"]');
    assert.ok(before.findings.some(({ rule, fixes }) => rule === 'admin-port-exposed' && fixes.length > 0));
    assert.deepEqual(lintEdited(after, options, before).findings, lintParsed(after, options));
  });

  it('asks rules that say what they look at again after an edit of that, and of no comment', () => {
    let asked = 0;
    const counted: DockerfileRule = { ...endOfLifeImage, check: (...given) => { asked++; endOfLifeImage.check(...given); } };
    const ofOne = { ...options, rules: [counted] };
    const read = (above: string, command: string) => parseDocument({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text: `FROM debian:10\nLABEL a=b\n${above}RUN ${command}\n` })!;
    const steps: readonly (readonly [above: string, command: string, asked: number])[] = [['', 'true', 1], ['# why\n', 'true', 1], ['# why not\n\n', 'true', 1], ['', 'true', 1], ['', 'false', 2], ['# 1\nRUN true\n', 'false', 3]];
    let previous: Linted | undefined;
    for (const [above, command, times] of steps) {
      previous = lintEdited(read(above, command), ofOne, previous);
      assert.equal(asked, times, JSON.stringify(above + command));
      assert.equal(previous.findings.length, 1);
    }
  });

  it('takes a stage that is linted again to be built from where the whole file is', () => {
    // The first stage tells that it is the directory above, whose script starts no nginx.
    const workspace = workspaceOf({ 'src/x': '', 'start.sh': '#!/bin/sh\nexec serve\n', 'docker/start.sh': '#!/bin/sh\nexec nginx\n' });
    const read = (port: number) => parseDocument({ uri: 'file:///project/docker/Dockerfile', target: 'dockerfile', text: `FROM debian:13 AS one\nCOPY src/x /x\nFROM debian:13\nCOPY --from=one /x /x\nCOPY start.sh /start.sh\nEXPOSE ${port}\nCMD ["/start.sh"]\n` })!;
    const given = { ...options, workspace };
    const fresh = lintParsed(read(8081), given);
    assert.ok(fresh.some(({ rule }) => rule === 'missing-user'));
    assert.deepEqual(lintEdited(read(8081), given, lintEdited(read(8080), given)).findings, fresh);
  });

  it('keeps nothing where settings, date or other files have changed', () => {
    const others = [
      options,
      { ...options, settings: { ...settings, trustedRegistries: ['registry.example.com'] } },
      { ...options, today: '2036-11-24' },
      { ...options, workspace: workspaceOf({ 'compose.yaml': 'services:\n  app:\n    build: .\n    user: "1000"\n' }) },
      { ...options, versions: { verdict: () => ({ vulnerabilities: [{ id: 'CVE-2024-1', aliases: [], rating: 'high' as const, exploited: false }], safeVersion: '99' }) } },
    ];
    examples.forEach((text, seed) => checkChain(text, 2, 300_000 + seed, (step) => others[(step + seed) % others.length]!));
  });
});
