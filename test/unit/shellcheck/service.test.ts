import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { defaultSettings } from '../../../server/src/lint/settings/model';
import { ShellcheckChecker, shellcheckPlace } from '../../../server/src/shellcheck/check';
import { type ServiceOptions, ShellcheckService } from '../../../server/src/shellcheck/client';
import { DiskCache } from '../../../server/src/shellcheck/disk-cache';
import type { ProgramPlace } from '../../../server/src/shellcheck/pool';
import { fakePlace, input, realPlace, scratch } from './support';

const notes = ({ directory }: ProgramPlace): string[] => {
  const file = path.join(directory, 'notes');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

/** Answers every script with one comment whose message is the script. */
const echo = `say({ ready: true });
onScript((text) => { note(text); say({ comments: [{ line: 1, column: 1, code: 1, severity: 'info', message: text }], memory: 0 }); });`;

async function using<T>(place: ProgramPlace, options: ServiceOptions, body: (service: ShellcheckService) => Promise<T>): Promise<T> {
  const service = new ShellcheckService(place, options);
  try {
    return await body(service);
  } finally {
    await service.dispose();
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !condition(); await new Promise(setImmediate)) assert.ok(Date.now() < end, 'in time');
}

const messages = async (service: ShellcheckService, ...texts: string[]): Promise<string[]> =>
  (await service.lint(texts.map((text) => input(text)))).map(({ comments, problem }) => problem ?? comments.map(({ message }) => message).join());

describe('ShellCheck as a service', () => {
  it('answers in the order of the inputs, and asks once for equal ones', async () => {
    const place = fakePlace(echo);
    await using(place, {}, async (service) => {
      assert.deepEqual(await messages(service, 'a', 'b', 'a'), ['a', 'b', 'a']);
      assert.deepEqual(await messages(service, 'b', 'c'), ['b', 'c']);
      assert.deepEqual(notes(place), ['a', 'b', 'c']);
    });
  });

  it('tells scripts of different shells and exclusions apart', async () => {
    const place = fakePlace(echo);
    await using(place, {}, async (service) => {
      await service.lint([input('a', 'sh'), input('a', 'bash'), { ...input('a', 'sh'), exclude: [1] }]);
      assert.equal(notes(place).length, 3);
    });
  });

  it('starts nothing for nothing', async () => {
    const place = fakePlace(`note('started'); ${echo}`);
    await using(place, {}, async (service) => {
      assert.deepEqual(await service.lint([]), []);
      assert.deepEqual(await messages(service, ''), ['']);
    });
    assert.deepEqual(notes(place), []);
  });

  it('starts for scripts to come, once', async () => {
    const place = fakePlace(`note('started'); ${echo}`);
    await using(place, {}, async (service) => {
      service.prepare();
      service.prepare();
      await until(() => notes(place).length > 0);
      assert.deepEqual(await messages(service, 'a'), ['a']);
      assert.deepEqual(notes(place), ['started', 'a']);
    });
  });

  it('uses as many workers as it may and as are worth it', async () => {
    // The many are answered only when a second worker is there, or one would be done with them before.
    const place = fakePlace(`const { readFileSync } = require('node:fs');
note('started'); say({ ready: true });
const started = () => readFileSync(__dirname + '/notes', 'utf8').split('started').length - 1;
onScript(async (text) => { while (text.startsWith('many') && started() < 2) await new Promise((done) => setTimeout(done, 5)); say({ comments: [], memory: 0 }); });`);
    const started = (): number => notes(place).filter((text) => text === 'started').length;
    await using(place, { workers: 3 }, async (service) => {
      await messages(service, 'a', 'b');
      assert.equal(started(), 1);
      await messages(service, ...Array.from({ length: 40 }, (_, i) => `many${i}`));
      assert.ok(started() > 1 && started() <= 3, `${started()} workers`);
    });
  });

  it('forgets the oldest results', async () => {
    const place = fakePlace(echo);
    await using(place, { remembered: 2 }, async (service) => {
      for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) await messages(service, text);
      assert.deepEqual(notes(place), ['a', 'b', 'c', 'b']);
    });
  });

  it('drops what nobody waits for any more', async () => {
    // The first script is answered only when the file is there.
    const place = fakePlace(`const { existsSync } = require('node:fs');
say({ ready: true });
onScript(async (text) => { note(text); while (text === 'slow' && !existsSync(__dirname + '/go')) await new Promise((done) => setTimeout(done, 5)); say({ comments: [], memory: 0 }); });`);
    await using(place, {}, async (service) => {
      const slow = service.lint([input('slow')]);
      const abort = new AbortController();
      const dropped = service.lint([input('a'), input('b')], abort.signal);
      const kept = service.lint([input('b')]);
      abort.abort(new Error('gone'));
      await assert.rejects(dropped, /gone/);
      writeFileSync(path.join(place.directory, 'go'), '');
      await Promise.all([slow, kept]);
      assert.deepEqual(notes(place), ['slow', 'b']);
      await assert.rejects(service.lint([input('c')], AbortSignal.abort(new Error('before'))), /before/);
      await service.lint([input('a')]);
      assert.deepEqual(notes(place), ['slow', 'b', 'a'], 'what was dropped is asked for again');
    });
  });

  it('tries a script once more in a new worker, and says so where that fails too', async () => {
    const place = fakePlace(`say({ ready: true });
onScript((text) => { note(text); if (text === 'fatal') process.exit(3); if (text === 'trap') say({ failure: 'unreachable' }); else say({ comments: [], memory: 0 }); });`);
    await using(place, {}, async (service) => {
      assert.deepEqual(await messages(service, 'a', 'fatal', 'trap', 'b'), ['', 'ShellCheck failed, twice: its thread ended with status 3', 'ShellCheck failed, twice: unreachable', '']);
      assert.deepEqual(notes(place), ['a', 'fatal', 'fatal', 'trap', 'trap', 'b']);
    });
  });

  it('recovers where the second try succeeds', async () => {
    const place = fakePlace(`const { existsSync, writeFileSync } = require('node:fs');
say({ ready: true });
onScript((text) => { if (!existsSync(__dirname + '/once')) { writeFileSync(__dirname + '/once', ''); throw new Error('once'); } say({ comments: [], memory: 0 }); });`);
    await using(place, {}, async (service) => assert.deepEqual(await messages(service, 'a'), ['']));
  });

  it('gives up on a script that takes too long, not on the others', async () => {
    const place = fakePlace(`say({ ready: true });
onScript((text) => { while (text === 'endless'); say({ comments: [], memory: 0 }); });`);
    await using(place, { limit: 300 }, async (service) => assert.deepEqual(await messages(service, 'a', 'endless', 'b'), ['', 'ShellCheck did not finish within 0.3 seconds.', '']));
  });

  it('replaces a worker that has grown large', async () => {
    const place = fakePlace(`note('started'); say({ ready: true }); onScript(() => say({ comments: [], memory: 1e9 }));`);
    await using(place, {}, async (service) => {
      await messages(service, 'a');
      await messages(service, 'b');
      assert.deepEqual(notes(place), ['started', 'started']);
    });
  });

  it('says what is missing', async () => {
    const missing = { worker: path.join(scratch(), 'no-worker.js'), directory: realPlace().directory };
    await using(missing, {}, (service) => assert.rejects(service.lint([input('a')]), /ShellCheck does not run: Cannot find module .*no-worker\.js/));
    await using({ worker: realPlace().worker, directory: scratch() }, {}, (service) => assert.rejects(service.lint([input('a')]), /ShellCheck does not run: ENOENT.*shellcheck\.wasm/));
    await using(fakePlace(`say({ unable: 'broken' })`), {}, (service) => assert.rejects(service.lint([input('a'), input('b')]), /ShellCheck does not run: broken/));
    await using({ worker: realPlace().worker, directory: fakePlace('').directory }, {}, (service) => assert.rejects(service.lint([input('a')]), /ShellCheck does not run: /));
  });

  it('stops when it is disposed of', async () => {
    const place = fakePlace(`say({ ready: true }); onScript(() => { for (;;); });`);
    const service = new ShellcheckService(place);
    const result = service.lint([input('a'), input('b')]);
    const stopped = assert.rejects(result, /stopped/);
    await service.dispose();
    await stopped;
    await assert.rejects(service.lint([input('c')]), /stopped/);
  });
});

