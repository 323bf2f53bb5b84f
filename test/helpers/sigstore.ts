/**
 * An instance of Sigstore in a few lines: a certificate authority (Fulcio), a log of its certificates, a transparency log (Rekor) and a timestamp authority, with keys of their own.
 * It makes what they make, and each thing wrongly where a test wants that.
 */
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { bits, context, der, flag, generalizedTime, integer, octets, oid, sequence, set, utcTime, utf8 } from './der';
import { json, signed, simpleLayer, type KeyPair, type Layer } from './signatures';

/** When everything is made, unless a test says another time. */
export const madeAt = new Date('2026-11-30T12:00:00Z');
export const issuer = 'https://token.actions.githubusercontent.com';
export const subject = 'https://github.com/acme/app/.github/workflows/release.yml@refs/heads/main';

export interface CertificateOptions {
  /** A URI; `mail:…` and `user:…` are the other kinds of names. */
  readonly subjects?: readonly string[];
  /** Empty: it is not said. */
  readonly issuer?: string;
  /** In the older extension, as bare text; absent: as the other. */
  readonly olderIssuer?: string;
  /** Of ten minutes; absent: at `madeAt`. */
  readonly from?: Date;
  /** Of the certificate's log: its own, that of nobody known, one over something else, or none. */
  readonly timestamp?: 'good' | 'unknown' | 'wrong' | 'none';
  /** Extended use: an object identifier. */
  readonly use?: string;
  /** Keeps the authority's name and key identifier, and signs with another key. */
  readonly forged?: boolean;
  readonly more?: readonly Buffer[];
}

export interface Certified extends KeyPair {
  readonly der: Buffer;
  readonly pem: string;
}

export interface Logged {
  readonly logID: Buffer;
  readonly logIndex: number;
  readonly integratedTime: number;
  readonly body: Buffer;
  readonly promise: Buffer;
  readonly proof: { readonly logIndex: number; readonly treeSize: number; readonly hashes: readonly Buffer[]; readonly checkpoint: string };
}

export const ecdsaSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const sha256Name = oid('2.16.840.1.101.3.4.2.1');
const codeSigning = '1.3.6.1.5.5.7.3.3';

export class FakeSigstore {
  readonly authority = newKey();
  readonly certificateLog = newKey();
  readonly log = newKey();
  readonly timestampAuthority = newKey();
  private readonly root: Buffer;
  private readonly stamper: Buffer;

  constructor(readonly name = 'fake') {
    this.root = this.authorityCertificate();
    this.stamper = certificateOf({ by: this.authority, issuer: this.name, subject: `${this.name} time`, key: this.timestampAuthority, from: yearsFrom(-1), to: yearsFrom(1), extensions: [keyIdentifier(this.authority)] });
  }

