/**
 * Who made a keyless signature: proven by the certificate authority, the logs and the timestamp authorities of a trusted root. Asks nobody.
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md, https://docs.sigstore.dev/about/security/
 *
 * Certificate chains, signed certificate timestamps and RFC 3161 are left to @sigstore/verify; it does not compare certificates with log entries, or look at what a certificate may be used for.
 */
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { RFC3161Timestamp, X509Certificate } from '@sigstore/core';
import { VerificationError, Verifier, type SignedEntity, type TrustMaterial } from '@sigstore/verify';
import type { Candidate, KeylessMaterial } from '../candidate';
import { certificateClaims, largestCertificate } from '../certificate';
import { KeyError, madeBy, publicKeys, type SigningKey } from '../keys';
import type { LogEntry, SigningProof } from '../proof';
import { checkBody } from './entry-body';
import { checkIncluded } from './log';
import type { TrustedRoot } from './trusted-root';
import { Unverified } from './unverified';

/** Proven, as far as the trusted root can be trusted. */
export interface Signer {
  readonly identities: readonly string[];
  readonly issuer: string;
}

export type KeylessResult = Signer | { readonly state: 'refused' | 'unchecked'; readonly reason: string };

export type KeylessCandidate = Candidate & { readonly keyless: KeylessMaterial };

/** Never fails: what cannot be read is refused. */
export function signerOf(candidate: KeylessCandidate, root: TrustedRoot): KeylessResult {
  try {
    return proven(candidate, root);
  } catch (error) {
    if (error instanceof Unverified) return { state: error.state, reason: error.message };
    if (error instanceof KeyError) return { state: 'refused', reason: error.message };
    return { state: 'refused', reason: 'Its certificate, or a timestamp beside it, cannot be read. Have the image signed again.' };
  }
}

/** @throws Unverified; any error where something is not of its form */
function proven(candidate: KeylessCandidate, root: TrustedRoot): Signer {
  const { signature, bytes, keyless: { certificate, proof } } = candidate;
  const leaf = leafOf(certificate);
  const { identities, issuer } = certificateClaims(leaf.raw);
  if (identities.length === 0) throw new Unverified('Its certificate names nobody. Have the image signed again.');
  if (issuer === undefined) throw new Unverified('Its certificate does not say who vouched for the identity. Have the image signed again.');
  if (!madeBy(leaf, bytes, signature)) throw new Unverified('The key of its certificate has not made it, or it was changed. Have the image signed again.');
  checkAuthorities(leaf.parsed, root);

  if (proof.entries.length === 0) throw new Unverified('It comes without an entry of a transparency log (Rekor). Have the image signed again, and the signature logged.');
  for (const { body } of proof.entries) checkBody(body, candidate, leaf.raw);
  const timestamps = knownTimestamps(proof, root);
  const promised = proof.entries.filter(({ promise, time }) => promise && time > 0);
  const times = [...promised.map(({ time }) => new Date(time * 1000)), ...timestamps.map(({ signingTime }) => signingTime)];
  if (times.length === 0 && proof.timestamps.length > 0) throw unknown('timestamp authority', root);
  if (times.length === 0) throw new Unverified('Nothing shows when it was made: neither the promise of the transparency log nor a timestamp. Have the image signed again.');
  for (const entry of proof.entries) checkLogged(entry, times, root);

  for (const time of times) checkTime(leaf.parsed, time);
  verify({
    key: { $case: 'certificate', certificate: leaf.parsed },
    signature: contentOf(signature),
    timestamps: [...promised.map((entry) => ({ $case: 'transparency-log' as const, tlogEntry: logMessage(entry) })), ...timestamps.map((timestamp) => ({ $case: 'timestamp-authority' as const, timestamp }))],
    // Checked above.
    tlogEntries: [],
  }, root.material);
  return { identities, issuer };
}

/** A certificate as that which made a signature. */
interface Leaf extends SigningKey {
  /** In DER. */
  readonly raw: Buffer;
  readonly parsed: X509Certificate;
}

/** For the signing of code: authorities of an organisation may issue others too. */
const codeSigning = '1.3.6.1.5.5.7.3.3';

