/** Public keys that may have made a signature, and whether one has. */
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';

export interface SigningKey {
  /** As the user names it: a file. */
  readonly name: string;
  readonly key: KeyObject;
}

/** A file holds no key that signatures can be verified with: a sentence that names it. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Curves by OpenSSL's names, each with the digest that belongs to it besides SHA-256, which cosign uses with all of them. */
const curves: Readonly<Record<string, readonly string[]>> = { prime256v1: ['sha256'], secp384r1: ['sha256', 'sha384'], secp521r1: ['sha256', 'sha512'] };
/** Bits; shorter keys have been broken, or soon will be. */
const shortestRsa = 2048;
const longestRsa = 8192;
const mostKeys = 20;

/**
 * The public keys of a file in PEM, of which there is at least one.
 *
 * @throws KeyError
 */
export function publicKeys(pem: string, name: string): SigningKey[] {
  // Node would make the public key out of a private one: but whoever verifies has no business with it.
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(pem)) throw new KeyError(`${name} holds a private key. Name the public one, which cosign writes to cosign.pub, and keep this one out of the project.`);
  const blocks = pem.match(/-----BEGIN (?:RSA )?PUBLIC KEY-----[^-]*-----END (?:RSA )?PUBLIC KEY-----/g) ?? [];
  if (blocks.length === 0) {
    const what = pem.includes('-----BEGIN CERTIFICATE-----') ? 'a certificate, and no public key' : 'no public key in PEM';
    throw new KeyError(`${name} holds ${what}. Name a file like the cosign.pub that "cosign generate-key-pair" writes, which begins with "-----BEGIN PUBLIC KEY-----".`);
  }
  if (blocks.length > mostKeys) throw new KeyError(`${name} holds ${blocks.length} keys; at most ${mostKeys} are read.`);
  return blocks.map((block) => ({ name, key: usable(block, name) }));
}

function usable(block: string, name: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPublicKey(block);
  } catch {
    throw new KeyError(`${name} holds a public key that cannot be read. Fetch it again from whoever signs.`);
  }
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'ec':
      if (Object.hasOwn(curves, namedCurve)) return key;
      throw new KeyError(`${name} holds a key on the curve ${namedCurve || 'of no name'}; P-256, P-384 and P-521 can be verified.`);
    case 'rsa':
      if (modulusLength >= shortestRsa && modulusLength <= longestRsa) return key;
      throw new KeyError(`${name} holds an RSA key of ${modulusLength} bits; from ${shortestRsa} to ${longestRsa} are accepted.`);
    case 'ed25519':
      return key;
    default:
      throw new KeyError(`${name} holds a key of the kind ${key.asymmetricKeyType ?? 'unknown'}; ECDSA, RSA and Ed25519 can be verified.`);
  }
}

/** Whether the key made the signature over just these bytes. Never fails: a signature may be anything. */
export function madeBy({ key }: SigningKey, bytes: Buffer, signature: Buffer): boolean {
  return schemes(key).some(({ digest, padding }) => {
    try {
      return verify(digest, bytes, { key, dsaEncoding: 'der', ...(padding === undefined ? {} : { padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }) }, signature);
    } catch {
      return false;
    }
  });
}

/** Nothing in a signature of an image says how it was made: each way that its key allows is tried. */
function schemes(key: KeyObject): readonly { readonly digest: string | null; readonly padding?: number }[] {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return (curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? []).map((digest) => ({ digest }));
    case 'rsa':
      return [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING].map((padding) => ({ digest: 'sha256', padding }));
    default:
      return [{ digest: null }];
  }
}
