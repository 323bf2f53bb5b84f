import assert from 'node:assert/strict';
import { isKept } from '../../../server/src/lint/dockerfile/kept-stages';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';

/** Names or numbers of the stages whose RUN counts. */
function kept(text: string): string {
  const file = parseDockerfile(text, 'file:///Dockerfile');
  return file.all('RUN').filter((instruction) => isKept(file, instruction)).map(({ stage }) => stage?.name ?? String(stage?.index ?? '-')).join(' ');
}

describe('isKept', () => {
  it('holds for the final stage and what it starts from', () => {
    assert.equal(kept('FROM a AS base\nRUN x\nFROM a AS tool\nRUN x\nFROM base\nCOPY --from=tool /x /x\nRUN x'), 'base 2');
  });

  it('does not hold for named stages beside them, nor for what those need', () => {
    assert.equal(kept('FROM a AS test\nRUN x\nFROM a AS final\nRUN x'), 'final');
    assert.equal(kept('FROM a\nRUN x\nFROM b AS test\nCOPY --from=0 /x /x\nFROM c\nRUN x'), '2');
  });

  it('holds for stages without a name that nothing uses', () => {
    assert.equal(kept('FROM a\nRUN x\nFROM b\nRUN x'), '0 1');
  });

  it('holds before the first FROM', () => {
    assert.equal(kept('RUN x'), '-');
  });
});
