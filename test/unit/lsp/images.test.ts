import assert from 'node:assert/strict';
import { imageReference } from '../../../server/src/lint/dockerfile/image-reference';
import { imageLife, newerTag } from '../../../server/src/lsp/images';

describe('what is known of an image', () => {
  const of = (text: string): ReturnType<typeof imageReference> => imageReference(text, { text, span: { start: 0, end: text.length }, variables: [] });

  it('names a newer tag only where the image has such tags, with all that is old in it renewed', () => {
    assert.equal(newerTag(of('debian:10-slim'), '2026-11-24'), '13-slim');
    assert.equal(newerTag(of('elasticsearch:7.17.0'), '2026-11-24'), undefined);
    assert.equal(newerTag(of('debian:13'), '2026-11-24'), undefined);
    assert.deepEqual(imageLife(of('python:3.8-slim-buster'), '2026-11-24').map((life) => life.newerTag), ['3.11-slim-trixie', '3.11-slim-trixie']);
    assert.deepEqual(imageLife(of('python:3.14-slim-buster'), '2026-11-24').map((life) => life.newerTag), [undefined, '3.14-slim-trixie']);
  });
});
