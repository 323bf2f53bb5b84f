import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { DamagedError } from '../../server/src/scan/errors';
import { DecompressingSink, detectCompression, type Expansion } from '../../server/src/scan/layers/decompress';
import { defaultLimits, type Limits } from '../../server/src/scan/limits';
import { zstdFrame } from '../helpers/image-builder';
import { skip } from '../helpers/skip';

interface Options {
  readonly chunk?: number;
  readonly limits?: Partial<Limits>;
  readonly expansion?: Expansion;
  /** What the target does with a part. */
  readonly onPart?: (part: Buffer) => Promise<void> | void;
}

async function uncompress(bytes: Buffer, { chunk = 10_000, limits = {}, expansion = { bytes: 0 }, onPart }: Options = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sink = new DecompressingSink(
    {
      write: (part) => {
        parts.push(Buffer.from(part));
        return onPart?.(part);
      },
      end: () => undefined,
      destroy: () => undefined,
    },
    { ...defaultLimits, ...limits },
    expansion,
  );
  try {
    for (let at = 0; at < bytes.length; at += chunk) {
      // A copy that is wiped afterwards: a sink may not look at a chunk once it has taken it.
      const part = Buffer.from(bytes.subarray(at, at + chunk));
      await sink.write(part);
      part.fill(0xee);
    }
    await sink.end();
  } catch (error) {
    sink.destroy();
    throw error;
  }
  return Buffer.concat(parts);
}

const damaged = (pattern: RegExp) => (error: unknown) => error instanceof DamagedError && pattern.test(error.message);

/** Text that compresses, but not to nothing. */
const text = Buffer.from(Array.from({ length: 40_000 }, (_, i) => `line ${(i * 7919) % 10_007}\n`).join(''));

/** 20,000 times "plimsoll " in one compressed block with a checksum, as the zstd tool (1.5.4, level 19) writes it. */
const compressedBlock = Buffer.from('KLUv/QRojAAASHBsaW1zb2xsIAEA9P/MyxFFAAAAAQAdP+oFCILLCQU=', 'base64');

