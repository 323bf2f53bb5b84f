/** Signatures that cosign itself has made: test/fixtures/signatures says how. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { publicKeys } from '../../../server/src/scan/signatures/keys';
import type { Verification } from '../../../server/src/scan/signatures/types';
import { verifyImage, type SignedRepository } from '../../../server/src/scan/signatures/verify';
import { digest } from '../../helpers/signatures';

const directory = path.join(import.meta.dirname, '../../fixtures/signatures');

type Recorded = Readonly<Record<string, { readonly type: string; readonly text: string }>>;

/** As the registry answered. */
function repositoryIn(recorded: Recorded, name: string): SignedRepository {
  const content = (rest: string): { type: string; bytes: Buffer } | undefined => {
    const found = recorded[`${name}/${rest}`];
    return found && { type: found.type, bytes: Buffer.from(found.text) };
  };
  return {
    resolve: async (reference) => {
      const { type, bytes } = content(`manifests/${reference}`)!;
      return { digest: digest(bytes), index: type.includes('index') };
    },
    manifest: async (reference) => content(`manifests/${reference}`),
    blob: async (blob) => content(`blobs/${blob}`)?.bytes,
    referrers: async () => undefined,
  };
}

async function verify(file: string, name: string, tag: string, key: string, change: (text: string) => string = (text) => text): Promise<Verification> {
  const recorded = JSON.parse(change(readFileSync(path.join(directory, file), 'utf8'))) as Recorded;
  const image = { text: 'it', normalized: `127.0.0.1:5099/${name}`, tag };
  return verifyImage(image, repositoryIn(recorded, name), { keys: publicKeys(readFileSync(path.join(directory, `${key}.pub`), 'utf8'), key) });
}

const made: readonly (readonly [file: string, repository: string, tag: string, form: string, keys: readonly string[]])[] = [
  ['simple.json', 'acme/app', '1.0', 'cosign', ['p256', 'p384', 'p521', 'rsa', 'ed25519']],
  ['simple.json', 'acme/app', 'multi', 'cosign', ['p256']],
  ['docker.json', 't/docker', '1.0', 'cosign', ['p256']],
  ['referrers.json', 'acme/ref', '1.0', 'cosign', ['p256']],
  ['bundles.json', 'acme/attest', '1.0', 'bundle', ['p256', 'rsa', 'ed25519', 'p384']],
  ['cosign-3.json', 'v3/p256', '1.0', 'bundle', ['p256']],
  ['cosign-3.json', 'v3/p256', 'multi', 'bundle', ['p256']],
  ['cosign-3.json', 'v3/p384', '1.0', 'bundle', ['p384']],
  ['cosign-3.json', 'v3/p521', '1.0', 'bundle', ['p521']],
  ['cosign-3.json', 'v3/rsa', '1.0', 'bundle', ['rsa']],
  // Pre-hashed, which is not verified.
  ['cosign-3.json', 'v3/ed', '1.0', 'bundle', []],
];

describe('signatures that cosign has made', () => {
  for (const [file, repository, tag, form, keys] of made) {
    it(`are verified: ${file}, ${repository}:${tag}`, async () => {
      for (const key of ['p256', 'p384', 'p521', 'rsa', 'ed25519', 'another']) {
        const { outcome, signatures } = await verify(file, repository, tag, key);
        assert.equal(outcome, keys.includes(key) ? 'verified' : 'wrongly-signed', key);
        assert.ok(signatures.every((each) => each.form === form));
        if (outcome === 'verified') assert.equal(signatures.at(-1)!.key, key);
      }
    });
  }

  it('are said to be of a kind that is not verified, where they may be of pre-hashed Ed25519', async () => {
    assert.match((await verify('cosign-3.json', 'v3/ed', '1.0', 'ed25519')).message, /not the pre-hashed one \(Ed25519ph\)/);
  });

  it('are of the index, where an image is there for several platforms', async () => {
    const { index, message } = await verify('simple.json', 'acme/app', 'multi', 'p256');
    assert.equal(index, true);
    assert.match(message, /the index of all its platforms/);
  });

  it('are refused where a digit of the signature, or of the payload, is another', async () => {
    for (const key of ['p256', 'rsa', 'ed25519'] as const) {
      // One character of each signature.
      const changed = await verify('simple.json', 'acme/app', '1.0', key, (text) => text.replaceAll(/(cosign\/signature\\":\\"[^"\\]{20})(.)/g, (_, before: string, one: string) => `${before}${one === 'A' ? 'B' : 'A'}`));
      assert.equal(changed.outcome, 'wrongly-signed', key);
    }
    const { signatures } = await verify('simple.json', 'acme/app', '1.0', 'p256', (text) => text.replaceAll('"optional\\":null', '"optional\\":{}'));
    assert.match(signatures[0]!.reason!, /^It does not match its digest/);
  });
});