describe('results on disk', () => {
  const withCache = (place: ProgramPlace, folder: string) => ({ cache: new DiskCache(folder, place.directory) });

  it('serve the next process', async () => {
    const place = fakePlace(echo);
    const folder = path.join(scratch(), 'made', 'when needed');
    await using(place, withCache(place, folder), async (service) => assert.deepEqual(await messages(service, 'a', 'b'), ['a', 'b']));
    await using(place, withCache(place, folder), async (service) => assert.deepEqual(await messages(service, 'b', 'c'), ['b', 'c']));
    assert.deepEqual(notes(place), ['a', 'b', 'c']);
    await using(place, withCache(place, folder), async (service) => assert.deepEqual(await messages(service, 'a', 'b', 'c'), ['a', 'b', 'c']));
    assert.deepEqual(notes(place), ['a', 'b', 'c']);
  });

  it('make it unlikely that ShellCheck has to be started', async () => {
    const place = fakePlace(`note('started'); ${echo}`);
    const folder = scratch();
    await using(place, withCache(place, folder), (service) => messages(service, 'a'));
    const other = fakePlace(`note('started'); ${echo}`);
    await using(place, withCache(place, folder), (service) => {
      service.prepare();
      return using(other, withCache(other, scratch()), async (empty) => {
        empty.prepare();
        await until(() => notes(other).length > 0);
      });
    });
    assert.deepEqual(notes(place), ['started', 'a']);
  });

  it('are those of the same program only', async () => {
    const place = fakePlace(echo);
    const folder = scratch();
    await using(place, withCache(place, folder), (service) => messages(service, 'a'));
    writeFileSync(path.join(place.directory, 'shellcheck.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 1, 0));
    await using(place, withCache(place, folder), (service) => messages(service, 'a'));
    assert.deepEqual(notes(place), ['a', 'a']);
  });

  it('are no matter where they are damaged, foreign or cannot be written', async () => {
    for (const content of ['', '{', '[]', '{"program":1,"entries":{}}', 'x'.repeat(100)]) {
      const place = fakePlace(echo);
      const folder = scratch();
      writeFileSync(path.join(folder, 'shellcheck.json'), content);
      await using(place, withCache(place, folder), async (service) => assert.deepEqual(await messages(service, 'a'), ['a']));
      assert.ok(readFileSync(path.join(folder, 'shellcheck.json'), 'utf8').includes('"a"'));
    }
    const place = fakePlace(echo);
    const blocked = path.join(scratch(), 'file');
    writeFileSync(blocked, '');
    await using(place, withCache(place, path.join(blocked, 'folder')), async (service) => assert.deepEqual(await messages(service, 'a'), ['a']));
    const folder = scratch();
    mkdirSync(path.join(folder, 'shellcheck.json'));
    await using(place, withCache(place, folder), async (service) => assert.deepEqual(await messages(service, 'a'), ['a']));
  });
});

describe('ShellCheck itself', () => {
  let checker: ShellcheckChecker;
  const problems: string[] = [];
  before(() => (checker = new ShellcheckChecker(realPlace(), {}, (_uri, line, problem) => problems.push(`${line}: ${problem}`))));
  after(() => checker.dispose());

  /** `SC2086 slice`. */
  const check = async (text: string): Promise<string[]> => {
    const model = parseDockerfile(text, 'file:///Dockerfile');
    const { source } = model;
    return (await checker.check(model, defaultSettings)).map(({ rule, range }) => `${rule.slice(11)} ${source.slice({ start: source.offsetAt(range.start), end: source.offsetAt(range.end) })}`);
  };

  it('finds what is wrong, where it is', async () => {
    assert.deepEqual(await check('FROM debian:12\nRUN echo $a; \\\n  # comment\n  cd "b"; ls $c\nCMD echo $(x)\n'), ['SC2154 $a', 'SC2086 $a', 'SC2164 cd "b"', 'SC2154 $c', 'SC2086 $c', 'SC2046 $(x)', 'SC2005 $(x)']);
  });

  it('knows ARG and ENV', async () => {
    assert.deepEqual(await check('FROM debian:12\nARG version=1\nENV home=/x\nRUN echo "$version" "$home" "$unset" $home "$http_proxy"\n'), ['SC2154 $unset']);
  });

  it('knows the shell', async () => {
    const local = 'RUN f() { local x=1; echo "$x"; }; f\n';
    assert.deepEqual(await check(`FROM debian:12\n${local}`), []);
    assert.deepEqual(await check(`FROM alpine\n${local}`), []);
    assert.deepEqual(await check(`FROM example.org/x\n${local}`), ['SC3043 local x']);
    assert.deepEqual(await check('FROM debian:12\nRUN [[ -n "$X" ]]\n'), ['SC3010 [[ -n "$X" ]]']);
    assert.deepEqual(await check('FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN [[ -n "$X" ]]\n'), []);
    assert.deepEqual(await check('FROM debian:12\nRUN cd /x\n'), ['SC2164 cd /x']);
    assert.deepEqual(await check('FROM debian:12\nSHELL ["/bin/sh", "-ec"]\nRUN cd /x\n'), []);
  });

  it('says nothing of what is only true of files', async () => {
    assert.deepEqual(await check('FROM debian:12\nSHELL ["/bin/bash", "-e", "-x", "-c"]\nRUN . /etc/os-release && . "$X" && echo "$ID"\nRUN <<EOF\n#!/bin/bash\ntrue\nEOF\n'), []);
  });

  it('reads heredocs', async () => {
    assert.deepEqual(await check('FROM debian:12\nRUN <<EOF\nset -e\n  echo $X\nEOF\nRUN <<EOF\n#!/usr/bin/env bash\n[[ $X ]] && echo $Y\nEOF\nRUN cat <<EOF > x\n$Z $(echo `y`)\nEOF\n'), ['SC2086 $X', 'SC2086 $Y', 'SC2046 `y`', 'SC2005 `y`', 'SC2006 `y`']);
  });

  it('says what is wrong in a script that does not parse', async () => {
    const found = await check('FROM debian:12\nRUN if true; then echo\n');
    assert.ok(found.some((text) => /^SC1\d{3} /.test(text)), found.join());
  });

  it('takes any text', async () => {
    for (const text of ['RUN \u0000\uD800', 'RUN "', "RUN '", 'RUN $((', 'RUN <<EOF\n${', `RUN ${'('.repeat(200)}`, 'RUN é𝒳\t$x', 'RUN `\\`', 'RUN \r']) await check(`FROM debian:12\n${text}`);
    assert.deepEqual(problems, []);
  });

  it('stands beside the bundles', () => assert.deepEqual(shellcheckPlace('/x'), { worker: path.join('/x', 'shellcheck-worker.js'), directory: path.join('/x', 'shellcheck') }));
});
