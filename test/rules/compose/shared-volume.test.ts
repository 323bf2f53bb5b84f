import assert from 'node:assert/strict';
import { sharedVolume } from '../../../server/src/lint/rules/compose/shared-volume';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('shared-volume', () => {
  it('reports the second use of a volume or path that is written to', () => {
    checkRule(
      sharedVolume,
      `
services:
  a:
    image: a:1
    volumes: ["data:/a", "./x/:/x"]
  b:
    image: a:1
    volumes: ["data:/b:ro", "./x:/y"]
               ^^^^ hint shared-volume/shared
                             ^^^ hint shared-volume/shared
  c:
    image: a:1
    volumes: ["data:/c"]
`,
    );
  });

  it('leaves what is read only, or used once, alone', () => {
    checkClean(
      sharedVolume,
      `
services:
  a:
    image: a:1
    volumes: ["data:/a:ro", "a:/a", "b:/b", "b:/c"]
  b:
    image: a:1
    volumes: ["data:/a:ro", "c:/a", { type: tmpfs, target: /t }]
`,
    );
  });

  it('names the other uses', () => {
    const [finding] = findingsOf(sharedVolume, 'services:\n  a: { image: x:1, volumes: ["data:/a"] }\n  b: { image: x:1, volumes: ["data:/b"] }\n');
    assert.deepEqual(finding!.related.map((r) => [r.message, r.range.start.line]), [['"a" mounts it too.', 1]]);
  });
});
