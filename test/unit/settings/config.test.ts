import assert from 'node:assert/strict';

import { parseConfig, type Config } from '../../../server/src/lint/settings/config';
import { SourceText } from '../../../server/src/lint/text/source';
import { sampleNames } from './rules';

const uri = 'file:///w/.plimsoll.yaml';

/** Problems as "text under the range: message". */
function parse(text: string): { config: Config; problems: string[] } {
  const { config, problems } = parseConfig(text, uri, sampleNames);
  const source = new SourceText(text);
  return {
    config,
    problems: problems.map(problem => `${source.slice({ start: source.offsetAt(problem.range.start), end: source.offsetAt(problem.range.end) })}: ${problem.message}`),
  };
}

describe('.plimsoll.yaml', () => {
  it('is read whole', () => {
    const { config, problems } = parse(
      [
        'extends: strict', 'rules:', '  root-user: off', '  untagged-image: error', '  unpinned-packages:', '    severity: warning', '    managers: [apt]', '    depth: 2', '    strict: true', '    style: minor',
        'shellcheck: false', 'trustedRegistries: [ghcr.io/acme, "*.example.com"]', 'inlineIgnores: false', 'ignore: [vendor/]', 'failOn: error',
        'overrides:', '  - files: ["test/**"]', '    extends: all', '    rules: {root-user: hint}', '    shellcheck: true', '    trustedRegistries: docker.io', '    inlineIgnores: true', '',
      ].join('\n'),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      uri,
      preset: 'strict',
      rules: {
        'root-user': { severity: 'off' }, 'untagged-image': { severity: 'error' },
        'unpinned-packages': { severity: 'warning', options: { managers: ['apt'], depth: 2, strict: true, style: 'minor' } },
      },
      shellcheck: false, trustedRegistries: ['ghcr.io/acme', '*.example.com'], inlineIgnores: false, ignore: ['vendor/'], failOn: 'error',
      overrides: [{ files: ['test/**'], preset: 'all', rules: { 'root-user': { severity: 'hint' } }, shellcheck: true, trustedRegistries: ['docker.io'], inlineIgnores: true }],
    });
  });

  it('may be empty or only comments', () => {
    for (const text of ['', '\n', '# nothing\n', '---\n', '\ufeff']) assert.deepEqual(parse(text), { config: { uri, rules: {}, ignore: [], overrides: [] }, problems: [] });
  });

  it('takes on, true and false, and a single text for a list', () => {
    const { config, problems } = parse('rules: {root-user: false, stage-name-casing: on, untagged-image: true, unpinned-packages: {managers: pip}}\nignore: vendor');
    assert.deepEqual(problems, []);
    assert.deepEqual(config.rules, {
      'root-user': { severity: 'off' }, 'stage-name-casing': { severity: 'info' }, 'untagged-image': { severity: 'warning' }, 'unpinned-packages': { options: { managers: ['pip'] } },
    });
    assert.deepEqual(config.ignore, ['vendor']);
  });

  it('says who must have signed which images', () => {
    const { config, problems } = parse('signatures:\n  - images: [ghcr.io/acme/*]\n    keys: [cosign.pub, old.pub]\n  - images: quay.io/copy\n    keys: cosign.pub\n    signedAs: ghcr.io/acme/app\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(config.signatures, [{ images: ['ghcr.io/acme/*'], keys: ['cosign.pub', 'old.pub'] }, { images: ['quay.io/copy'], keys: ['cosign.pub'], signedAs: ['ghcr.io/acme/app'] }]);
  });

  it('reads who may have made keyless signatures, and names identities that say half of it', () => {
    const { config, problems } = parse('signatures:\n  - images: [a]\n    identities:\n      - {issuer: https://i.example.com, subject: "*@example.com"}\n    trustedRoot: root.json\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(config.signatures, [{ images: ['a'], keys: [], identities: [{ issuer: 'https://i.example.com', subject: '*@example.com' }], trustedRoot: 'root.json' }]);
    const needs = 'An identity needs "issuer", who vouched for it, and "subject", whom the certificate is for.';
    const wrong = parse('signatures:\n  - images: [a]\n    keys: [k]\n    identities: [{issuer: i}, {subject: s}, {issuer: i, subject: ""}, x, {issuer: i, subject: s, subjects: t}, {issuer: [i], subject: s}]\n    trustedRoot: [a]\n');
    assert.deepEqual(wrong.config.signatures, [{ images: ['a'], keys: ['k'], identities: [{ issuer: 'i', subject: 's' }], trustedRoot: undefined }]);
    assert.deepEqual(wrong.problems, [
      `{issuer: i}: ${needs}`, `{subject: s}: ${needs}`, `{issuer: i, subject: ""}: ${needs}`, 'x: An identity must be a map of keys and values, not a text.', `x: ${needs}`,
      'subjects: There is no setting "subjects". Did you mean "subject"?', '[i]: "issuer" must be a text, not a list.', `{issuer: [i], subject: s}: ${needs}`, '[a]: "trustedRoot" must be a text, not a list.',
    ]);
    assert.deepEqual(parse('signatures: [{images: [a], identities: {issuer: i, subject: s}}]').problems[0], '{issuer: i, subject: s}: "identities" must be a list, not a map.');
  });
  it('names entries of "signatures" that would ask for nothing', () => {
    const needs = 'An entry of "signatures" needs "images", the images it is for, and "keys", the files of public keys, or "identities", who may have made keyless signatures.';
    const { config, problems } = parse('signatures:\n  - images: ["*"]\n  - keys: [a.pub]\n  - {images: [], keys: [a.pub]}\n  - {images: [a], keys: [a.pub], key: b}\n  - cosign.pub\n');
    assert.deepEqual(config.signatures, [{ images: ['a'], keys: ['a.pub'] }]);
    assert.deepEqual(problems, [
      `images: ["*"]: ${needs}`, `keys: [a.pub]: ${needs}`, `{images: [], keys: [a.pub]}: ${needs}`, 'key: There is no setting "key". Did you mean "keys"?',
      'cosign.pub: An entry of "signatures" must be a map of keys and values, not a text.', `cosign.pub: ${needs}`,
    ]);
    assert.deepEqual(parse('signatures: cosign.pub').problems, ['cosign.pub: "signatures" must be a list, not a text.']);
    assert.deepEqual(parse('overrides:\n  - files: [a]\n    signatures: []').problems, ['signatures: There is no setting "signatures".']);
  });

  it("takes other tools' ids for rule names, our own names winning", () => {
    const { config, problems } = parse('rules:\n  root-user: error\n  DS-0002: off\n  hadolint/DL3006: hint\n  SC2086: off\n  shellcheck/SC2046: info\n  stagenamecasing: off\n  syntax: warning');
    assert.deepEqual(problems, []);
    assert.deepEqual(config.rules, {
      'root-user': { severity: 'error' }, 'missing-user': { severity: 'off' }, 'untagged-image': { severity: 'hint' }, 'shellcheck/SC2086': { severity: 'off' }, 'shellcheck/SC2046': { severity: 'info' },
      'stage-name-casing': { severity: 'off' }, syntax: { severity: 'warning' },
    });
  });

  it('names what it does not know, with what may be meant, and uses the rest', () => {
    const { config, problems } = parse(
      [
        'extend: all', 'rules:', '  root-usr: off', '  untagged-image: fatal', '  unpinned-packages: {manager: [apt], depth: deep, style: none, managers: [apt, yum], severity: warning}', '  nothing-like-it: off',
        'shellcheck: maybe', 'trustedRegistries: {a: b}', 'ignore: [1, a]', 'overrides:', '  - rules: {}', '  - files: x', '    file: y', '  - 3', '',
      ].join('\n'),
    );
    assert.deepEqual(problems, [
      'extend: There is no setting "extend". Did you mean "extends"?',
      'root-usr: There is no rule "root-usr". Did you mean "root-user"?',
      'fatal: "untagged-image" must be one of off, on, hint, info, warning, error.',
      'manager: The rule "unpinned-packages" has no option "manager". Did you mean "managers"?',
      'deep: "depth" must be a number.',
      'none: "style" must be one of full, minor.',
      '[apt, yum]: "managers" may hold apt, apk, pip, not "yum".',
      'nothing-like-it: There is no rule "nothing-like-it".',
      'maybe: "shellcheck" must be true or false.',
      '{a: b}: "trustedRegistries" must be a list of texts, not a map.',
      '1: "ignore" must hold texts only, not the number 1.',
      'rules: {}: An override needs "files", the globs of the files it is for.',
      'file: There is no setting "file". Did you mean "files"?',
      '3: An override must be a map of keys and values, not the number 3.',
    ]);
    assert.deepEqual(config.rules, { 'unpinned-packages': { severity: 'warning' } });
    assert.deepEqual(config.ignore, ['a']);
    assert.deepEqual(config.overrides, [{ files: ['x'], rules: {} }]);
  });

  it('survives what is no configuration at all', () => {
    for (const text of ['- a\n- b', 'just text', 'a: [b', 'rules: 3', 'rules: [a]', '"', '&a [*a]', 'rules: &r {root-user: *r}', 'overrides: 1', '? [a]\n: b', '\0\0', 'rules:\n  constructor: off\n  unpinned-packages: {constructor: 1}']) {
      const { problems } = parse(text);
      assert.notEqual(problems.length, 0, text);
    }
  });

  it('follows anchors', () => {
    assert.deepEqual(parse('rules: {root-user: &s hint, untagged-image: *s}').config.rules, { 'root-user': { severity: 'hint' }, 'untagged-image': { severity: 'hint' } });
  });
});
