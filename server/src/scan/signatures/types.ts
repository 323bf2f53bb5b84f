/** What is known of an image's signatures. Plain data: it is printed, and sent to an editor. */

/** Where cosign keeps a signature (its own form, or a Sigstore bundle), or Notation. */
export type SignatureForm = 'cosign' | 'bundle' | 'notation';

/**
 * `verified`: made by one of the keys or identities, and for this image. `refused`: it is neither, or cannot be read. `unchecked`: of a kind that is not checked here, made with keys
 * that the trusted root does not know, or keyless where nobody has said whose counts.
 * `attestation`: says something about the image, which is no signature of it.
 */
export type SignatureState = 'verified' | 'refused' | 'unchecked' | 'attestation';

export interface SignatureRecord {
  readonly form: SignatureForm;
  readonly state: SignatureState;
  /** Digest of the blob or manifest that holds it. */
  readonly where: string;
  /** The key that made it: its file, as the user named that. */
  readonly key?: string;
  /** What the signature says the image is called; as it is written there. */
  readonly signedAs?: string;
  /** Of a keyless signature, who made it; only claimed where it is refused or unchecked for another reason than that. */
  readonly identity?: string;
  /** Who vouched for the identity: the URL of an OpenID Connect issuer. */
  readonly issuer?: string;
  /** Why it is not verified: a sentence. */
  readonly reason?: string;
}

/**
 * `not-signed`: there is no signature. `wrongly-signed`: there are some, and none is by one of the keys or identities and for this image. `not-checked`: there are only such
 * as are not checked here. `not-looked-up`: nobody knows.
 */
export type VerificationOutcome = 'verified' | 'not-signed' | 'wrongly-signed' | 'not-checked' | 'not-looked-up';

export interface Verification {
  /** The reference as it was asked for. */
  readonly image: string;
  readonly outcome: VerificationOutcome;
  /** What the reference stands for, where that could be found out; it is what a signature is for. */
  readonly digest?: string;
  /** The digest is that of an index, and with it of all platforms. */
  readonly index?: boolean;
  /** In the order in which they were looked at, which ends with one that is verified. */
  readonly signatures: readonly SignatureRecord[];
  /** What could not be read on the way: sentences. */
  readonly problems: readonly string[];
  /** The whole in a sentence or two. */
  readonly message: string;
}
