/** A signature as it was found, before anybody has looked at whether it is good. */
import type { SigningProof } from './proof';
import type { SignatureForm } from './types';

export interface Candidate {
  readonly form: SignatureForm;
  /** Digest of what it was read from. */
  readonly where: string;
  /** The bytes that it is over. */
  readonly bytes: Buffer;
  /** Of an envelope: what it is around, which is a part of those bytes. */
  readonly payload?: Buffer;
  readonly signature: Buffer;
  /** Digests (`sha256:…`) of what the signed bytes say they are about. */
  readonly digests: readonly string[];
  /** What the signed bytes call the image, where they do. */
  readonly name?: string;
  /** What an attestation says, where the signed bytes are none of a signature: the type of its predicate. */
  readonly attestation?: string;
  /** Of a keyless signature. */
  readonly keyless?: KeylessMaterial;
}

export interface KeylessMaterial {
  /** PEM or DER; its key made the signature. */
  readonly certificate: string | Buffer;
  readonly proof: SigningProof;
}
