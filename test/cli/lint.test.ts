import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { skip } from '../helpers/skip';

import { largestFile } from '../../server/src/files/read';
import { builtShellcheck, rulesIn, Workplace } from './plimsoll';

const warned = 'FROM debian:latest\nUSER 10001\n';
const clean = 'FROM debian:13\n\nUSER 10001\n';
/** With a safe fix. */
const fixable = 'FROM debian:13 as Base\n\nUSER 10001\n';

describe('plimsoll lint', function () {
  this.timeout(60_000);
  let place: Workplace;
  beforeEach(() => (place = new Workplace()));
  afterEach(() => place.remove());

  describe('exits', () => {
    it('with 1 where something is at or above --fail-on, 0 otherwise', async () => {
      place.write({ Dockerfile: warned, 'clean/Dockerfile': clean });
      await place.lint(1, 'Dockerfile');
      await place.lint(0, 'clean');
      await place.lint(0, '--fail-on', 'error', 'Dockerfile');
      await place.lint(0, '--fail-on', 'never', 'Dockerfile');
      await place.lint(1, '--fail-on', 'hint', 'Dockerfile');
    });
    it('with 2 where nothing could be read', async () => {
      const output = await place.lint(2, 'gone', 'gone-too');
      assert.deepEqual(output.files, [{ path: 'gone', findings: [], error: 'does not exist' }, { path: 'gone-too', findings: [], error: 'does not exist' }]);
    });
    it('with 2 and a hint on bad usage', async () => {
      const usage = async (...args: string[]): Promise<string> => {
        const { status, out, err } = await place.run(['lint', ...args]);
        assert.equal(status, 2, `${args.join(' ')}: ${err}`);
        assert.equal(out, '');
        return err;
      };
      assert.equal(await usage('--fromat', 'json'), 'plimsoll: There is no option --fromat. Did you mean --format?\nTry "plimsoll lint --help".\n');
      assert.match(await usage('--format', 'jsn'), /--format must be one of table, json, .* not "jsn"\. Did you mean "json"\?/);
      assert.match(await usage('--format'), /--format needs a value: --format FORMAT/);
      assert.match(await usage('--no-shellcheck=x'), /--no-shellcheck takes no value/);
      assert.match(await usage('--fix=all'), /--fix must be one of safe, unsafe/);
      assert.match(await usage('--preset', 'x'), /--preset must be one of recommended, strict, all/);
      assert.match(await usage('--stdin', 'Dockerfile'), /leave out "Dockerfile"/);
      assert.match(await usage('--filename', 'x'), /--filename is for --stdin/);
      assert.match(await usage('--config', 'gone.yaml'), /The configuration file gone.yaml does not exist/);
    });
    it('with 0 and a word where there is nothing to check', async () => {
      const { status, out, err } = await place.run(['lint', '--format', 'json']);
      assert.equal(status, 0);
      assert.deepEqual(JSON.parse(out).files, []);
      assert.match(err, /there is no Dockerfile, Compose file, \.dockerignore or daemon\.json here/);
    });
    it('with 0 and a word where nothing of what there is can be checked', async () => {
      place.write({ 'daemon.json': '{"port":1}', 'a/Dockerfile': warned, 'a/.plimsoll.yaml': 'ignore: ["**"]\n' });
      const { status, err } = await place.run(['lint']);
      assert.equal(status, 0);
      assert.match(err, /^plimsoll: no file was checked: what was found is ignored by its configuration/);
    });
  });

  describe('finds files', () => {
    it('in the working directory where no path is given, and shows them from there', async () => {
      place.write({ Dockerfile: warned, 'a/b/web.dockerfile': warned, 'a/compose.yaml': 'services: {}\n', 'node_modules/x/Dockerfile': warned, 'README.md': 'x' });
      const output = await place.lint(1);
      assert.deepEqual(output.files.map(file => file.path), ['Dockerfile', 'a/b/web.dockerfile', 'a/compose.yaml']);
      assert.deepEqual(output.summary.files, 3);
    });
    it('that say what stays out of builds, too', async () => {
      place.write({ Dockerfile: clean, '.dockerignore': 'dist\n*.{log,tmp}\n', 'a/web.Dockerfile': clean, 'a/web.Dockerfile.dockerignore': 'build\n*.{log,tmp}\n' });
      const output = await place.lint(1);
      assert.deepEqual(rulesIn(output, '.dockerignore'), ['ignore-pattern-never-matches']);
      assert.deepEqual(rulesIn(output, 'a/web.Dockerfile.dockerignore'), ['ignore-pattern-never-matches']);
    });
    it('that configure dockerd: where it looks for them, where a key tells, and those that are named', async () => {
      const tcp = '{"hosts": ["tcp://0.0.0.0:80"]}\n';
      place.write({ 'docker/daemon.json': tcp, 'roles/x/daemon.json': '{"live-restore": true, "hosts": ["tcp://0.0.0.0:2375"]}\n', 'app/daemon.json': tcp, 'app/package.json': '{}', '.plimsoll.yaml': 'overrides:\n  - files: roles/**\n    rules: { unprotected-daemon-address: warning }\n' });
      const output = await place.lint(1);
      assert.deepEqual(output.files.map(({ path, findings }) => [path, findings.map(({ rule, severity }) => `${rule} ${severity}`)]), [
        ['docker/daemon.json', ['unprotected-daemon-address error']],
        ['roles/x/daemon.json', ['unprotected-daemon-address warning']],
      ]);
      assert.deepEqual(rulesIn(await place.lint(1, 'app/daemon.json'), 'app/daemon.json'), ['unprotected-daemon-address']);
    });
    it('under absolute paths where the path is absolute', async () => {
      place.write({ 'a/Dockerfile': warned });
      assert.deepEqual((await place.lint(1, place.path('a'))).files.map(file => file.path), [place.path('a/Dockerfile')]);
      assert.deepEqual((await place.lint(1, place.path('a/Dockerfile'))).files.map(file => file.path), [place.path('a/Dockerfile')]);
    });
    it('once, however often they are named, and whatever their name where the user gives it', async () => {
      place.write({ 'a/Dockerfile': warned, 'build.txt': warned });
      assert.deepEqual((await place.lint(1, 'a/Dockerfile', 'a', './a/Dockerfile', 'build.txt')).files.map(file => file.path), ['a/Dockerfile', 'build.txt']);
    });
    it('through links, without going in circles', async () => {
      place.write({ 'a/Dockerfile': warned });
      symlinkSync('..', place.path('a/up'));
      assert.deepEqual((await place.lint(1)).files.map(file => file.path), ['a/Dockerfile']);
    });
  });

  it('reads what it can, with one line for each file that it cannot', async () => {
    place.write({
      Dockerfile: warned, 'binary/Dockerfile': Buffer.from([0, 1, 2]), 'huge/Dockerfile': Buffer.alloc(largestFile + 1, 'a'), 'latin/Dockerfile': Buffer.from('FROM debian:latest\n# caf\xe9\nUSER 1\n', 'latin1'),
      'broken/Dockerfile': '\u0001\\\n<<EOF\nFROM ${', 'broken/compose.yaml': 'a: [\n\t- &x *x', 'empty/Dockerfile': '',
    });
    symlinkSync('gone', place.path('Dockerfile.link'));
    const { status, out, err } = await place.run(['lint', '--format', 'json', '--no-shellcheck', '.', 'Dockerfile.link']);
    assert.equal(status, 1);
    const output = JSON.parse(out);
    const errors = output.files.filter((file: { error?: string }) => file.error).map((file: { path: string }) => file.path);
    assert.deepEqual(errors, ['Dockerfile.link', 'binary/Dockerfile', 'huge/Dockerfile']);
    assert.deepEqual(err.trim().split('\n').map(line => line.replace(/^plimsoll: (\S+) .*/, '$1')), ['Dockerfile.link', 'binary/Dockerfile', 'huge/Dockerfile']);
    assert.ok(rulesIn(output, 'Dockerfile').includes('latest-tag'));
    assert.ok(rulesIn(output, 'latin/Dockerfile').includes('latest-tag'));
    assert.equal(output.summary.unreadable, 3);
  });

  describe('with --stdin', () => {
    it('checks what comes in, under the name that it is given', async () => {
      place.write({ 'a/.plimsoll.yaml': 'rules: {latest-tag: error}\n' });
      const { status, out } = await place.run(['lint', '--stdin', '--filename', 'a/Dockerfile', '--format', 'json', '--no-shellcheck'], { input: warned });
      assert.equal(status, 1);
      const [file] = JSON.parse(out).files;
      assert.equal(file.path, 'a/Dockerfile');
      assert.deepEqual(file.findings.map((finding: { rule: string; severity: string }) => `${finding.rule} ${finding.severity}`), ['latest-tag error']);
      const compose = await place.run(['lint', '--stdin', '--filename', 'compose.yaml', '--format', 'json'], { input: 'services: {web: {image: a, privileged: true}}\n' });
      assert.ok(JSON.parse(compose.out).files[0].findings.some((finding: { rule: string }) => finding.rule === 'privileged-service'), compose.out);
    });
    it('prints the fixed text with --fix, or the same text', async () => {
      const fixed = await place.run(['lint', '--stdin', '--fix', '--no-shellcheck', '--preset', 'all'], { input: fixable });
      assert.match(fixed.out, /^FROM debian:13 AS \w+\n\nUSER 10001\n$/);
      const same = await place.run(['lint', '--stdin', '--fix', '--no-shellcheck'], { input: clean });
      assert.deepEqual([same.out, same.status], [clean, 0]);
    });
    it('fails on what is no text', async () => assert.equal((await place.run(['lint', '--stdin'], { input: '\0' })).status, 2));
  });

  describe('with --fix', () => {
    it('writes safe fixes in one step, keeping mode, line breaks and byte order mark', async () => {
      place.write({ Dockerfile: `\ufeff${fixable.replace(/\n/g, '\r\n')}`, 'clean/Dockerfile': clean });
      place.setMode('Dockerfile', 0o640);
      const output = await place.lint(0, '--fix', '--preset', 'all', '--fail-on', 'never');
      assert.match(place.read('Dockerfile'), /^\ufeffFROM debian:13 AS \w+\r\n\r\nUSER 10001\r\n$/);
      assert.equal(place.mode('Dockerfile'), 0o640);
      assert.equal(place.read('clean/Dockerfile'), clean);
      assert.ok(output.summary.fixed >= 1);
      assert.deepEqual(readdirSync(place.directory).sort(), ['Dockerfile', 'clean']);
      const again = await place.lint(0, '--fix', '--preset', 'all', '--fail-on', 'never');
      assert.equal(again.summary.fixed, 0);
      assert.equal(again.summary.fixable, 0);
    });
    it('leaves unsafe fixes to =unsafe', async () => {
      place.write({ Dockerfile: 'FROM debian:13\nRUN make\nCMD ["serve"]\n' });
      await place.lint(0, '--fix', '--fail-on', 'never');
      assert.equal(place.read('Dockerfile'), 'FROM debian:13\nRUN make\nCMD ["serve"]\n');
      await place.lint(0, '--fix=unsafe', '--fail-on', 'never');
      assert.match(place.read('Dockerfile'), /\nUSER \d+/);
    });
    it('does not touch a file whose bytes it would lose', async () => {
      const bytes = Buffer.from(`${fixable}# caf\xe9\n`, 'latin1');
      place.write({ Dockerfile: bytes });
      const { err } = await place.run(['lint', '--fix', '--no-shellcheck', '--preset', 'all']);
      assert.match(err, /Dockerfile was not fixed: it is not valid UTF-8/);
      assert.equal(place.read('Dockerfile'), bytes.toString('utf8'));
    });
  });

  describe('is configured', () => {
    it('by the nearest file upward, with overrides, and by the command line over that', async () => {
      place.write({
        '.plimsoll.yaml': 'rules: {latest-tag: off}\noverrides: [{files: ["b/**"], rules: {latest-tag: error}}]\nignore: [vendor/]\nfailOn: error\n', 'a/Dockerfile': warned, 'b/Dockerfile': warned,
        'vendor/Dockerfile': warned, 'c/.plimsoll.yaml': 'failOn: never\n', 'c/Dockerfile': warned,
      });
      const output = await place.lint(1);
      assert.deepEqual(output.files.map(file => file.path), ['a/Dockerfile', 'b/Dockerfile', 'c/Dockerfile']);
      assert.deepEqual([rulesIn(output, 'a/Dockerfile'), rulesIn(output, 'b/Dockerfile'), rulesIn(output, 'c/Dockerfile')], [[], ['latest-tag'], ['latest-tag']]);
      await place.lint(0, 'c');
      await place.lint(1, 'c', '--fail-on', 'warning');
      assert.ok(rulesIn(await place.lint(0, '--preset', 'all', '--fail-on', 'never', 'a'), 'a/Dockerfile').includes('unpinned-digest'));
    });
    it('by a named file, whose globs count from the working directory', async () => {
      place.write({ 'ci/x.yaml': 'overrides: [{files: [a/Dockerfile], rules: {latest-tag: off}}]', 'a/Dockerfile': warned, 'b/Dockerfile': warned, 'a/.plimsoll.yaml': 'rules: {latest-tag: error}' });
      const output = await place.lint(1, '--config', 'ci/x.yaml');
      assert.deepEqual([rulesIn(output, 'a/Dockerfile'), rulesIn(output, 'b/Dockerfile')], [[], ['latest-tag']]);
    });
    it("by hadolint's file where there is no other", async () => {
      place.write({ '.hadolint.yaml': 'ignored: [DL3007]\n', Dockerfile: warned });
      assert.deepEqual(rulesIn(await place.lint(0), 'Dockerfile'), []);
    });
    it('and says once what is wrong in the file, using the rest', async () => {
      place.write({ '.plimsoll.yaml': 'rules: {latest-tga: off, latest-tag: error}\n', 'a/Dockerfile': warned, 'b/Dockerfile': warned });
      const { err, status } = await place.run(['lint', '--no-shellcheck']);
      assert.equal(err, '.plimsoll.yaml:1:9: There is no rule "latest-tga". Did you mean "latest-tag"?\n');
      assert.equal(status, 1);
    });
    it('and honours ignore comments, unless told not to', async () => {
      place.write({ Dockerfile: `# hadolint ignore=DL3007\n${warned}` });
      assert.deepEqual(rulesIn(await place.lint(0), 'Dockerfile'), []);
      place.write({ '.plimsoll.yaml': 'inlineIgnores: false\n' });
      assert.deepEqual(rulesIn(await place.lint(1), 'Dockerfile'), ['latest-tag']);
    });
  });

  describe('ties files together', () => {
    const compose = (limits: string): string => `services:\n  web:\n    build: .\n    user: "10001"\n${limits}`;
    const limits = '    mem_limit: 1g\n    cpus: 1\n    pids_limit: 100\n';
    const root = 'FROM debian:13\nUSER root\n';
    it('by the Compose files of the tree', async () => {
      place.write({ 'a/Dockerfile': root, 'a/compose.yaml': compose(limits), 'b/Dockerfile': root });
      const output = await place.lint(1);
      assert.ok(!rulesIn(output, 'a/Dockerfile').includes('root-user'), 'the service runs it as another user');
      assert.ok(rulesIn(output, 'b/Dockerfile').includes('root-user'));
    });
    it('by the Compose files above a Dockerfile that is named alone', async () => {
      mkdirSync(place.path('.git'));
      place.write({ 'a/Dockerfile': root, 'compose.yaml': compose(limits).replace('build: .', 'build: a') });
      assert.ok(!rulesIn(await place.lint(0, 'a/Dockerfile', '--fail-on', 'never'), 'a/Dockerfile').includes('root-user'));
    });
  });

  describe('checks shell scripts', () => {
    const script = 'FROM debian:13\nRUN rm $1\nUSER 10001\n';
    const codes = async (...args: string[]): Promise<string[]> => {
      const { out, err } = await place.run(['lint', '--format', 'json', ...args]);
      assert.equal(err, '');
      return JSON.parse(out).files[0].findings.map((finding: { rule: string }) => finding.rule).filter((rule: string) => rule.startsWith('shellcheck/'));
    };
    before(function () {
      if (!builtShellcheck) skip(this, 'dist/ is not built');
    });
    it('with ShellCheck, the same from the cache', async () => {
      place.write({ Dockerfile: script });
      assert.deepEqual(await codes('Dockerfile'), ['shellcheck/SC2086']);
      assert.deepEqual(await codes('Dockerfile'), ['shellcheck/SC2086']);
    });
    it('unless it is switched off, or one code of it is', async () => {
      place.write({ Dockerfile: script, 'a/Dockerfile': script, 'a/.plimsoll.yaml': 'shellcheck: false\n', 'b/Dockerfile': script, 'b/.hadolint.yaml': 'ignored: [SC2086]\n', 'c/Dockerfile': script.replace('RUN', '# shellcheck disable=SC2086\nRUN') });
      assert.deepEqual(await codes('--no-shellcheck', 'Dockerfile'), []);
      for (const directory of ['a', 'b', 'c']) assert.deepEqual(await codes(directory), [], directory);
    });
    it('of standard input too', async () => {
      const { out } = await place.run(['lint', '--stdin', '--format', 'json'], { input: script });
      assert.match(out, /shellcheck\/SC2086/);
    });
  });

  describe('prints', () => {
    it('a table without colours where nobody can see them, with colours on demand', async () => {
      place.write({ Dockerfile: warned });
      const table = await place.run(['lint', '--no-shellcheck', 'Dockerfile']);
      assert.match(table.out, /^Dockerfile:1:13: warning .* \[latest-tag\]\n {2}1 \| FROM debian:latest\n {4}\| {13}\^{6}\n/);
      const coloured = (environment: NodeJS.ProcessEnv) => place.run(['lint', '--no-shellcheck'], { environment }).then(run => run.out.includes('\u001b['));
      assert.equal(await coloured({ FORCE_COLOR: '1' }), true);
      assert.equal(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }), false);
    });
    it('every format', async () => {
      place.write({ Dockerfile: warned });
      const out = async (format: string): Promise<string> => (await place.run(['lint', '--no-shellcheck', '--format', format, 'Dockerfile'])).out;
      const sarif = JSON.parse(await out('sarif'));
      assert.equal(sarif.runs[0].results[0].ruleId, 'latest-tag');
      assert.match(await out('github'), /^::warning file=Dockerfile,line=1,/);
      const [quality] = JSON.parse(await out('gitlab'));
      assert.deepEqual([quality.check_name, quality.severity, quality.location], ['latest-tag', 'major', { path: 'Dockerfile', lines: { begin: 1, end: 1 } }]);
      assert.match(await out('checkstyle'), /<file name="Dockerfile">\s*<error line="1"/);
      assert.match(await out('junit'), /<testsuite name="Dockerfile" tests="1" failures="1"/);
    });
    it('for GitLab, what it knows again when lines move, each finding by a name of its own', async () => {
      const found = async (text: string): Promise<{ check_name: string; fingerprint: string }[]> => {
        place.write({ Dockerfile: text });
        return JSON.parse((await place.run(['lint', '--no-shellcheck', '--format', 'gitlab', 'Dockerfile', 'gone'])).out);
      };
      const twice = `${warned}${warned}`;
      const before = await found(twice);
      const names = before.map(({ fingerprint }) => fingerprint);
      assert.equal(new Set(names).size, names.length);
      assert.ok(before.some(({ check_name }) => check_name === 'unreadable'), 'the file that is not there');
      assert.ok(before.filter(({ check_name }) => check_name === 'latest-tag').length > 1);
      assert.deepEqual((await found(`\n\n${twice}`)).map(({ fingerprint }) => fingerprint), names);
    });
    it('all of a large report, and ends quietly when its reader goes away', async () => {
      for (let i = 0; i < 400; i++) place.write({ [`d${i}/Dockerfile`]: warned.repeat(5) });
      const { out } = await place.run(['lint', '--format', 'json', '--no-shellcheck']);
      assert.equal(JSON.parse(out).files.length, 400);
      assert.ok(out.length > 200_000);
      const { err } = await place.runUntilFirstOutput(['lint', '--format', 'json', '--no-shellcheck']);
      assert.equal(err, '');
    });
  });
});
