import assert from 'node:assert/strict';

import { imageReference } from '../../../server/src/lint/dockerfile/image-reference';
import { policyFor } from '../../../server/src/lint/settings/signatures';

const image = (text: string): ReturnType<typeof imageReference> => imageReference(text, { text, span: { start: 0, end: text.length }, variables: [] });
const policy = (key: string, ...images: string[]): { images: string[]; keys: string[] } => ({ images, keys: [key] });

describe('who must have signed an image', () => {
  const keyFor = (text: string, ...policies: ReturnType<typeof policy>[]): string | undefined => policyFor(image(text), policies)?.keys[0];

  it('is nobody where nothing is said of it', () => {
    assert.equal(policyFor(image('debian')), undefined);
    assert.equal(keyFor('debian:12', policy('a', 'ghcr.io')), undefined);
    // A part of a name is another name.
    assert.equal(keyFor('ghcr.io/acme-evil/app', policy('a', 'ghcr.io/acme')), undefined);
    assert.equal(keyFor('ghcr.io.example.com/acme/app', policy('a', 'ghcr.io/acme/*')), undefined);
  });

  it('is said by registry, repository or pattern, of short names too', () => {
    assert.equal(keyFor('debian:12', policy('a', 'docker.io')), 'a');
    assert.equal(keyFor('debian', policy('a', 'docker.io/library/debian')), 'a');
    assert.equal(keyFor('ghcr.io/acme/app:1@sha256:' + '0'.repeat(64), policy('a', 'ghcr.io/acme/*')), 'a');
    assert.equal(keyFor('ghcr.io/acme/team/app', policy('a', 'ghcr.io/acme')), 'a');
    assert.equal(keyFor('anything', policy('a', '*')), 'a');
  });

  it('is what the last entry for it says', () => {
    assert.equal(keyFor('ghcr.io/acme/app', policy('all', '*'), policy('app', 'ghcr.io/acme/app'), policy('other', 'quay.io')), 'app');
    assert.equal(keyFor('ghcr.io/acme/app', policy('app', 'ghcr.io/acme/app'), policy('all', '*')), 'all');
  });
});
