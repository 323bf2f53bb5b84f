import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';
import { parse } from 'yaml';

import { generateOutputs, type Outputs } from '../../scripts/generate/outputs';
import { parseConfig } from '../../server/src/lint/settings/config';

const root = join(__dirname, '../..');

describe('what is generated from the rule files', () => {
  let outputs: Outputs;
  before(async () => (outputs = await generateOutputs(root)));

  it('is up to date', () => {
    const different = [...outputs.files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);
    assert.deepEqual(different, [], 'run "npm run generate"');
  });

  it('has no page of a rule that is gone', () => assert.deepEqual(outputs.stale, [], 'run "npm run generate"'));

  it('comes from directories that hold nothing but rule files', () => assert.deepEqual(outputs.problems, []));
});

describe('the schema of .plimsoll.yaml', () => {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(join(root, 'schemas/plimsoll.schema.json'), 'utf8')) as object);
  const bySchema = (text: string): boolean => validate(parse(text));
  const byParser = (text: string): boolean => parseConfig(text, 'file:///w/.plimsoll.yaml').problems.length === 0;

  it('agrees with the parser', () => {
    const right = [
      'extends: strict', 'rules: {root-user: off, latest-tag: true}', 'rules: {SC2086: off, shellcheck/SC2046: info}', 'shellcheck: false', 'trustedRegistries: [a]', 'trustedRegistries: a', 'ignore: [a, b/**]', 'failOn: never',
      'overrides: [{files: [a], extends: all, rules: {root-user: hint}, shellcheck: true, inlineIgnores: false}]', 'inlineIgnores: true', 'rules: {DL3006: off}',
    ];
    const wrong = ['extend: all', 'extends: most', 'rules: {root-user: fatal}', 'rules: {SC2086: 3}', 'shellcheck: 3', 'ignore: {a: b}', 'failOn: off', 'overrides: [{rules: {}}]', 'overrides: {}', 'overrides: [{files: a, ignore: b}]'];
    for (const text of right) assert.deepEqual([bySchema(text), byParser(text)], [true, true], text);
    for (const text of wrong) assert.deepEqual([bySchema(text), byParser(text)], [false, false], text);
  });

  it('and the parser accept the example in the README', () => {
    const example = /```yaml\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1];
    assert.ok(example, 'the README shows a configuration');
    assert.deepEqual(parseConfig(example, 'file:///w/.plimsoll.yaml').problems.map(problem => problem.message), []);
    assert.ok(bySchema(example), JSON.stringify(validate.errors));
  });
});
