import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
const compiled = path.join(root, 'server/src/start/compiled.ts');

/** Each run is a process, as it is with users: V8 takes code from a file once in a process at most. */
describe('the compiled code of a bundle', () => {
  let directory: string;
  let bundle: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'plimsoll-code-'));
    bundle = path.join(directory, 'bundle.js');
    write('one');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  function write(word: string): void {
    writeFileSync(bundle, `const { sep } = require('node:path'); exports.done = true; console.log(${JSON.stringify(word)}, sep, module.exports === exports, __filename, __dirname);\n`);
  }

  function run(cacheHome = path.join(directory, 'cache'), script = `require(${JSON.stringify(compiled)}).runCompiled(${JSON.stringify(bundle)}, 'test');`): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', tsx, '--input-type=commonjs', '--eval', script], {
      encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cacheHome, LOCALAPPDATA: cacheHome, HOME: cacheHome },
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    return stdout;
  }

  const says = (word: string): string => `${word} ${path.sep} true ${bundle} ${directory}\n`;

  /** The one file of code. */
  function kept(): string {
    const files = readdirSync(path.join(directory, 'cache'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'));
    assert.equal(files.length, 1, files.join(', '));
    return path.join(directory, 'cache', files[0]!);
  }

  /** Tells one writing of the file from another. */
  const writing = (): number => statSync(kept()).ino;

  it('is kept by the first run and taken by the next', () => {
    assert.equal(run(), says('one'));
    const first = writing();
    assert.equal(run(), says('one'));
    assert.equal(writing(), first, 'the code was not taken: it was made and written again');
  });

  it('is taken by a process that has changed the flags of its heap meanwhile', () => {
    const heap = path.join(root, 'server/src/lsp/node/heap.ts');
    const script = `const { underFlagsOfStart } = require(${JSON.stringify(heap)}); require(${JSON.stringify(compiled)}).runCompiled(${JSON.stringify(bundle)}, 'test', underFlagsOfStart);`;
    // Much that is alive while it is collected makes the heap grow.
    writeFileSync(bundle, 'const alive = []; for (let i = 0; i < 4e5; i++) alive.push({ i }); setTimeout(() => console.log(alive.length), 100);\n');
    assert.equal(run(undefined, script), '400000\n');
    const first = writing();
    assert.equal(run(undefined, script), '400000\n');
    assert.equal(writing(), first, 'the code was not taken: it was made and written again');
  });

  it('is not taken for another bundle of the same length', () => {
    run();
    write('two');
    assert.equal(run(), says('two'));
    const second = writing();
    assert.equal(run(), says('two'));
    assert.equal(writing(), second);
  });

  it('is made again where its file is damaged', () => {
    run();
    const whole = readFileSync(kept());
    const flipped = Buffer.from(whole);
    flipped[whole.length - 100]! ^= 0xff;
    for (const damaged of [whole.subarray(0, 10), whole.subarray(0, whole.length - 1), flipped, Buffer.alloc(0)]) {
      writeFileSync(kept(), damaged);
      assert.equal(run(), says('one'));
      assert.equal(readFileSync(kept()).length, whole.length);
    }
  });

  it('is not taken where others may have written it', function () {
    if (process.getuid === undefined) this.skip();
    run();
    const first = writing();
    chmodSync(kept(), 0o666);
    assert.equal(run(), says('one'));
    assert.notEqual(writing(), first);
    assert.equal(statSync(kept()).mode & 0o777, 0o600);
  });

  it('is done without where it cannot be kept', () => {
    assert.equal(run(bundle), says('one'));
  });
});
