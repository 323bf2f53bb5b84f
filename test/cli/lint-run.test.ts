/** What a run does where the disk or a rule fails: put in its way here, since a test that runs as root is refused nothing. */
import assert from 'node:assert/strict';

import type { Input } from '../../server/src/cli/lint/inputs';
import { runLint, type LintRun } from '../../server/src/cli/lint/run';
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
});