  /** As JSON, as `cosign trusted-root create` writes it. */
  trustedRoot(change: (root: Record<string, any>) => void = () => undefined): string { // eslint-disable-line @typescript-eslint/no-explicit-any
    const validFor = (): unknown => ({ start: yearsFrom(-1).toISOString() });
    const log = (key: KeyObject, baseUrl: string): unknown => ({ baseUrl, hashAlgorithm: 'SHA2_256', publicKey: { rawBytes: spki(key).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: validFor() }, logId: { keyId: sha256(spki(key)).toString('base64') } });
    const authority = (...certificates: readonly Buffer[]): unknown => ({ subject: { organization: this.name, commonName: this.name }, uri: 'https://fulcio.example.com', certChain: { certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })) }, validFor: validFor() });
    const root = {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [log(this.log, 'https://rekor.example.com')], ctlogs: [log(this.certificateLog, 'https://ctfe.example.com')],
      certificateAuthorities: [authority(this.root)], timestampAuthorities: [authority(this.stamper, this.root)],
    };
    change(root);
    return JSON.stringify(root);
  }

  certify({ subjects = [subject], issuer: by = issuer, olderIssuer = by, from = madeAt, timestamp = 'good', use = codeSigning, forged, more = [] }: CertificateOptions = {}): Certified {
    const key = newKey();
    const extensions = [
      extension('2.5.29.15', der(0x03, Buffer.from([7, 0x80])), true), extension('2.5.29.37', sequence(oid(use))), keyIdentifier(this.authority),
      ...(subjects.length > 0 ? [extension('2.5.29.17', sequence(...subjects.map(generalName)), true)] : []),
      ...(olderIssuer === '' ? [] : [extension('1.3.6.1.4.1.57264.1.1', Buffer.from(olderIssuer))]),
      ...(by === '' ? [] : [extension('1.3.6.1.4.1.57264.1.8', utf8(by))]),
      ...more,
    ];
    const common = { by: forged ? newKey() : this.authority, issuer: this.name, subject: '', key, from, to: new Date(from.getTime() + 600_000) };
    const logged = timestamp === 'none' ? [] : [extension('1.3.6.1.4.1.11129.2.4.2', octets(this.certificateTimestamps(toBeSigned({ ...common, extensions }), from, timestamp)))];
    const made = certificateOf({ ...common, extensions: [...extensions, ...logged] });
    return { der: made, pem: pem(made), privateKey: key, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString() };
  }

  /** An entry of the transparency log, among others. */
  enter(body: Buffer, { at = madeAt, among = 5, index = 3 } = {}): Logged {
    const logID = sha256(spki(this.log));
    const [integratedTime, logIndex] = [Math.floor(at.getTime() / 1000), 1000 + index];
    const leaves = Array.from({ length: among }, (_, each) => sha256(Buffer.from([0]), each === index ? body : Buffer.from(`${each}`)));
    const note = `rekor.example.com - 1\n${among}\n${treeHash(leaves).toString('base64')}\n`;
    const signature = Buffer.concat([logID.subarray(0, 4), signWith(this.log, Buffer.from(note))]);
    return {
      logID, logIndex, integratedTime, body,
      promise: signWith(this.log, json({ body: body.toString('base64'), integratedTime, logID: logID.toString('hex'), logIndex })),
      proof: { logIndex: index, treeSize: among, hashes: path(leaves, index), checkpoint: `${note}\n\u2014 rekor.example.com ${signature.toString('base64')}\n` },
    };
  }

  /** The answer of the timestamp authority (RFC 3161). */
  stamp(signature: Buffer, at = madeAt): Buffer {
    const info = sequence(integer(1), oid('1.2.3.4'), sequence(sequence(sha256Name), octets(sha256(signature))), integer(1), generalizedTime(at));
    const infoType = oid('1.2.840.113549.1.9.16.1.4');
    const attributes = [sequence(oid('1.2.840.113549.1.9.3'), set(infoType)), sequence(oid('1.2.840.113549.1.9.4'), set(octets(sha256(info))))];
    const signer = sequence(integer(1), sequence(nameOf(this.name), integer(7)), sequence(sha256Name), context(0, ...attributes), ecdsaSha256, octets(signWith(this.timestampAuthority, set(...attributes))));
    const signed = sequence(integer(3), set(sequence(sha256Name)), sequence(infoType, context(0, octets(info))), set(signer));
    return sequence(sequence(integer(0)), sequence(oid('1.2.840.113549.1.7.2'), context(0, signed)));
  }

  private authorityCertificate(): Buffer {
    const extensions = [extension('2.5.29.15', der(0x03, Buffer.from([1, 0x06])), true), extension('2.5.29.19', sequence(flag(true)), true), extension('2.5.29.14', octets(sha256(spki(this.authority)).subarray(0, 20)))];
    return certificateOf({ by: this.authority, issuer: this.name, subject: this.name, key: this.authority, from: yearsFrom(-1), to: yearsFrom(5), extensions });
  }

  /** Signed certificate timestamps (RFC 6962), a list of one. */
  private certificateTimestamps(certificate: Buffer, at: Date, kind: 'good' | 'unknown' | 'wrong'): Buffer {
    const log = kind === 'unknown' ? newKey() : this.certificateLog;
    const when = Buffer.alloc(8);
    when.writeBigUInt64BE(BigInt(at.getTime()));
    const over = Buffer.concat([Buffer.from([0, 0]), when, Buffer.from([0, 1]), sha256(spki(this.authority)), sized(3, certificate), Buffer.from([0, 0])]);
    const signature = signWith(log, kind === 'wrong' ? Buffer.concat([over, over]) : over);
    return sized(2, sized(2, Buffer.concat([Buffer.from([0]), sha256(spki(log)), when, Buffer.from([0, 0]), Buffer.from([4, 3]), sized(2, signature)])));
  }
}

/** What Rekor writes down of a signature, by kind and version. */
export type EntryKind = 'hashedrekord 0.0.1' | 'hashedrekord 0.0.2' | 'dsse 0.0.1' | 'dsse 0.0.2' | 'intoto 0.0.2';

