import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import type { Instruction } from '../../../server/src/lint/dockerfile/model';

/** What the words of the last instruction resolve to. */
function resolved(text: string): (string | undefined)[] {
  const { instructions } = parseDockerfile(text, 'file:///Dockerfile');
  return instructions[instructions.length - 1]!.words.map((word) => word.resolved);
}

function last(text: string): Instruction {
  const { instructions } = parseDockerfile(text, 'file:///Dockerfile');
  return instructions[instructions.length - 1]!;
}

describe('variables', () => {
  it('of the head of the file reach FROM lines, and stages only through their own ARG', () => {
    const { stages } = parseDockerfile('ARG TAG=13\nFROM debian:$TAG\nCOPY a$TAG /\nARG TAG\nCOPY b$TAG /\nARG TAG=14\nCOPY c$TAG /\n', 'file:///Dockerfile');
    assert.ok(stages[0]!.base.kind === 'image');
    assert.equal(stages[0]!.base.image.tag, '13');
    const copies = stages[0]!.instructions.filter((instruction) => instruction.copy).map((instruction) => instruction.words[0]!.resolved);
    assert.deepEqual(copies, [undefined, 'b13', 'c14']);
  });

  it('of a stage do not reach FROM lines', () => {
    const { stages } = parseDockerfile('FROM alpine\nARG TAG=13\nFROM debian:${TAG}x\n', 'file:///Dockerfile');
    assert.equal(stages[1]!.base.kind === 'image' && stages[1]!.base.image.tag, 'x');
  });

  it('set by ENV win over an ARG of the same name, wherever it stands', () => {
    assert.deepEqual(resolved('FROM scratch\nENV A=env\nARG A=arg\nCOPY $A /\n'), ['env', '/']);
    assert.deepEqual(resolved('FROM scratch\nARG A=arg\nENV A=env\nCOPY $A /\n'), ['env', '/']);
  });

  it('follow the stage chain', () => {
    assert.deepEqual(resolved('FROM scratch AS a\nENV X=1\nARG Y=2\nFROM a AS b\nFROM b\nCOPY $X$Y /\n'), ['12', '/']);
    assert.deepEqual(resolved('FROM scratch AS a\nENV X=1\nFROM scratch\nCOPY x$X /\n'), ['x', '/']);
  });

  it('that nothing defines are unknown on an image, and empty on scratch', () => {
    assert.deepEqual(resolved('FROM debian\nCOPY $X /\n'), [undefined, '/']);
    assert.deepEqual(resolved('FROM scratch\nCOPY a$X /\n'), ['a', '/']);
    assert.deepEqual(resolved('FROM debian\nARG X\nCOPY $X /\n'), [undefined, '/']);
    assert.deepEqual(resolved('FROM debian\nCOPY ${X:-y} /\n'), [undefined, '/']);
  });

  it('made from others are known where those are', () => {
    assert.deepEqual(resolved('FROM debian\nARG A=1\nARG B=$A.2 C=${B}.3\nCOPY $C /\n'), ['1.2.3', '/']);
    assert.deepEqual(resolved('FROM debian\nENV A=$UNKNOWN\nCOPY $A /\n'), [undefined, '/']);
    // All values of one ENV are replaced before any is set.
    assert.deepEqual(resolved('FROM scratch\nENV A=1\nENV A=2 B=$A\nCOPY $B /\n'), ['1', '/']);
  });

  it('do not tell upper from lower case on Windows', () => {
    const windows = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\n';
    assert.deepEqual(resolved(`${windows}ENV Dir=x\nCOPY a $DIR\n`), ['a', 'x']);
    assert.deepEqual(resolved('FROM scratch\nENV Dir=x\nCOPY a $DIR\n'), ['a', '']);
  });

  it('know their definition', () => {
    const use = last('ARG TAG=13\nFROM debian\nARG TAG\nCOPY $TAG /\n').words[0]!.variables[0]!;
    assert.equal(use.definition?.kind, 'arg');
    assert.equal(use.definition?.global?.value, '13');
    assert.equal(last('FROM debian\nCOPY $TAG /\n').words[0]!.variables[0]!.definition, undefined);
    assert.equal(last('FROM --platform=$BUILDPLATFORM debian\n').from!.platform!.value!.variables[0]!.definition?.kind, 'predefined');
  });
});
