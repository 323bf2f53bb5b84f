import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { generateOutputs, type Outputs } from '../../scripts/generate/outputs';

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