describe('decompression', () => {
  it('is chosen by the first bytes', () => {
    assert.equal(detectCompression(gzipSync('x')), 'gzip');
    assert.equal(detectCompression(zstdFrame(Buffer.from('x'))), 'zstd');
    assert.equal(detectCompression(Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0, 0])), 'zstd');
    assert.equal(detectCompression(Buffer.from('etc/passwd')), 'none');
    assert.equal(detectCompression(Buffer.alloc(0)), 'none');
    assert.throws(() => detectCompression(Buffer.from('BZh91AY')), damaged(/compressed with bzip2, which is not supported; gzip and zstd are/));
    assert.throws(() => detectCompression(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])), damaged(/compressed with xz/));
  });

  it('gives the bytes back, in whatever chunks they come', async () => {
    const forms = { plain: text, gzip: gzipSync(text), members: Buffer.concat([gzipSync(text.subarray(0, 1000)), gzipSync(text.subarray(1000))]), zstd: zstdFrame(text) };
    for (const [name, bytes] of Object.entries(forms)) {
      for (const chunk of [97, 3000, 1_000_000]) {
        assert.ok((await uncompress(bytes, { chunk })).equals(text), `${name} in chunks of ${chunk}`);
      }
    }
    assert.equal((await uncompress(Buffer.alloc(0))).length, 0);
    assert.equal((await uncompress(Buffer.from('ab'))).toString(), 'ab');
  });

  it('reads compressed blocks, checksums and runs of zstd', async () => {
    for (const chunk of [1, 3, 1000]) {
      assert.equal((await uncompress(compressedBlock, { chunk })).toString(), 'plimsoll '.repeat(20_000));
    }
    // One run-length block: 100,000 times "z", from one byte.
    const run = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38, 0, 0, 0, 0x7a]);
    run.writeUIntLE((100_000 << 3) | 2 | 1, 6, 3);
    assert.equal((await uncompress(run)).toString(), 'z'.repeat(100_000));
  });

  it('reads all frames of zstd, among them skippable ones', async () => {
    const skippable = Buffer.concat([Buffer.from([0x53, 0x2a, 0x4d, 0x18, 5, 0, 0, 0]), Buffer.from('table')]);
    const frames = Buffer.concat([skippable, zstdFrame(Buffer.from('one ')), skippable, zstdFrame(Buffer.alloc(0)), compressedBlock, zstdFrame(Buffer.from('two'))]);
    for (const chunk of [1, 2, 19, 10_000]) {
      assert.equal((await uncompress(frames, { chunk })).toString(), `one ${'plimsoll '.repeat(20_000)}two`);
    }
  });

  it('says so wherever a stream is cut off', async () => {
    const gzip = gzipSync('a text that is long enough');
    assert.equal((await uncompress(gzip, { chunk: 1 })).toString(), 'a text that is long enough');
    for (let length = 2; length < gzip.length; length++) {
      await assert.rejects(uncompress(gzip.subarray(0, length)), damaged(/the gzip stream ends too early/), `gzip cut off at ${length}`);
    }
    const zstd = Buffer.concat([zstdFrame(Buffer.from('first')), compressedBlock]);
    const boundary = zstd.length - compressedBlock.length;
    for (let length = 4; length < zstd.length; length++) {
      if (length !== boundary) {
        await assert.rejects(uncompress(zstd.subarray(0, length)), damaged(/the zstd stream ends too early/), `zstd cut off at ${length}`);
      }
    }
  });

  it('says so where a stream is damaged', async () => {
    const gzip = gzipSync(text);
    gzip[5000] = (gzip[5000] as number) ^ 0xff;
    await assert.rejects(uncompress(gzip), damaged(/the gzip stream is damaged/));
    const zstd = Buffer.from(compressedBlock);
    zstd[6] = (zstd[6] as number) | 6;
    await assert.rejects(uncompress(zstd), damaged(/the zstd stream is damaged: a block of no known type/));
    const tables = Buffer.from(compressedBlock);
    tables.fill(0xff, 9, 14);
    await assert.rejects(uncompress(tables), damaged(/the zstd stream is damaged/));
    await assert.rejects(uncompress(Buffer.concat([zstdFrame(Buffer.from('x')), Buffer.from('garbage')])), damaged(/no frame where one must begin/));
  });

  it('stops a gzip bomb by its ratio', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    let most = 0;
    const limits = { freeExpansionBytes: 1_000_000, expansionRatio: 250 };
    await assert.rejects(uncompress(bomb, { limits, onPart: (part) => void (most += part.length) }), damaged(/more than 250 times its size, like a decompression bomb/));
    assert.ok(most < 5_000_000, `${most} bytes were handed on`);
    assert.equal((await uncompress(gzipSync(Buffer.alloc(900_000)), { limits })).length, 900_000, 'small ones may have any ratio');
  });

  it('stops a zstd bomb, block by block', async () => {
    const block = Buffer.alloc(4);
    block.writeUIntLE((131_072 << 3) | 2, 0, 3);
    const bomb = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]), ...Array.from({ length: 2000 }, () => block)]);
    let most = 0;
    await assert.rejects(
      uncompress(bomb, { chunk: 100_000, limits: { freeExpansionBytes: 1_000_000, expansionRatio: 100 }, onPart: (part) => void (most += part.length) }),
      damaged(/like a decompression bomb/),
    );
    assert.ok(most < 5_000_000, `${most} bytes were handed on`);
  });

  it('refuses a zstd window that takes too much memory', async () => {
    const header = (descriptor: number, ...rest: number[]) => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, ...rest, 1, 0, 0]);
    await assert.rejects(uncompress(header(0x00, 0x90)), damaged(/window of 268435456 bytes, more than 134217728/));
    await assert.rejects(uncompress(header(0xe0, 0, 0, 0, 0, 1, 0, 0, 0)), damaged(/window of 4294967296 bytes/));
  });

  it('stops at the limits of a layer and of the image', async () => {
    await assert.rejects(uncompress(text, { limits: { layerBytes: 1000 } }), damaged(/it has more than 1000 bytes/));
    const expansion = { bytes: 0 };
    await uncompress(text, { expansion });
    await assert.rejects(uncompress(gzipSync(text), { expansion, limits: { imageBytes: text.length + 1000 } }), damaged(/layers of the image have more than \d+ bytes together/));
  });

  it('holds back while its target is busy', async () => {
    let busy = 0;
    let most = 0;
    const onPart = async () => {
      busy++;
      most = Math.max(most, busy);
      await new Promise((resolve) => setImmediate(resolve));
      busy--;
    };
    for (const bytes of [gzipSync(text), zstdFrame(text)]) {
      assert.ok((await uncompress(bytes, { onPart })).equals(text));
      assert.equal(most, 1, 'a part came before the last one was dealt with');
    }
  });

  it('passes on what its target throws', async () => {
    for (const bytes of [text, gzipSync(text), zstdFrame(text)]) {
      const failing = () => {
        throw new DamagedError('by the target');
      };
      await assert.rejects(uncompress(bytes, { onPart: failing }), damaged(/^by the target$/));
      await assert.rejects(uncompress(bytes, { onPart: () => Promise.reject(new DamagedError('by the target')) }), damaged(/^by the target$/));
    }
  });

  it('reads what the zstd tool writes', async function () {
    if (spawnSync('zstd', ['--version']).status !== 0) {
      skip(this, 'there is no zstd here');
    }
    for (const args of [['-1'], ['-19'], ['--no-check'], ['--ultra', '-22', '--long=27'], ['-B4096', '-T2']]) {
      const { stdout } = spawnSync('zstd', ['-q', '-c', ...args], { input: text, maxBuffer: 1e9 });
      assert.ok((await uncompress(stdout, { chunk: 1000 })).equals(text), args.join(' '));
    }
  });
});
