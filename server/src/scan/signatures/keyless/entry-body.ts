/**
 * What a transparency log has written down: that it is of this very signature, and not of another.
 * https://github.com/sigstore/rekor/blob/main/types.md
 * https://github.com/sigstore/rekor-tiles/blob/main/api/proto/rekor/v2/entry.proto
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { Candidate } from '../candidate';
import { bytesIn, objectIn, objectsIn, parseObject, textIn, type Json } from '../json';
import { quote } from '../quote';
import { Unverified } from './unverified';

interface Written {
  readonly signature: Buffer | undefined;
  /** PEM or DER. */
  readonly certificate: Buffer | undefined;
  /** Of the payload, where the entry is of an envelope, or else of the signed bytes. */
  readonly digest: Buffer | undefined;
  /** `sha256`, `SHA2_256`. */
  readonly algorithm: string | undefined;
  readonly ofPayload: boolean;
}

/** By kind and version of the body. Versions 0.0.2 of the first two are those of Rekor 2. */
const readers: Readonly<Record<string, (spec: Json) => Written>> = {
  'hashedrekord 0.0.1': (spec) => {
    const signature = objectIn(spec, 'signature');
    return { signature: bytesIn(signature, 'content'), certificate: bytesIn(objectIn(signature, 'publicKey'), 'content'), ...hexDigest(objectIn(objectIn(spec, 'data'), 'hash')), ofPayload: false };
  },
  'hashedrekord 0.0.2': (spec) => {
    const record = objectIn(spec, 'hashedRekordV002');
    return { ...verified(objectIn(record, 'signature')), ...digest(objectIn(record, 'data')), ofPayload: false };
  },
  'dsse 0.0.1': (spec) => {
    const signature = onlyIn(spec, 'signatures');
    return { signature: bytesIn(signature, 'signature'), certificate: bytesIn(signature, 'verifier'), ...hexDigest(objectIn(spec, 'payloadHash')), ofPayload: true };
  },
  'dsse 0.0.2': (spec) => {
    const envelope = objectIn(spec, 'dsseV002');
    return { ...verified(onlyIn(envelope, 'signatures')), ...digest(objectIn(envelope, 'payloadHash')), ofPayload: true };
  },
  'intoto 0.0.2': (spec) => {
    const content = objectIn(spec, 'content');
    const signature = onlyIn(objectIn(content, 'envelope'), 'signatures');
    // Encoded twice.
    const inner = bytesIn(signature, 'sig')?.toString('latin1') ?? '';
    return { signature: bytesIn({ inner }, 'inner'), certificate: bytesIn(signature, 'publicKey'), ...hexDigest(objectIn(content, 'payloadHash')), ofPayload: true };
  },
};

/** An empty object where there is none, or more than one. */
function onlyIn(object: Json, key: string): Json {
  const all = objectsIn(object, key);
  return all.length === 1 ? all[0]! : {};
}

function verified(signature: Json): Pick<Written, 'signature' | 'certificate'> {
  return { signature: bytesIn(signature, 'content'), certificate: bytesIn(objectIn(objectIn(signature, 'verifier'), 'x509Certificate'), 'rawBytes') };
}

function hexDigest(hash: Json): Pick<Written, 'digest' | 'algorithm'> {
  return { digest: Buffer.from(textIn(hash, 'value') ?? '', 'hex'), algorithm: textIn(hash, 'algorithm') };
}

function digest(hash: Json): Pick<Written, 'digest' | 'algorithm'> {
  return { digest: bytesIn(hash, 'digest'), algorithm: textIn(hash, 'algorithm') };
}

const digests: Readonly<Record<string, string>> = { sha256: 'sha256', SHA2_256: 'sha256', sha384: 'sha384', SHA2_384: 'sha384', sha512: 'sha512', SHA2_512: 'sha512' };

/**
 * @param certificate of the signature, in DER
 * @throws Unverified
 */
export function checkBody(body: Buffer, { bytes, payload, signature }: Pick<Candidate, 'bytes' | 'payload' | 'signature'>, certificate: Buffer): void {
  const { spec, kind } = read(body);
  const reader = Object.hasOwn(readers, kind) ? readers[kind]! : undefined;
  if (!reader) throw new Unverified(`Its entry of the transparency log is of a kind that is not read here (${quote(kind)}). "cosign verify" may read it.`, 'unchecked');
  const written = reader(spec);
  const algorithm = Object.hasOwn(digests, written.algorithm ?? '') ? digests[written.algorithm!]! : undefined;
  const of = written.ofPayload ? payload : bytes;
  const same = written.signature?.equals(signature) === true && isCertificate(written.certificate, certificate) && algorithm !== undefined && of !== undefined && written.digest?.equals(createHash(algorithm).update(of).digest()) === true;
  if (!same) throw new Unverified('The entry of the transparency log beside it is that of another signature. Have the image signed again.');
}

function read(body: Buffer): { readonly spec: Json; readonly kind: string } {
  try {
    const whole = parseObject(body);
    return { spec: objectIn(whole, 'spec'), kind: `${textIn(whole, 'kind') ?? ''} ${textIn(whole, 'apiVersion') ?? ''}`.trim() };
  } catch {
    throw new Unverified('Its entry of the transparency log cannot be read. Have the image signed again.');
  }
}

function isCertificate(written: Buffer | undefined, der: Buffer): boolean {
  try {
    return written !== undefined && new X509Certificate(written).raw.equals(der);
  } catch {
    return false;
  }
}
