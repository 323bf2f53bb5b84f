/**
 * What goes with a keyless signature to show when it was made and that it was logged, as cosign's annotations and Sigstore's bundles hold it. Read, and not yet believed. Pure.
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 * https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_rekor.proto
 */
import { bytesIn, integerIn, MalformedError, objectIn, objectsIn, parseObject, textIn, type Json } from './json';
import { quote } from './quote';

/** An entry of a transparency log (Rekor). */
export interface LogEntry {
  /** Names the log by its key. */
  readonly log: Buffer;
  /** What the log keeps: JSON. */
  readonly body: Buffer;
  /** The number that the log gave it. */
  readonly index: number;
  /** Seconds since 1970; 0 where the log says none. Only the promise signs it. */
  readonly time: number;
  /** The log's signature over all of these, the "signed entry timestamp". */
  readonly promise?: Buffer;
  readonly inclusion?: InclusionProof;
}

/** Shows that an entry is in a tree whose root the log has signed. */
export interface InclusionProof {
  /** Of the entry in the tree. */
  readonly index: number;
  /** Of the tree's other branches, from the entry up. */
  readonly hashes: readonly Buffer[];
  /** The signed note with the tree's size and root. */
  readonly checkpoint: string;
}

export interface SigningProof {
  readonly entries: readonly LogEntry[];
  /** Answers of timestamp authorities (RFC 3161), in DER. */
  readonly timestamps: readonly Buffer[];
}

/** Signers write one or two of each. */
const most = 8;
/** A tree of all entries that a log can number is no deeper. */
const mostHashes = 64;
/** In bytes; those of real authorities have 1 to 6 KB. */
const largestTimestamp = 32 * 1024;

const bundleAnnotation = 'dev.sigstore.cosign/bundle';
const timestampAnnotation = 'dev.sigstore.cosign/rfc3161timestamp';

/**
 * Of cosign's own form, in the annotations of a layer; one entry and one timestamp at most.
 *
 * @throws MalformedError
 */
export function proofInAnnotations(annotations: Json): SigningProof {
  const logged = textIn(annotations, bundleAnnotation);
  const stamped = textIn(annotations, timestampAnnotation);
  return {
    entries: logged === undefined ? [] : [annotatedEntry(parseObject(Buffer.from(logged)))],
    timestamps: stamped === undefined ? [] : [timestamp(parseObject(Buffer.from(stamped)), 'SignedRFC3161Timestamp')],
  };
}

function annotatedEntry(bundle: Json): LogEntry {
  const payload = objectIn(bundle, 'Payload');
  const log = textIn(payload, 'logID') ?? '';
  return entry({
    log: /^(?:[0-9a-f]{2})+$/.test(log) ? Buffer.from(log, 'hex') : undefined,
    body: bytesIn(payload, 'body'),
    index: integerIn(payload, 'logIndex'),
    time: integerIn(payload, 'integratedTime'),
    promise: bytesIn(bundle, 'SignedEntryTimestamp'),
  });
}

/** From 0.2 on, a proof of inclusion must be there; before, it could be, and the promise had to. */
const versions: Readonly<Record<string, { readonly needs: 'promise' | 'inclusion' }>> = { 0.1: { needs: 'promise' }, 0.2: { needs: 'inclusion' }, 0.3: { needs: 'inclusion' } };

/**
 * Of a bundle's `verificationMaterial`.
 *
 * @param version of the bundle's format: `0.3`
 * @throws MalformedError
 */
export function proofInBundle(material: Json, version: string): SigningProof {
  const known = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (!known) throw new MalformedError(`is a keyless signature in a version of the format that is not read (${quote(version)})`);
  const entries = objectsIn(material, 'tlogEntries');
  const timestamps = objectsIn(objectIn(material, 'timestampVerificationData'), 'rfc3161Timestamps');
  if (entries.length > most || timestamps.length > most) throw new MalformedError(`holds more than the ${most} log entries or timestamps that are read`);
  const read = entries.map(bundledEntry);
  if (read.some((one) => one[known.needs] === undefined)) throw new MalformedError(`holds a log entry without its ${known.needs}, which a bundle of version ${version} must have`);
  return { entries: read, timestamps: timestamps.map((one) => timestamp(one, 'signedTimestamp')) };
}

function bundledEntry(one: Json): LogEntry {
  const inclusion = Object.hasOwn(one, 'inclusionProof') ? inclusionIn(objectIn(one, 'inclusionProof')) : undefined;
  return entry({
    log: bytesIn(objectIn(one, 'logId'), 'keyId'),
    body: bytesIn(one, 'canonicalizedBody'),
    index: integerIn(one, 'logIndex') ?? 0,
    time: integerIn(one, 'integratedTime') ?? 0,
    promise: bytesIn(objectIn(one, 'inclusionPromise'), 'signedEntryTimestamp'),
    inclusion,
  });
}

/** Fields that have the value 0 may be left out in this JSON. Undefined where no root is signed, so that nothing is proven: early bundles of version 0.1. */
function inclusionIn(proof: Json): InclusionProof | undefined {
  const { hashes: list = [] } = proof;
  const hashes = Array.isArray(list) && list.length <= mostHashes ? list.map((hash: unknown) => bytesIn({ hash }, 'hash')) : [undefined];
  const index = integerIn(proof, 'logIndex') ?? 0;
  const checkpoint = textIn(objectIn(proof, 'checkpoint'), 'envelope');
  if (checkpoint === undefined) return undefined;
  if (index < 0 || !hashes.every((hash) => hash !== undefined)) throw new MalformedError('holds a log entry whose proof of inclusion cannot be read');
  return { index, hashes, checkpoint };
}

function entry({ log, body, index, time, promise, inclusion }: { readonly [Key in keyof LogEntry]?: LogEntry[Key] | undefined }): LogEntry {
  if (!log || !body || index === undefined || index < 0 || time === undefined || time < 0) throw new MalformedError('holds a log entry without log, body, index or time');
  return { log, body, index, time, ...(promise && { promise }), ...(inclusion && { inclusion }) };
}

function timestamp(object: Json, key: string): Buffer {
  const der = bytesIn(object, key);
  if (!der || der.length > largestTimestamp) throw new MalformedError('holds a timestamp that cannot be read');
  return der;
}
