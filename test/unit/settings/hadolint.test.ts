import assert from 'node:assert/strict';

import { RuleNames } from '../../../server/src/lint/settings/rule-names';
import { parseHadolintConfig } from '../../../server/src/lint/settings/hadolint';
import { sampleNames, sampleRules } from './rules';

const uri = 'file:///w/.hadolint.yaml';

describe('.hadolint.yaml', () => {
  it('is carried over to our rules', () => {
    const { config, problems } = parseHadolintConfig(
      [
        'failure-threshold: style', 'ignored: [DL3006, SC2086, DL9999]', 'override:', '  error: [DL3002, DL3006]', '  style: [DL3008]', '  info: [SC1091]', 'trustedRegistries: [docker.io, "*.gcr.io"]',
        'disable-ignore-pragma: true', 'label-schema: {author: text, created: rfc3339}', 'strict-labels: true', 'format: tty', 'no-color: true', 'verbose: false', '',
      ].join('\n'),
      uri, sampleNames,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      uri,
      rules: {
        'root-user': { severity: 'error' }, 'untagged-image': { severity: 'off' }, 'unpinned-packages': { severity: 'hint' }, 'shellcheck/SC1091': { severity: 'info' }, 'shellcheck/SC2086': { severity: 'off' },
        'label-schema': { severity: 'info', options: { schema: ['author: text', 'created: rfc3339'], strict: true } },
      },
      trustedRegistries: ['docker.io', '*.gcr.io'], inlineIgnores: false, ignore: [], overrides: [], failOn: 'hint',
    });
  });

  it('knows the thresholds', () => {
    const threshold = (text: string): unknown => parseHadolintConfig(text, uri, sampleNames).config.failOn;
    assert.equal(threshold('failure-threshold: error'), 'error');
    assert.equal(threshold('failure-threshold: warning'), 'warning');
    assert.equal(threshold('failure-threshold: ignore'), 'hint');
    assert.equal(threshold('failure-threshold: none'), 'never');
    assert.equal(threshold('no-fail: true\nfailure-threshold: error'), 'never');
    assert.equal(threshold(''), undefined);
  });

  it('names what it does not know', () => {
    const withoutLabels = new RuleNames(sampleRules.filter(rule => rule.name !== 'label-schema'));
    const { problems } = parseHadolintConfig('ignore: [DL3006]\nignored: [nonsense]\noverride: {fatal: [DL3006], constructor: [DL3006]}\nlabel-schema: {a: text}\nfailure-threshold: high', uri, withoutLabels);
    assert.deepEqual(problems.map(problem => problem.message), [
      'hadolint has no setting "ignore". Did you mean "ignored"?',
      '"override" may hold error, warning, info, style, not "fatal".',
      '"override" may hold error, warning, info, style, not "constructor".',
      '"label-schema" has no effect here: no rule checks labels against a schema.',
      '"failure-threshold" must be one of error, warning, info, style, ignore, none.',
      '"nonsense" is no hadolint rule: DL or SC and four digits.',
    ]);
  });
});
