/**
 * Runs a bundle with the code that V8 compiled of it in an earlier run. Of the third of a second that linting one file takes, a third is V8 reading 1.3 MB of JavaScript and compiling
 * what is called, the same in every run. (Node's own `module.enableCompileCache` does this from version 22 on, for all of a process's modules; Plimsoll runs on 20 too.)
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { codeCacheDirectory } from '../files/directories';
import { keepFile } from '../files/kept';

/** Before the code in its file: the digest of the bundle, and that of the code. V8 itself compares no more than lengths. */
const digestBytes = 32;
const headerBytes = 2 * digestBytes;
/** When a server has shown its first findings, in milliseconds after its start. */
const leisureMs = 1000;

/**
 * Runs a CommonJS bundle as `require` would, once. The code is kept when the process ends, or once it has run for a while: V8 drops code that was not called for long.
 *
 * @param file absolute path of the bundle
 * @param purpose keeps apart the code of runs that call other functions: what is not called is not compiled, and not kept
 * @param underFlags calls back under the flags of V8 that the next run will have when it asks for the code; for processes that change them as they run
 */
export function runCompiled(file: string, purpose: string, underFlags = (make: () => Buffer): Buffer => make()): void {
  const source = readFileSync(file, 'utf8');
  const sourceDigest = digest(source);
  // The version is in the name, so that two programs (Node, and an editor's) do not take turns in throwing each other's away.
  const cache = path.join(codeCacheDirectory(), `${path.basename(file, '.js')}-${purpose}-v8-${process.versions.v8}-${process.arch}.bin`);
  const cachedData = read(cache, sourceDigest);
  const script = new Script(Module.wrap(source), { filename: file, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) {
    atLeisure(() => {
      const code = underFlags(() => script.createCachedData());
      keepFile(cache, Buffer.concat([sourceDigest, digest(code), code]));
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as BundleFunction)(module.exports, createRequire(file), module, file, path.dirname(file));
}

type BundleFunction = (exports: object, require: NodeJS.Require, module: { exports: object }, filename: string, dirname: string) => void;

function atLeisure(action: () => void): void {
  const timer = setTimeout(() => {
    process.off('exit', action);
    action();
  }, leisureMs);
  timer.unref();
  process.once('exit', action);
}

/** Code that was kept of just this bundle and that nobody else can have written; undefined where there is none. */
function read(cache: string, sourceDigest: Buffer): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(cache, 'r');
    const { uid, mode } = fstatSync(descriptor);
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const kept = readFileSync(descriptor);
    const code = kept.subarray(headerBytes);
    const isWhole = kept.subarray(0, digestBytes).equals(sourceDigest) && kept.subarray(digestBytes, headerBytes).equals(digest(code));
    return isWhole ? code : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function digest(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
