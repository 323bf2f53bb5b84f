/** What a run does where the disk or a rule fails: put in its way here, since a test that runs as root is refused nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Documents } from '../../server/src/cli/lint/documents';
import type { Input } from '../../server/src/cli/lint/inputs';
import { runLint, type LintRun } from '../../server/src/cli/lint/run';
import { SettingsOfFiles } from '../../server/src/cli/lint/settings';
import type { LintDocument } from '../../server/src/lint/document';
import { defaultSettings } from '../../server/src/lint/settings/model';

const input = (name: string): Input => ({ path: `/w/${name}`, shown: name, target: 'dockerfile', named: false });

function run(files: Readonly<Record<string, string>>, more: Partial<LintRun>): { run: LintRun; said: string[] } {
  const said: string[] = [];
  const inputs = { files: Object.keys(files).map(input), unreadable: [], directories: ['/w'] };
  const settings = { lint: { ...defaultSettings, preset: 'all' as const }, ignored: false, failOn: 'never' as const };
  return { said, run: { inputs, settingsOf: () => settings, today: '2026-11-24', read: ({ shown }) => ({ text: files[shown]!, exact: true }), say: message => said.push(message), ...more } };
}

const fixable = 'FROM debian:13 as base\n\nUSER 10001\n';

describe('a run of lint', () => {
  it('goes on where a file cannot be written, and says so', async () => {
    const written: Record<string, string> = {};
    const { run: started, said } = run({ a: fixable, b: fixable }, {
      fix: 'safe',
      write: ({ shown }, text) => {
        if (shown === 'a') throw Object.assign(new Error('no'), { code: 'EACCES' });
        written[shown] = text;
      },
    });
    const { report } = await runLint(started);
    assert.deepEqual(said, ['plimsoll: a was not fixed: it may not be read or written: permission denied.']);
    assert.deepEqual(written, { b: 'FROM debian:13 AS base\n\nUSER 10001\n' });
    assert.equal(report.fixed, 1);
    const rules = report.files.map(file => file.findings.map(finding => finding.rule));
    assert.ok(rules[0]!.includes('from-as-casing') && !rules[1]!.includes('from-as-casing'), JSON.stringify(rules));
  });

  it('puts findings in scripts among the others, under the ignore comments of the file', async () => {
    const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } };
    const check = (code: string) => ({ rule: `shellcheck/${code}`, range, uri: 'file:///w/a', severity: 'error' as const, message: '', fixes: [], related: [], tags: [], data: {} });
    const { run: started } = run({ a: 'FROM debian:13\n# hadolint ignore=SC2086\nRUN a\nUSER 1\n' }, { scripts: { prepare: () => undefined, check: async () => [check('SC2086'), check('SC2046')], close: async () => undefined } });
    const { report } = await runLint(started);
    assert.deepEqual(report.files[0]!.findings.filter(finding => finding.rule.startsWith('shellcheck')).map(finding => finding.rule), ['shellcheck/SC2046']);
    const lines = report.files[0]!.findings.map(finding => finding.range.start.line);
    assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
  });

  it('hands over scripts of some files ahead, not those of all, and gives what is found in them to the right file', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `f${String(i).padStart(3, '0')}`);
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } };
    let [open, most] = [0, 0];
    const { run: started } = run(Object.fromEntries(names.map(name => [name, `FROM debian:13\nRUN ${name}\nUSER 1\n`])), {
      scripts: {
        prepare: () => undefined,
        check: async model => {
          most = Math.max(most, ++open);
          // Later files are done first.
          for (let i = 0; i < (model.uri.endsWith('0') ? 20 : 2); i++) await new Promise(resolve => setImmediate(resolve));
          open--;
          return [{ rule: 'shellcheck/SC2086', range, uri: model.uri, severity: 'error', message: '', fixes: [], related: [], tags: [], data: {} }];
        },
        close: async () => undefined,
      },
    });
    const { report } = await runLint(started);
    assert.deepEqual(report.files.map(file => file.path), names);
    for (const file of report.files) assert.deepEqual(file.findings.filter(finding => finding.rule === 'shellcheck/SC2086').map(finding => finding.uri), [`file:///w/${file.path}`]);
    assert.ok(most > 1 && most < 200, String(most));
  });

  it('lets the models of Dockerfiles go, and parses one again that is asked for again', () => {
    const documents = new Documents();
    const document = (name: string): LintDocument => ({ uri: `file:///w/${name}`, target: 'dockerfile', text: `FROM debian:13\n#${'x'.repeat(100_000)}\n` });
    const compose: LintDocument = { uri: 'file:///w/compose.yaml', target: 'compose', text: 'services:\n  a:\n    build: {dockerfile: d0}\n' };
    const given = [compose, ...Array.from({ length: 10 }, (_, i) => document(`d${i}`))];
    const workspace = documents.workspace(given, { directories: [], files: [] });
    const models = given.map(each => documents.parse(each));
    const kept = given.map(each => documents.parse(each)).map((model, i) => model === models[i]);
    assert.deepEqual(kept, [true, ...kept.slice(1).fill(false)], 'each of the ten pushes out another');
    assert.equal(documents.parse(given[10]!), documents.parse(given[10]!));
    const [file] = workspace.composeFiles;
    assert.equal(workspace.dockerfileOf(file!, file!.services[0]!)?.uri, 'file:///w/d0');
  });

  it('gives files with the same settings the same ones, since what the linter makes of them is kept with them', () => {
    const place = mkdtempSync(join(tmpdir(), 'plimsoll-settings-'));
    try {
      writeFileSync(join(place, '.plimsoll.yaml'), 'overrides:\n  - files: ["test/**"]\n    rules: {sudo: off}\n');
      const settings = new SettingsOfFiles({}, undefined, assert.fail, path => path);
      const of = (name: string) => settings.of(join(place, name)).lint;
      assert.equal(of('a/Dockerfile'), of('b/Dockerfile'));
      assert.equal(of('test/a'), of('test/b'));
      assert.deepEqual([of('a').rules['sudo']?.severity, of('test/a').rules['sudo']?.severity], [undefined, 'off']);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
