/** Whether a signature that was found is good: made by one of the keys, and for this image. */
import { isTrusted } from '../../lint/dockerfile/registries';
import { imageReference } from '../../lint/dockerfile/image-reference';
import type { Candidate } from './candidate';
import { certificateClaims } from './certificate';
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
  /** Repositories besides the image's own under whose names it may have been signed; patterns as in trustedRegistries. */
  readonly signedAs: readonly string[];
}

export function judge(candidate: Candidate, expected: Expected): SignatureRecord {
  const { form, where, digests, name, attestation } = candidate;
  const common = { form, where, ...(name === undefined ? {} : { signedAs: name }) };
  if (!digests.includes(expected.digest)) {
    const of = digests.length === 0 ? 'no image at all' : `another image (${quote(digests[0]!)}${digests.length > 1 ? ' and others' : ''})`;
    return { ...common, state: 'refused', reason: `It is for ${of}, and not for ${expected.digest}.` };
  }
  const key = expected.keys.find((one) => madeBy(one, candidate.bytes, candidate.signature));
  if (!key) return { ...common, ...unknownSigner(candidate, expected.keys) };
  const made = { ...common, key: key.name };
  if (attestation !== undefined) return { ...made, state: 'attestation', reason: `It is an attestation (${quote(attestation)}): it says something about the image, and is no signature of it.` };
  if (name !== undefined && !isNamed(name, expected)) {
    return { ...made, state: 'refused', reason: `${key.name} has signed this content as ${quote(name)}, and not as ${expected.repository}. Where this is a copy of it, say so by signedAs.` };
  }
  return { ...made, state: 'verified' };
}

function unknownSigner({ certificate, attestation, signature }: Candidate, keys: readonly SigningKey[]): Pick<SignatureRecord, 'state' | 'reason' | 'identity' | 'issuer'> {
  if (certificate !== undefined) {
    const claims = certificateClaims(certificate);
    const said = claims.identity === undefined ? 'names nobody that can be read' : `claims the identity ${quote(claims.identity)}${claims.issuer === undefined ? '' : `, vouched for by ${quote(claims.issuer)}`}`;
    const what = attestation === undefined ? 'a keyless signature' : `a keyless attestation (${quote(attestation)})`;
    return { ...claims, state: 'unchecked', reason: `It is ${what}, whose certificate ${said}. Plimsoll does not check keyless signatures against Sigstore's roots: anybody could have made it.` };
  }
  if (attestation !== undefined) return { state: 'attestation', reason: `It is an attestation (${quote(attestation)}) that none of the keys has made.` };
  const prehashed = signature.length === ed25519Bytes && keys.some(({ key }) => key.asymmetricKeyType === 'ed25519') ? ' Of Ed25519 only the pure form can be verified here, not the pre-hashed one (Ed25519ph), which newer versions of cosign can write.' : '';
  return { state: 'refused', reason: `${keys.length === 1 ? keys[0]!.name : 'None of the keys'} has ${keys.length === 1 ? 'not ' : ''}made it, or it was changed.${prehashed}` };
}

/** Signers write the name with a tag or a digest, or without. */
function isNamed(name: string, { repository, signedAs }: Expected): boolean {
  const image = imageReference(name, { text: name, span: { start: 0, end: name.length }, variables: [] });
  return image.valid && (image.normalized === repository || isTrusted(image, signedAs));
}
