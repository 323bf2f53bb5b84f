import assert from 'node:assert/strict';
import { imageReference, splitReference } from '../../../server/src/lint/dockerfile/image-reference';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

function reference(text: string) {
  return imageReference(text, { text, span: { start: 0, end: text.length }, variables: [] });
}

describe('image references', () => {
  it('are cut into registry, path, tag and digest', () => {
    const absent = { registry: undefined, tag: undefined, digest: undefined };
    assert.deepEqual(splitReference('debian'), { ...absent, path: 'debian' });
    assert.deepEqual(splitReference('debian:13-slim'), { ...absent, path: 'debian', tag: '13-slim' });
    assert.deepEqual(splitReference('ghcr.io/a/b:1'), { ...absent, registry: 'ghcr.io', path: 'a/b', tag: '1' });
    assert.deepEqual(splitReference('localhost:5000/a'), { ...absent, registry: 'localhost:5000', path: 'a' });
    assert.deepEqual(splitReference('localhost/a'), { ...absent, registry: 'localhost', path: 'a' });
    assert.deepEqual(splitReference('a/b'), { ...absent, path: 'a/b' });
    assert.deepEqual(splitReference('registry:5000'), { ...absent, path: 'registry', tag: '5000' });
    assert.deepEqual(splitReference(`a:1@${digest}`), { ...absent, path: 'a', tag: '1', digest });
  });

  it('have one full name, however they are written', () => {
    for (const text of ['debian', 'library/debian:13', 'docker.io/debian', 'docker.io/library/debian', 'index.docker.io/library/debian']) {
      assert.equal(reference(text).normalized, 'docker.io/library/debian', text);
      assert.equal(reference(text).official, true, text);
    }
    assert.equal(reference('acme/app').normalized, 'docker.io/acme/app');
    assert.equal(reference('acme/app').official, false);
    assert.equal(reference('ghcr.io/library/debian').official, false);
  });

  it('say whether they are valid', () => {
    for (const text of ['a', 'x/a-b.c__d/e', `a@${digest}`, 'Host:5000/a:Tag_1.x', '[::1]:5000/a']) assert.equal(reference(text).valid, true, text);
    for (const text of ['A', 'a:', 'a:-x', 'a@sha256:12', 'a//b', '-a', 'a_', 'a:b c', `${'x'.repeat(300)}`]) assert.equal(reference(text).valid, false, text);
  });

  it('tell where their parts stand, variables included', () => {
    const text = `ARG TAG=13\nFROM docker.io/library/debian:13-slim@${digest}\nFROM debian:$TAG\nFROM "debian:13"\n`;
    const { source, stages } = parseDockerfile(text, 'file:///Dockerfile');
    const parts = stages.map((stage) => {
      assert.ok(stage.base.kind === 'image');
      const { nameSpan, tagSpan, digestSpan } = stage.base.image;
      return [nameSpan, tagSpan, digestSpan].map((span) => (span ? source.slice(span) : undefined));
    });
    assert.deepEqual(parts, [['docker.io/library/debian', '13-slim', digest], ['debian', '$TAG', undefined], ['debian', '13', undefined]]);
  });
});
