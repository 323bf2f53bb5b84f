import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { Workplace, type LintOutput, type Run } from './plimsoll';

const dockerfile = [
  '# hadolint global ignore=DL3059', 'FROM debian:latest', '# hadolint ignore=DL3015 # all of them are needed', 'RUN apt-get update && apt-get install -y curl', '# checkov:skip=CKV_DOCKER_2:no need',
  'RUN a', 'RUN b', '# tally ignore=hadolint/DL3002;reason=needs it', 'USER root', 'CMD top', '',
].join('\n');

describe('plimsoll migrate', function () {
  this.timeout(60_000);
  let place: Workplace;
  beforeEach(() => (place = new Workplace()));
  afterEach(() => place.remove());

  const migrate = async (status: number, ...args: string[]): Promise<Run> => {
    const run = await place.run(['migrate', ...args]);
    assert.equal(run.status, status, run.err + run.out);
    return run;
  };
  /** Findings without the places that a comment of another length moves. */
  const found = ({ files }: LintOutput): string[] => files.flatMap(({ path, findings }) => findings.map(finding => `${path}:${finding.range.start.line} ${finding.severity} ${finding.rule}`));

  it('gives the findings that .hadolint.yaml gave, and only those', async () => {
    place.write({ Dockerfile: dockerfile, '.hadolint.yaml': 'ignored: [DL3007, DL3009]\noverride:\n  error: [DL3025]\n  style: [DL3002]\n' });
    const before = found(await place.lint(1));
    assert.ok(before.length > 0 && !before.some(line => line.endsWith(' latest-tag')), before.join('\n'));
    const { out, err } = await migrate(0);
    assert.equal(out, '.plimsoll.yaml: written, 4 settings\n');
    assert.equal(err, '');
    assert.match(place.read('.plimsoll.yaml'), /^# Made by plimsoll migrate from \.hadolint\.yaml\.\nrules:\n/);
    assert.deepEqual(found(await place.lint(1)), before);
    assert.equal((await migrate(0)).out, '.plimsoll.yaml: nothing to add\n');
  });

  it('rewrites comments only when asked to, and they silence the same', async () => {
    place.write({ Dockerfile: dockerfile, '.hadolint.yaml': 'ignored: [DL3007]\n' });
    const before = found(await place.lint(1, '--preset', 'strict'));
    await migrate(0);
    assert.equal(place.read('Dockerfile'), dockerfile);
    place.setMode('Dockerfile', 0o640);
    const { out } = await migrate(0, '--comments', '.');
    assert.match(out, /^Dockerfile: 4 comments rewritten$/m);
    assert.equal(place.mode('Dockerfile'), 0o640);
    assert.deepEqual(place.read('Dockerfile').split('\n').filter(line => line.startsWith('#')), [
      '# plimsoll global ignore=consecutive-run', '# plimsoll ignore=apt-recommends -- all of them are needed', '# plimsoll global ignore=missing-healthcheck -- no need', '# plimsoll ignore=root-user -- needs it',
    ]);
    assert.deepEqual(found(await place.lint(1, '--preset', 'strict')), before);
  });

  it('writes nothing with --dry-run', async () => {
    place.write({ Dockerfile: dockerfile, '.trivyignore': 'AVD-DS-0026\n' });
    const { out } = await migrate(0, '--dry-run', '--comments');
    assert.match(out, /^\.plimsoll\.yaml:\n# Made by .*\nrules:\n {2}missing-healthcheck: off # AVD-DS-0026\n/);
    assert.match(out, /^Dockerfile:3\n- # hadolint ignore=DL3015 # all of them are needed\n\+ # plimsoll ignore=apt-recommends -- all of them are needed\n/m);
    assert.ok(!existsSync(place.path('.plimsoll.yaml')));
    assert.equal(place.read('Dockerfile'), dockerfile);
  });

  it('names files that cannot be read with their place, and migrates the others', async () => {
    place.write({ '.hadolint.yaml': 'ignored: [DL3008\n', 'tally.toml': '[rules\n', '.checkov.yaml': 'skip-check: [CKV_DOCKER_2, CKV_AWS_1]\n' });
    const { out, err } = await migrate(2);
    assert.match(err, /^\.hadolint\.yaml:\d+:\d+: This is not YAML: .+\. Put it right and run this again: nothing of this file was carried over\.$/m);
    assert.match(err, /^tally\.toml:\d+:\d+: This is not TOML: .+ Put it right and run this again: nothing of this file was carried over\.$/m);
    assert.match(err, /^\.checkov\.yaml:1:28: No rule of Plimsoll stands for CKV_AWS_1/m);
    assert.equal(out, '.plimsoll.yaml: written, 1 setting\n');
    assert.match(place.read('.plimsoll.yaml'), /^ {2}missing-healthcheck: off # CKV_DOCKER_2$/m);
  });

  it('adds to a .plimsoll.yaml that is there, and leaves a broken one alone', async () => {
    place.write({ '.hadolint.yaml': 'ignored: [DL3008, DL3009]\n', '.plimsoll.yaml': '# ours\nrules:\n  apt-unpinned: error # no\n', 'a/.hadolint.yml': 'ignored: [DL3008]\n', 'a/.plimsoll.yml': 'rules: [\n' });
    const { out, err } = await migrate(2);
    assert.equal(out, '.plimsoll.yaml: added to, 1 setting\n');
    assert.equal(place.read('.plimsoll.yaml'), '# ours\nrules:\n  apt-unpinned: error # no\n  apt-lists-left: off # DL3009\n');
    assert.match(err, /^\.plimsoll\.yaml:3: apt-unpinned is set here; the files that were read have: \{"apt-unpinned":"off"\}$/m);
    assert.match(err, /^plimsoll: a\/\.plimsoll\.yml:\d+ is not YAML: .*nothing was added\.$/m);
    assert.equal(place.read('a/.plimsoll.yml'), 'rules: [\n');
  });

  it('gives directories below a file of their own, with what is said above for other tools', async () => {
    place.write({ '.hadolint.yaml': 'ignored: [DL3008]\n', '.trivyignore': 'AVD-DS-0026\n', 'a/b/.hadolint.yaml': 'ignored: [DL3009]\n', 'c/.hadolint.yaml': 'no-color: true\n', 'node_modules/x/.hadolint.yaml': 'ignored: [DL3007]\n' });
    const { out } = await migrate(0);
    assert.equal(out, '.plimsoll.yaml: written, 2 settings\na/b/.plimsoll.yaml: written, 2 settings\nc/.plimsoll.yaml: written, 1 setting\n');
    const rulesOf = (path: string): string[] => [...place.read(path).matchAll(/^ {2}([\w-]+): off/gm)].map(match => match[1]!);
    assert.deepEqual(rulesOf('.plimsoll.yaml'), ['apt-unpinned', 'missing-healthcheck']);
    assert.deepEqual(rulesOf('a/b/.plimsoll.yaml'), ['apt-lists-left', 'missing-healthcheck']);
    assert.deepEqual(rulesOf('c/.plimsoll.yaml'), ['missing-healthcheck']);
  });

  it('says where its file takes the place of another above', async () => {
    place.write({ '.plimsoll.yaml': 'extends: strict\n', 'a/.hadolint.yaml': 'ignored: [DL3008]\n' });
    const { err } = await migrate(0, 'a');
    assert.match(err, /^a\/\.plimsoll\.yaml: It takes the place of \.plimsoll\.yaml for this directory/m);
  });

  it('refuses what is no directory, and says when there is nothing', async () => {
    place.write({ '.hadolint.yaml': '' });
    assert.match((await migrate(2, 'gone')).err, /plimsoll: gone does not exist\./);
    assert.match((await migrate(2, '.hadolint.yaml')).err, /is no directory\. Name the one that holds the configuration: plimsoll migrate \./);
    assert.match((await migrate(2, 'a', 'b')).err, /"b" is too many/);
    place.write({ 'empty/README.md': 'x' });
    assert.match((await migrate(0, 'empty')).err, /there is nothing to migrate in empty\./);
  });

  it('keeps a file that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('FROM a\n# hadolint ignore=DL3008\nRUN echo "'), Buffer.from([0xe9]), Buffer.from('"\n')]);
    place.write({ Dockerfile: bytes });
    assert.match((await migrate(2, '--comments')).err, /Dockerfile is not UTF-8: rewriting it would lose/);
  });
});
