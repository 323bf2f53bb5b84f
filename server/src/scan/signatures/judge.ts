/** Whether a signature that was found is good: made by one of the keys or identities, and for this image. */
import { isTrusted } from '../../lint/dockerfile/registries';
import { imageReference } from '../../lint/dockerfile/image-reference';
import type { Candidate } from './candidate';
import { certificateClaims } from './certificate';
import { isExpected, type Identity } from './identity';
import type { KeylessCandidate, Signer } from './keyless/signer';
import type { TrustedRoot } from './keyless/trusted-root';
import { madeBy, type SigningKey } from './keys';
import { quote } from './quote';
import type { SignatureRecord } from './types';

/** Of a signature. */
const ed25519Bytes = 64;

export interface Expected {
  /** What the image's reference stands for. */
  readonly digest: string;
  /** `ghcr.io/acme/app`, `docker.io/library/debian`. */
  readonly repository: string;
  readonly keys: readonly SigningKey[];
  /** Who may have made a keyless signature. */
  readonly identities: readonly Identity[];
  /** Absent: that of Sigstore's public instance. */
  readonly trustedRoot?: TrustedRoot | undefined;
  /** Repositories besides the image's own under whose names it may have been signed; patterns as in trustedRegistries. */
  readonly signedAs: readonly string[];
}

export async function judge(candidate: Candidate, expected: Expected): Promise<SignatureRecord> {
  const { form, where, digests, name, attestation } = candidate;
  const common = { form, where, ...(name === undefined ? {} : { signedAs: name }) };
  if (!digests.includes(expected.digest)) {
    const of = digests.length === 0 ? 'no image at all' : `another image (${quote(digests[0]!)}${digests.length > 1 ? ' and others' : ''})`;
    return { ...common, state: 'refused', reason: `It is for ${of}, and not for ${expected.digest}.` };
  }
  const maker = await makerOf(candidate, expected);
  const made = { ...common, ...maker.record };
  if (attestation !== undefined) return { ...made, state: 'attestation', reason: `It is an attestation (${quote(attestation)}): it says something about the image, and is no signature of it.${maker.known ? '' : ` ${maker.reason}`}` };
  if (!maker.known) return { ...made, state: maker.state, reason: maker.reason };
  if (name !== undefined && !isNamed(name, expected)) {
    return { ...made, state: 'refused', reason: `${maker.name} has signed this content as ${quote(name)}, and not as ${expected.repository}. Where this is a copy of it, say so by signedAs.` };
  }
  return { ...made, state: 'verified' };
}

/** Who made a signature: one of those who must have, or why not. */
type Maker =
  | { readonly known: true; readonly name: string; readonly record: Pick<SignatureRecord, 'key' | 'identity' | 'issuer'> }
  | { readonly known: false; readonly state: 'refused' | 'unchecked'; readonly reason: string; readonly record: Pick<SignatureRecord, 'identity' | 'issuer'> };

async function makerOf(candidate: Candidate, expected: Expected): Promise<Maker> {
  const key = expected.keys.find((one) => madeBy(one, candidate.bytes, candidate.signature));
  if (key) return { known: true, name: key.name, record: { key: key.name } };
  const { keyless } = candidate;
  return keyless ? keylessMaker({ ...candidate, keyless }, expected) : { known: false, state: 'refused', reason: unknownKey(candidate, expected), record: {} };
}

async function keylessMaker(candidate: KeylessCandidate, { identities, trustedRoot }: Expected): Promise<Maker> {
  const { publicRoot, signerOf } = await import('./keyless');
  const found = signerOf(candidate, trustedRoot ?? publicRoot());
  if ('state' in found) {
    const claims = certificateClaims(candidate.keyless.certificate);
    return { known: false, state: found.state, reason: `It is a keyless signature that claims to be by ${signerText(claims)}. ${found.reason}`, record: signerRecord(claims) };
  }
  const [who, record] = [signerText(found), signerRecord(found)];
  if (isExpected(found, identities)) return { known: true, name: who, record };
  if (identities.length > 0) return { known: false, state: 'refused', reason: `It is a keyless signature by ${who}, which is none of the identities that must have made it. Where that may sign this image, name it under identities.`, record };
  return { known: false, state: 'unchecked', reason: `It is a keyless signature by ${who}. Anybody can make one in their own name: say by identities in .plimsoll.yaml, or by --certificate-identity and --certificate-oidc-issuer, whose counts.`, record };
}

type Claims = Pick<Signer, 'identities'> & { readonly issuer?: string };

function signerText({ identities, issuer }: Claims): string {
  return `${identities.length === 0 ? 'nobody that can be read' : quote(identities.join(', '))}${issuer === undefined ? '' : ` (vouched for by ${quote(issuer)})`}`;
}

function signerRecord({ identities, issuer }: Claims): Pick<SignatureRecord, 'identity' | 'issuer'> {
  return { ...(identities.length === 0 ? {} : { identity: identities.join(', ') }), ...(issuer === undefined ? {} : { issuer }) };
}

function unknownKey({ signature }: Candidate, { keys }: Expected): string {
  if (keys.length === 0) return 'It was made with a key, and no key is named for this image. Where one may sign it, name it under keys.';
  const prehashed = signature.length === ed25519Bytes && keys.some(({ key }) => key.asymmetricKeyType === 'ed25519') ? ' Of Ed25519 only the pure form can be verified here, not the pre-hashed one (Ed25519ph), which newer versions of cosign can write.' : '';
  return `${keys.length === 1 ? keys[0]!.name : 'None of the keys'} has ${keys.length === 1 ? 'not ' : ''}made it, or it was changed.${prehashed}`;
}

/** Signers write the name with a tag or a digest, or without. */
function isNamed(name: string, { repository, signedAs }: Expected): boolean {
  const image = imageReference(name, { text: name, span: { start: 0, end: name.length }, variables: [] });
  return image.valid && (image.normalized === repository || isTrusted(image, signedAs));
}