function leafOf(certificate: string | Buffer): Leaf {
  if (certificate.length > largestCertificate) throw new Unverified('Its certificate is larger than any that is read. Have the image signed again.');
  const read = new NodeCertificate(certificate);
  const { raw } = read;
  const parsed = X509Certificate.parse(Buffer.from(raw));
  // What is signed is what is written again: one certificate must not be two for those who read it.
  if (!parsed.root.toDER().equals(raw)) throw new Unverified('Its certificate is not in DER. Have the image signed again.');
  if (!read.keyUsage?.includes(codeSigning)) throw new Unverified('Its certificate is not one for signing code. Have the image signed again.');
  return { raw, parsed, ...publicKeys(read.publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'Its certificate')[0]! };
}

/** Those of authorities that nobody knows are left out: they say nothing. */
function knownTimestamps({ timestamps }: SigningProof, { material }: TrustedRoot): RFC3161Timestamp[] {
  return timestamps.map((der) => RFC3161Timestamp.parse(Buffer.from(der))).filter(({ signerSerialNumber, signerIssuer }) =>
    material.timestampAuthorities.some(({ certChain: [signer] }) => signer?.serialNumber.equals(signerSerialNumber) && signer.issuer.equals(signerIssuer)));
}

function checkLogged(entry: LogEntry, times: readonly Date[], root: TrustedRoot): void {
  const logs = root.material.tlogs.filter(({ logID }) => logID.equals(entry.log));
  if (logs.length === 0) throw unknown('transparency log', root);
  const valid = logs.find(({ validFor: { start, end } }) => times.every((time) => start <= time && time <= end));
  if (!valid) throw new Unverified(`It was logged with a key that, by ${root.name}, was not valid then. Have the image signed again.`);
  checkIncluded(entry, valid);
}

function checkTime({ notBefore, notAfter }: X509Certificate, time: Date): void {
  if (time < notBefore || notAfter < time) throw new Unverified(`It was made on ${shown(time)}, when its certificate was not valid: that was so from ${shown(notBefore)} to ${shown(notAfter)}. Have the image signed again.`);
}

function shown(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** That somebody of the same name or key is known, which is not yet that they made it. */
function checkAuthorities(certificate: X509Certificate, root: TrustedRoot): void {
  const { certificateAuthorities, ctlogs } = root.material;
  if (!certificateAuthorities.some(({ certChain }) => certChain.some((authority) => mayHaveIssued(authority, certificate)))) throw unknown('certificate authority', root);
  const logged = certificate.extSCT?.signedCertificateTimestamps ?? [];
  if (logged.length === 0) throw new Unverified('Its certificate bears no signature of a certificate transparency log (SCT), which every one of Sigstore has. Have the image signed again.');
  if (!logged.every(({ logID }) => ctlogs.some((log) => log.logID.equals(logID)))) throw unknown('certificate transparency log', root);
}

function mayHaveIssued(authority: X509Certificate, { issuer, extAuthorityKeyID }: X509Certificate): boolean {
  const [wanted, own] = [extAuthorityKeyID?.keyIdentifier, authority.extSubjectKeyID?.keyIdentifier];
  return wanted && own ? wanted.equals(own) : authority.subject.equals(issuer);
}

function verify(entity: SignedEntity, material: TrustMaterial): void {
  try {
    new Verifier(material, { tlogThreshold: 0 }).verify(entity);
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    if (error.code === 'TIMESTAMP_ERROR') throw new Unverified('A timestamp beside it is wrong, or for another signature. Have the image signed again.');
    const who = error.message.includes('SCT') ? 'certificate transparency log' : 'certificate authority';
    throw new Unverified(`The ${who} that its certificate names has not signed that, or was not valid then. Have the image signed again.`);
  }
}

function contentOf(signature: Buffer): SignedEntity['signature'] {
  return { signature, verifySignature: checked, compareSignature: checked, compareDigest: checked };
}

/** By `proven`, before. */
function checked(): boolean {
  return true;
}

function logMessage({ log, body, index, time, promise }: LogEntry): SignedEntity['tlogEntries'][number] {
  return {
    logIndex: String(index), logId: { keyId: log }, kindVersion: { kind: '', version: '' }, integratedTime: String(time), canonicalizedBody: body,
    inclusionPromise: promise && { signedEntryTimestamp: promise }, inclusionProof: undefined,
  };
}

function unknown(what: string, { name }: TrustedRoot): Unverified {
  return new Unverified(`It cannot be verified with ${name}, which does not know the ${what} that it was made with. Give a newer one, or that of another instance of Sigstore, with trustedRoot in .plimsoll.yaml or --trusted-root.`, 'unchecked');
}
