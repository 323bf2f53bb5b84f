/**
 * Messages about what a registry has. Only what the user does makes the client send them, since they go to a host that a file names. A request that is cancelled stops
 * the work behind it; all may fail with a message that is written for the user.
 */
import type { RequestOf } from './message';

/** An image reference in an open document. */
export interface ImageAt {
  readonly uri: string;
  /** Zero-based, UTF-16; its start, or a place in it. */
  readonly position: { readonly line: number; readonly character: number };
  /** The reference as it is written; absent: whichever is at the position. */
  readonly image?: string;
  /** Version of the document that the position belongs to; absent: the one it has now. */
  readonly version?: number;
}

export interface RegistryParams {
  readonly at: ImageAt;
  /** As in LSP: the server reports progress under this token. */
  readonly workDoneToken?: number | string;
}

export interface RegistryAnswer {
  /** The editor has taken an edit. */
  readonly changed: boolean;
  /** What was done, or why nothing was to do: a sentence for the user. */
  readonly message: string;
}

/** Writes the digest that the registry names for a tag behind the tag, or renews the one that is there. */
export const pinDigest: RequestOf<RegistryParams, RegistryAnswer> = { method: 'plimsoll/registry/pinDigest' };

export interface TagChoice {
  readonly tag: string;
  /** What it is: `newest patch`. */
  readonly note: string;
}

export interface TagChoices {
  /** For `useTag`: image and version are filled in. */
  readonly at: ImageAt;
  /** Later tags of the same variant, the smallest step first. Empty where there are none. */
  readonly choices: readonly TagChoice[];
  /** Asks which, or says why there are none: a sentence for the user. */
  readonly message: string;
}

/** Asks the registry for later tags of an image; for a tag like `latest`, for the version that it is now. */
export const newerTags: RequestOf<RegistryParams, TagChoices> = { method: 'plimsoll/registry/newerTags' };

/** Verifies the signature of an image by the keys and identities that the configuration file names for it; fails, with a message that says why, where it is not verified. */
export const verifySignature: RequestOf<RegistryParams, RegistryAnswer> = { method: 'plimsoll/registry/verifySignature' };

/** Puts a tag in place of the one that is there; where there is a digest, the tag's own is asked for and put in its place. */
export const useTag: RequestOf<RegistryParams & { readonly tag: string }, RegistryAnswer> = { method: 'plimsoll/registry/useTag' };