/** `of`: what is hashed, the signed bytes or an envelope's payload. */
export function entryBody(kind: EntryKind, of: Buffer, signature: Buffer, { pem: text, der: raw }: Certified): Buffer {
  const [name, apiVersion] = kind.split(' ') as [string, string];
  const [base64, hash] = [(bytes: Buffer | string): string => Buffer.from(bytes as string).toString('base64'), sha256(of)];
  const hex = { algorithm: 'sha256', value: hash.toString('hex') };
  const second = { content: base64(signature), verifier: { x509Certificate: { rawBytes: base64(raw) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' } };
  const specs: Readonly<Record<EntryKind, unknown>> = {
    'hashedrekord 0.0.1': { data: { hash: hex }, signature: { content: base64(signature), publicKey: { content: base64(text) } } },
    'hashedrekord 0.0.2': { hashedRekordV002: { data: { algorithm: 'SHA2_256', digest: base64(hash) }, signature: second } },
    'dsse 0.0.1': { payloadHash: hex, signatures: [{ signature: base64(signature), verifier: base64(text) }] },
    'dsse 0.0.2': { dsseV002: { payloadHash: { algorithm: 'SHA2_256', digest: base64(hash) }, signatures: [second] } },
    'intoto 0.0.2': { content: { envelope: { signatures: [{ sig: base64(base64(signature)), publicKey: base64(text) }] }, payloadHash: hex } },
  };
  return json({ apiVersion, kind: name, spec: specs[kind] });
}

/** The annotations in which cosign keeps what belongs to a keyless signature. */
export function annotationsOf({ pem: certificate }: Certified, logged?: Logged, timestamp?: Buffer): Record<string, string> {
  return {
    'dev.sigstore.cosign/certificate': certificate,
    ...(logged && { 'dev.sigstore.cosign/bundle': JSON.stringify({ SignedEntryTimestamp: logged.promise.toString('base64'), Payload: { body: logged.body.toString('base64'), integratedTime: logged.integratedTime, logIndex: logged.logIndex, logID: logged.logID.toString('hex') } }) }),
    ...(timestamp && { 'dev.sigstore.cosign/rfc3161timestamp': JSON.stringify({ SignedRFC3161Timestamp: timestamp.toString('base64') }) }),
  };
}

/** A signature that is good in every way, in cosign's own form. */
export function keylessLayer(sigstore: FakeSigstore, payload: Buffer): Layer {
  const certified = sigstore.certify();
  const signature = signed(payload, certified);
  return simpleLayer(payload, signature, annotationsOf(certified, sigstore.enter(entryBody('hashedrekord 0.0.1', payload, Buffer.from(signature, 'base64'), certified))));
}

/** An entry as bundles hold it; int64 is text in this JSON. */
export function bundledEntry({ logID, logIndex, integratedTime, body, promise, proof }: Logged, parts: readonly ('promise' | 'proof')[] = ['promise', 'proof']): Record<string, unknown> {
  return {
    logIndex: `${logIndex}`, logId: { keyId: logID.toString('base64') }, kindVersion: { kind: 'x', version: 'y' }, canonicalizedBody: body.toString('base64'),
    ...(parts.includes('promise') && { integratedTime: `${integratedTime}`, inclusionPromise: { signedEntryTimestamp: promise.toString('base64') } }),
    ...(parts.includes('proof') && { inclusionProof: { logIndex: `${proof.logIndex}`, treeSize: `${proof.treeSize}`, rootHash: '', hashes: proof.hashes.map((hash) => hash.toString('base64')), checkpoint: { envelope: proof.checkpoint } } }),
  };
}

interface Fields {
  readonly by: KeyObject;
  readonly issuer: string;
  readonly subject: string;
  readonly key: KeyObject;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly Buffer[];
}

function certificateOf(fields: Fields): Buffer {
  const signed = toBeSigned(fields);
  return sequence(signed, ecdsaSha256, bits(signWith(fields.by, signed)));
}

function toBeSigned({ issuer: by, subject: of, key, from, to, extensions }: Fields): Buffer {
  return sequence(context(0, integer(2)), integer(7), ecdsaSha256, nameOf(by), sequence(utcTime(from), utcTime(to)), nameOf(of), spki(key), context(3, sequence(...extensions)));
}

function nameOf(text: string): Buffer {
  return text === '' ? sequence() : sequence(set(sequence(oid('2.5.4.3'), utf8(text))));
}

export function extension(name: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(name), ...(critical ? [flag(true)] : []), octets(value));
}

/** Of the issuer's key. */
function keyIdentifier(key: KeyObject): Buffer {
  return extension('2.5.29.35', sequence(der(0x80, sha256(spki(key)).subarray(0, 20))));
}

function generalName(text: string): Buffer {
  const [, kind, value = ''] = /^(mail|user):(.*)$/.exec(text) ?? [];
  if (kind === 'mail') return der(0x81, Buffer.from(value));
  return kind === 'user' ? context(0, oid('1.3.6.1.4.1.57264.1.7'), context(0, utf8(value))) : der(0x86, Buffer.from(text));
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

function spki(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' });
}

function signWith(key: KeyObject, bytes: Buffer): Buffer {
  return sign('sha256', bytes, key);
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

function yearsFrom(years: number): Date {
  return new Date(madeAt.getTime() + years * 365 * 86_400_000);
}

export function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** As TLS writes it: the length in so many bytes before. */
function sized(bytes: number, content: Buffer): Buffer {
  const size = Buffer.alloc(bytes);
  size.writeUIntBE(content.length, 0, bytes);
  return Buffer.concat([size, content]);
}

/** RFC 9162, 2.1.1: by halves of the largest power of two, where the verifier goes from the leaf up. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const half = halfOf(leaves.length);
  return sha256(Buffer.from([1]), treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}

function path(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length === 1) return [];
  const half = halfOf(leaves.length);
  return index < half ? [...path(leaves.slice(0, half), index), treeHash(leaves.slice(half))] : [...path(leaves.slice(half), index - half), treeHash(leaves.slice(0, half))];
}

function halfOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}
