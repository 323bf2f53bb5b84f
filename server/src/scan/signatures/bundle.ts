/**
 * Sigstore bundles: JSON with a signature and what it is over, which is an envelope around a statement or the image's manifest itself.
 * https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto
 * https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
 * https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 */
import { createHash } from 'node:crypto';
import type { Candidate } from './candidate';
import { bytesIn, MalformedError, objectIn, objectsIn, parseObject, textIn, type Json } from './json';
import { proofInBundle } from './proof';
import { quote } from './quote';

/** Begins the media type of every version. */
export const bundleType = 'application/vnd.dev.sigstore.bundle';

/** Larger bundles are not read. In bytes. */
export const largestBundle = 4 * 1024 * 1024;

const statementType = 'application/vnd.in-toto+json';
/** The statement that is nothing but a signature of an image. All others say something about it, and that need not be good. */
const signPredicate = 'https://sigstore.dev/cosign/sign/v1';

/**
 * `manifest`: the image's, over which a message signature is.
 *
 * @throws MalformedError
 */
export function readBundle(bundle: Buffer, where: string, image: { readonly digest: string; readonly manifest: Buffer }): Candidate {
  const whole = parseObject(bundle);
  const type = textIn(whole, 'mediaType') ?? '';
  if (!type.startsWith(bundleType)) throw new MalformedError('is no Sigstore bundle');
  const material = objectIn(whole, 'verificationMaterial');
  const certificate = certificateIn(material);
  const common = { form: 'bundle', where, ...(certificate ? { keyless: { certificate, proof: proofInBundle(material, versionOf(type)) } } : {}) } as const;
  if (Object.hasOwn(whole, 'dsseEnvelope')) return { ...common, ...envelope(objectIn(whole, 'dsseEnvelope')) };
  if (!Object.hasOwn(whole, 'messageSignature')) throw new MalformedError('holds neither an envelope (dsseEnvelope) nor the signature of a message (messageSignature)');
  const message = objectIn(whole, 'messageSignature');
  const signature = bytesIn(message, 'signature');
  if (!signature) throw new MalformedError('holds no signature (messageSignature.signature)');
  // The digest beside it is no part of what is signed: the manifest itself is. But who writes another one there has mixed something up.
  const named = objectIn(message, 'messageDigest');
  if (textIn(named, 'algorithm') === 'SHA2_256' && bytesIn(named, 'digest')?.equals(createHash('sha256').update(image.manifest).digest()) === false) throw new MalformedError('names the digest of another message (messageSignature.messageDigest)');
  return { ...common, bytes: image.manifest, signature, digests: [image.digest] };
}

/** `0.3`; what this means for keyless signatures is known of each version that there is. */
function versionOf(mediaType: string): string {
  return /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=|\.v)(\d+\.\d+)(?:\+json)?$/.exec(mediaType)?.[1] ?? mediaType;
}

function certificateIn(material: Json): Buffer | undefined {
  const chain = objectsIn(objectIn(material, 'x509CertificateChain'), 'certificates');
  return bytesIn(objectIn(material, 'certificate'), 'rawBytes') ?? (chain[0] && bytesIn(chain[0], 'rawBytes'));
}

function envelope(dsse: Json): Pick<Candidate, 'bytes' | 'payload' | 'signature' | 'digests' | 'attestation'> {
  const payload = bytesIn(dsse, 'payload');
  const type = textIn(dsse, 'payloadType');
  if (!payload || type === undefined) throw new MalformedError('holds an envelope without payload');
  const signatures = objectsIn(dsse, 'signatures');
  if (signatures.length !== 1) throw new MalformedError(`holds an envelope with ${signatures.length} signatures, where there must be one`);
  const signature = bytesIn(signatures[0]!, 'sig');
  if (!signature) throw new MalformedError('holds an envelope without signature');
  if (type !== statementType) throw new MalformedError(`holds an envelope around "${quote(type)}", where a statement (${statementType}) must be`);
  return { bytes: authenticated(type, payload), payload, signature, ...statement(payload) };
}

/** What an envelope's signature is over: type and payload with their lengths. */
function authenticated(type: string, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

function statement(payload: Buffer): Pick<Candidate, 'digests' | 'attestation'> {
  const whole = parseObject(payload);
  if (!textIn(whole, '_type')?.startsWith('https://in-toto.io/Statement/')) throw new MalformedError('holds no in-toto statement');
  const predicate = textIn(whole, 'predicateType') ?? 'of no type';
  const digests = objectsIn(whole, 'subject').flatMap((subject) => Object.entries(objectIn(subject, 'digest')).map(([algorithm, value]) => `${algorithm}:${String(value)}`));
  return { digests, ...(predicate === signPredicate ? {} : { attestation: predicate }) };
}
