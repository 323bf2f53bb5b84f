import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { skip } from '../helpers/skip';
import { Workplace } from './plimsoll';

const root = join(__dirname, '../..');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[] };
}

const { inputs, runs: { steps: [step] } } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action & { runs: { steps: [Action['runs']['steps'][0]] } };

describe('GitHub action', () => {
  let place: Workplace;
  beforeEach(function () {
    if (process.platform === 'win32' || !existsSync(join(root, 'dist/cli.js'))) skip(this, 'bash or dist/ is not there');
    place = new Workplace();
    place.write({ Dockerfile: 'FROM debian:latest\nUSER 10001\n', 'other place/Dockerfile': 'FROM debian:latest\nUSER 10001\n' });
  });
  afterEach(() => place?.remove());

  /** As the runner runs the step: every expression of its environment is filled in, none of the script. */
  function run(given: Readonly<Record<string, string>> = {}) {
    const valueOf = (expression: string): string => {
      const [, context, name] = /^\$\{\{ (inputs|github)\.(\S+) \}\}$/.exec(expression) ?? assert.fail(expression);
      return context === 'github' ? root : given[name!] ?? inputs[name!]!.default;
    };
    const env = { ...process.env, ...Object.fromEntries(Object.entries(step.env).map(([name, expression]) => [name, valueOf(expression)])) };
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], { cwd: place.directory, env, encoding: 'utf8' });
  }

  it('annotates what it finds, and fails from a severity on', () => {
    const { status, stdout } = run();
    assert.equal(status, 1);
    assert.match(stdout, /^::warning file=Dockerfile,line=1,.*title=latest-tag::/m);
    assert.match(stdout, /^::warning file=other place\/Dockerfile,/m);
    assert.equal(run({ 'fail-on': 'never' }).status, 0);
  });
  it('checks the paths of its lines, whatever they hold', () => {
    const { stdout } = run({ paths: 'other place\n\n' });
    assert.doesNotMatch(stdout, /file=Dockerfile,/);
    assert.match(stdout, /file=other place\/Dockerfile,/);
    assert.match(run({ paths: '$(touch gone); --help' }).stderr, /--help/);
    assert.equal(existsSync(place.path('gone')), false);
  });
  it('writes other formats to a file', () => {
    assert.equal(run({ format: 'sarif', output: 'report.sarif', preset: 'all', 'fail-on': 'never' }).stdout, '');
    assert.equal(JSON.parse(readFileSync(place.path('report.sarif'), 'utf8')).version, '2.1.0');
  });
});
