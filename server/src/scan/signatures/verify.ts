/** Verifies the signatures of one image, as it lies in its registry now. */
import { isRegistryError, RegistryError } from '../registry/errors';
import type { ResolvedTag } from '../registry/client';
import { Artifacts, isDigest, type ArtifactSource } from './artifacts';
import { findSignatures } from './find';
import type { Identity } from './identity';
import { judge } from './judge';
import type { TrustedRoot } from './keyless/trusted-root';
import type { SigningKey } from './keys';
import { quote } from './quote';
import type { SignatureRecord, Verification, VerificationOutcome } from './types';

export interface ImageToVerify {
  /** As the user wrote it. */
  readonly text: string;
  /** `ghcr.io/acme/app`, `docker.io/library/debian`. */
  readonly normalized: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** One of the keys or of the identities must have signed. */
export interface Trust {
  readonly keys: readonly SigningKey[];
  readonly identities?: readonly Identity[];
  /** Absent: that of Sigstore's public instance. */
  readonly trustedRoot?: TrustedRoot | undefined;
  readonly signedAs?: readonly string[];
}

/** A `RepositoryClient`, or what stands in for one. */
export interface SignedRepository extends ArtifactSource {
  resolve(reference: string): Promise<ResolvedTag>;
}

/**
 * Any one signature that is good is enough. A registry that does not answer is told in the result.
 *
 * @throws AbortError when the repository's signal is raised
 */
export async function verifyImage(image: ImageToVerify, repository: SignedRepository, { keys, identities = [], trustedRoot, signedAs = [] }: Trust): Promise<Verification> {
  let target: ResolvedTag;
  try {
    target = await resolved(image, repository);
  } catch (error) {
    if (!isRegistryError(error)) throw error;
    return { image: image.text, outcome: 'not-looked-up', signatures: [], problems: [error.message], message: error.message };
  }
  const signatures: SignatureRecord[] = [];
  const problems: string[] = [];
  for await (const found of findSignatures(new Artifacts(repository), target.digest)) {
    if ('problem' in found) {
      problems.push(found.problem);
      continue;
    }
    const record = 'record' in found ? found.record : await judge(found.candidate, { digest: target.digest, repository: image.normalized, keys, identities, trustedRoot, signedAs });
    signatures.push(record);
    if (record.state === 'verified') break;
  }
  const outcome = outcomeOf(signatures, problems);
  return { image: image.text, outcome, digest: target.digest, index: target.index, signatures, problems, message: messageOf(image.text, outcome, target, signatures, problems) };
}

/** A digest is taken at its word: what has it is what will be pulled. */
async function resolved({ text, tag, digest }: ImageToVerify, repository: SignedRepository): Promise<ResolvedTag> {
  if (digest === undefined) return repository.resolve(tag ?? 'latest');
  if (!isDigest(digest)) throw new RegistryError(`${text} has a digest of a form that signatures are not looked for by: it must be sha256 or sha512, in lower case.`);
  const { index } = await repository.resolve(digest);
  return { digest, index };
}

function outcomeOf(signatures: readonly SignatureRecord[], problems: readonly string[]): VerificationOutcome {
  const has = (state: SignatureRecord['state']): boolean => signatures.some((record) => record.state === state);
  if (has('verified')) return 'verified';
  // A good one may be among what could not be read.
  if (problems.length > 0) return 'not-looked-up';
  return has('refused') ? 'wrongly-signed' : has('unchecked') ? 'not-checked' : 'not-signed';
}

function messageOf(image: string, outcome: VerificationOutcome, { digest, index }: ResolvedTag, signatures: readonly SignatureRecord[], problems: readonly string[]): string {
  const what = `${digest}${index ? ', the index of all its platforms' : ''}`;
  const reasons = [...new Set(signatures.flatMap(({ reason }) => reason ?? []))];
  // More would be no message any more; all are in the report.
  const why = reasons.length === 0 ? '' : ` ${reasons.slice(0, 2).join(' ')}${reasons.length > 2 ? ` And ${reasons.length - 2} more.` : ''}`;
  switch (outcome) {
    case 'verified': {
      const { key, identity = '', issuer = '', signedAs } = signatures.find(({ state }) => state === 'verified')!;
      const by = key === undefined ? `by ${quote(identity)} (vouched for by ${quote(issuer)})` : `with ${key}`;
      return `${image} is signed ${by}${signedAs === undefined ? '' : ` as ${quote(signedAs)}`}: ${what}.`;
    }
    case 'not-signed':
      return `${image} is not signed: its registry has no signature for ${what}.${why}`;
    case 'wrongly-signed':
      return `${image} is not signed as it must be (${what}).${why}`;
    case 'not-checked':
      return `Nobody has verified ${image} (${what}).${why}`;
    case 'not-looked-up':
      return `Whether ${image} is signed could not be looked up. ${[...new Set(problems)].join(' ')}`;
  }
}
