import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { catalogue } from './support';
import { skip } from '../../helpers/skip';

/** What dpkg itself says of this machine's packages, against what the cataloguer reads out of dpkg's file. */
describe('dpkg cataloguer against dpkg-query', () => {
  it('reads the same packages, versions and sources', function () {
    if (!existsSync('/var/lib/dpkg/status') || !existsSync('/usr/bin/dpkg-query')) skip(this, 'there is no dpkg with a database here');
    const format = '${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n';
    const expected = execFileSync('dpkg-query', ['-W', '-f', format], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '' && !/^(config-files|not-installed) /.test(line))
      .map((line) => line.slice(line.indexOf(' ') + 1));
    const { packages, problems } = catalogue('var/lib/dpkg/status', readFileSync('/var/lib/dpkg/status'));
    const actual = packages.map((item) => {
      return `${item.name} ${item.version} ${item.architecture} ${item.sourceName ?? item.name} ${item.sourceVersion ?? item.version}`;
    });
    assert.deepEqual(actual.sort(), expected.sort());
    assert.deepEqual(problems, []);
  });
});
