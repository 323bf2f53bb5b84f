import assert from 'node:assert/strict';

import { parseConfig } from '../../../server/src/lint/settings/config';
import { defaultSettings } from '../../../server/src/lint/settings/model';
import { isIgnored, resolveSettings } from '../../../server/src/lint/settings/resolve';
import { sampleNames } from './rules';

const config = parseConfig(
  [
    'extends: strict', 'rules: {root-user: error, unpinned-packages: {severity: info, depth: 2}}', 'ignore: [vendor/]',
    'overrides:', '  - {files: ["test/**"], extends: all, rules: {root-user: off, unpinned-packages: {strict: true}}}', '  - {files: [test/keep/Dockerfile], rules: {root-user: hint}, shellcheck: false}',
  ].join('\n'),
  'file:///w/.plimsoll.yaml', sampleNames,
).config;

describe('settings of a document', () => {
  it('are the defaults where nothing is set', () => assert.deepEqual(resolveSettings(undefined, undefined, 'Dockerfile', sampleNames), defaultSettings));

  it('add the overrides whose globs match, later ones winning', () => {
    assert.deepEqual(resolveSettings(config, undefined, 'Dockerfile', sampleNames).rules['root-user'], { severity: 'error', options: undefined });
    const inTest = resolveSettings(config, undefined, 'test/Dockerfile', sampleNames);
    assert.equal(inTest.preset, 'all');
    assert.deepEqual(inTest.rules['root-user']?.severity, 'off');
    assert.deepEqual(inTest.rules['unpinned-packages'], { severity: 'info', options: { depth: 2, strict: true } });
    const kept = resolveSettings(config, undefined, 'test/keep/Dockerfile', sampleNames);
    assert.equal(kept.rules['root-user']?.severity, 'hint');
    assert.equal(kept.shellcheck, false);
  });

  it("let the project's file win over the user's settings, and keep those where it is silent", () => {
    const settings = resolveSettings(config, { preset: 'recommended', rules: { 'root-user': 'hint', DL3006: 'off', SC2086: false }, shellcheck: false, trustedRegistries: ['ghcr.io'], inlineIgnores: false, ignore: ['a'] }, 'Dockerfile', sampleNames);
    assert.equal(settings.preset, 'strict');
    assert.equal(settings.rules['root-user']?.severity, 'error');
    assert.equal(settings.rules['untagged-image']?.severity, 'off');
    assert.equal(settings.rules['shellcheck/SC2086']?.severity, 'off');
    assert.equal(settings.shellcheck, false);
    assert.equal(settings.inlineIgnores, false);
    assert.deepEqual(settings.trustedRegistries, ['ghcr.io']);
    assert.deepEqual(settings.ignore, ['a', 'vendor/']);
  });

  it("pass over user's settings that make no sense", () => {
    const settings = resolveSettings(undefined, { preset: 'x', rules: { 'root-user': 'x', 'no-such': 'off', 'unpinned-packages': { depth: 'x', strict: true } }, shellcheck: 'x', trustedRegistries: 'x', ignore: [1] }, 'Dockerfile', sampleNames);
    assert.deepEqual(settings, { ...defaultSettings, rules: { 'unpinned-packages': { severity: undefined, options: { strict: true } } } });
    for (const rules of [null, 3, 'x', ['a']]) assert.deepEqual(resolveSettings(undefined, { rules }, 'Dockerfile', sampleNames), defaultSettings);
  });

  it('leave files out, each list of globs from its own directory', () => {
    assert.equal(isIgnored(config, 'vendor/a/Dockerfile'), true);
    assert.equal(isIgnored(config, 'Dockerfile'), false);
    assert.equal(isIgnored(config, 'Dockerfile', { ignore: ['/sub/Dockerfile'] }, 'sub/Dockerfile'), true);
    assert.equal(isIgnored(undefined, 'Dockerfile', { ignore: ['/sub/Dockerfile'] }), false);
  });
});
