/**
 * Whose word a keyless signature stands on: the keys and certificates of an instance of Sigstore, with the times for which they are valid.
 * https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_trustroot.proto
 * That of the public instance, and its date: data/public-good.json (Apache-2.0), made by scripts/update-trusted-root.ts.
 */
import { TrustedRoot as TrustedRootMessage } from '@sigstore/protobuf-specs';
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify';
import publicGood from './data/public-good.json';

export interface TrustedRoot {
  /** For messages: its date, or its file as the user named that. */
  readonly name: string;
  readonly material: TrustMaterial;
}

/** A file is no trusted root: a sentence that names it. */
export class TrustedRootError extends Error {
  override readonly name = 'TrustedRootError';
}

let known: TrustedRoot | undefined;

/** That of Sigstore's public instance, as it was when this version of Plimsoll was made. */
export function publicRoot(): TrustedRoot {
  return (known ??= { name: `the trusted root of ${publicGood.asOf}`, material: materialOf(publicGood.root) });
}

/** @throws TrustedRootError */
export function readTrustedRoot(text: string, file: string): TrustedRoot {
  try {
    const root: unknown = JSON.parse(text);
    return { name: `the trusted root ${file}`, material: materialOf(root) };
  } catch {
    throw new TrustedRootError(`${file} is no trusted root that can be read. Name a trusted_root.json of Sigstore, as "cosign trusted-root create" or whoever runs the instance makes it.`);
  }
}

function materialOf(root: unknown): TrustMaterial {
  const message = TrustedRootMessage.fromJSON(root);
  if (!message.mediaType.startsWith('application/vnd.dev.sigstore.trustedroot')) throw new Error('another type');
  // One that is left out would be taken for the beginning of time.
  if (message.tlogs.some(({ publicKey }) => !publicKey?.validFor?.start)) throw new Error('no beginning');
  const material = toTrustMaterial(message);
  if (material.certificateAuthorities.length === 0 || material.tlogs.length === 0) throw new Error('nothing to trust');
  return material;
}
