/**
 * Whether a transparency log (Rekor) holds an entry: by its promise, or by the path from the entry to a root that it has signed.
 * https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2
 * https://github.com/C2SP/C2SP/blob/main/tlog-checkpoint.md
 *
 * @sigstore/verify does this too, but gives Node no digest for ECDSA. OpenSSL then takes SHA-256; BoringSSL, with which VS Code's own Node is built, refuses every signature.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { madeBy } from '../keys';
import type { InclusionProof, LogEntry } from '../proof';
import { Unverified } from './unverified';

export interface TransparencyLog {
  /** Names it by its key. */
  readonly logID: Buffer;
  readonly publicKey: KeyObject;
}

/** @throws Unverified */
export function checkIncluded(entry: LogEntry, log: TransparencyLog): void {
  if (!entry.promise && !entry.inclusion) throw new Unverified('Nothing shows that the transparency log holds its entry. Have the image signed again.');
  if (entry.promise && !hasPromised(log, entry, entry.promise)) throw new Unverified('The transparency log has not signed its entry, or that was changed. Have the image signed again.');
  if (entry.inclusion && !isIncluded(entry.body, entry.inclusion, log)) throw new Unverified('The proof that the transparency log holds its entry is wrong. Have the image signed again.');
}

/** The promise is over JSON in its canonical form: sorted keys, no space. */
function hasPromised(log: TransparencyLog, { body, time, log: id, index }: LogEntry, promise: Buffer): boolean {
  const signed = JSON.stringify({ body: body.toString('base64'), integratedTime: time, logID: id.toString('hex'), logIndex: index });
  return hasSigned(log, Buffer.from(signed), promise);
}

function isIncluded(body: Buffer, { index, hashes, checkpoint }: InclusionProof, log: TransparencyLog): boolean {
  const tree = signedTree(checkpoint, log);
  return tree !== undefined && rootFrom(body, index, tree.size, hashes)?.equals(tree.root) === true;
}

interface Tree {
  /** Entries in it. */
  readonly size: number;
  readonly root: Buffer;
}

/** Of a checkpoint: a note of origin, size and root, an empty line, and lines with signatures of the log and of witnesses. Undefined where the log has not signed it. */
function signedTree(checkpoint: string, log: TransparencyLog): Tree | undefined {
  const end = checkpoint.indexOf('\n\n') + 1;
  const note = checkpoint.slice(0, end);
  const [origin, size = '', root = ''] = note.split('\n');
  if (!origin || !/^(?:0|[1-9]\d{0,15})$/.test(size) || !/^[\w+/]+={0,2}$/.test(root)) return undefined;
  const signed = checkpoint.slice(end + 1).split('\n').some((line) => {
    const [, signature] = /^\u2014 [^ +]+ ([\w+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(signature ?? '', 'base64');
    // Each begins with what its key is known by.
    return bytes.subarray(0, keyHint).equals(log.logID.subarray(0, keyHint)) && hasSigned(log, Buffer.from(note), bytes.subarray(keyHint));
  });
  return signed ? { size: Number(size), root: Buffer.from(root, 'base64') } : undefined;
}

/** In bytes. */
const keyHint = 4;

function hasSigned({ publicKey }: TransparencyLog, bytes: Buffer, signature: Buffer): boolean {
  return madeBy({ name: 'log', key: publicKey }, bytes, signature);
}

/** The root of the tree that holds the leaf at that place, beside these branches; undefined where there is no such place, or not as many branches. */
function rootFrom(leaf: Buffer, index: number, size: number, hashes: readonly Buffer[]): Buffer | undefined {
  if (index >= size) return undefined;
  // Bits of either are more than a number's operators take.
  let [at, last] = [BigInt(index), BigInt(size) - 1n];
  let hash = sha256(leafPrefix, leaf);
  for (const other of hashes) {
    if (last === 0n) return undefined;
    const onTheRight = isOdd(at);
    if (onTheRight || at === last) {
      hash = sha256(nodePrefix, other, hash);
      // A right edge that has no neighbour goes up as it is.
      while (!isOdd(at) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else {
      hash = sha256(nodePrefix, hash, other);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n ? hash : undefined;
}

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

function isOdd(number: bigint): boolean {
  return (number & 1n) === 1n;
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
