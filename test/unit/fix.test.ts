import assert from 'node:assert/strict';
import { fixDocument } from '../../server/src/lint/fix';
import { lint } from '../../server/src/lint/lint';
import type { LintDocument } from '../../server/src/lint/document';
import type { LintOptions } from '../../server/src/lint/lint';
import { defineRule } from '../../server/src/lint/rule';
import type { Rule } from '../../server/src/lint/rule';
import { aptListsLeft } from '../../server/src/lint/rules/dockerfile/apt-lists-left';
import { longRunLine } from '../../server/src/lint/rules/dockerfile/long-run-line';
import { tooManyLines } from '../../server/src/lint/rules/dockerfile/too-many-lines';
import { defaultSettings } from '../../server/src/lint/settings/model';

const documentOf = (text: string): LintDocument => ({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text });

describe('fixes of a whole document', () => {
  // Three lines are allowed; breaking the long one makes more of them, cleaning up does not count.
  const options: LintOptions = {
    settings: { ...defaultSettings, preset: 'all', rules: { 'too-many-lines': { options: { max: 3 } }, 'long-run-line': { options: { max: 40 } } } },
    rules: [aptListsLeft, longRunLine, tooManyLines],
    today: '2026-11-24',
  };
  const long = 'FROM debian:13\nRUN apt-get update \\\n  && apt-get install -y one two three four five six\n';

  it('bring no finding of another rule', () => {
    const result = fixDocument(documentOf(long), options, 'safe');
    assert.equal(result.settled, true);
    assert.equal(result.text, 'FROM debian:13\nRUN apt-get update \\\n  && apt-get install -y one two three four five six \\\n  && rm -rf /var/lib/apt/lists/*\n');
    assert.deepEqual(lint(documentOf(result.text), options).map((finding) => finding.rule), ['long-run-line']);
  });

  it('are all applied where they get along', () => {
    const result = fixDocument(documentOf(long), { ...options, rules: [aptListsLeft, longRunLine] }, 'safe');
    assert.match(result.text, /three \\\n {2}four five six \\\n/);
    assert.deepEqual(lint(documentOf(result.text), { ...options, rules: [aptListsLeft, longRunLine] }), []);
  });

  // Replaces the first argument of instructions of one kind.
  const replacing = (name: string, keyword: 'LABEL' | 'ENV', from: string, to: string): Rule =>
    defineRule({
      ...longRunLine,
      name,
      options: {},
      messages: { found: 'Found.' },
      keywords: [keyword],
      check(file, report) {
        for (const { args } of file.all(keyword)) {
          if (args.text === from) report(args.span(0, args.text.length), 'found', { fixes: [{ title: 'Replace', applicability: 'safe', edits: [{ span: args.span(0, args.text.length), newText: to }] }] });
        }
      },
    });
  const apply = (rules: Rule[]): string => fixDocument(documentOf('FROM debian:13\nLABEL a=1\nENV a=1\n'), { ...options, rules }, 'safe').text;

  it('leave the syntax whole', () => {
    assert.equal(apply([replacing('one', 'LABEL', 'a=1', 'a=3 b'), replacing('two', 'ENV', 'a=1', 'a=2')]), 'FROM debian:13\nLABEL a=1\nENV a=2\n');
  });

  it('do not undo one another', () => {
    assert.equal(apply([replacing('one', 'LABEL', 'a=1', 'a=2'), replacing('two', 'LABEL', 'a=2', 'a=1'), replacing('three', 'ENV', 'a=1', 'a=2')]), 'FROM debian:13\nLABEL a=1\nENV a=2\n');
  });

  it('of several rules are left out where each does harm', () => {
    const rules = [replacing('one', 'LABEL', 'a=1', 'a=3 b'), replacing('two', 'ENV', 'a=1', 'a=3 b')];
    assert.equal(apply(rules), 'FROM debian:13\nLABEL a=1\nENV a=1\n');
    const result = fixDocument(documentOf('FROM debian:13\nLABEL a=1\n'), { ...options, rules }, 'unsafe');
    assert.equal(result.text, 'FROM debian:13\nLABEL a=3 b\n');
  });
});
