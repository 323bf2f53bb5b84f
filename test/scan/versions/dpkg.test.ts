import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { compareDpkg } from '../../../server/src/scan/advisories/versions/dpkg';
import { assertAscending, randomNumbers } from './support';
import { skip } from '../../helpers/skip';

describe('compareDpkg', () => {
  it('orders tildes, letters and other characters', () => {
    assertAscending(compareDpkg, ['1~~', '1~~a', '1~', '1~a', '1 = 1-0 = 0:1 = 01 = 1-00', '1a', '1b', '1+', '1+a', '1.', '1.a', '1.+', '2', '10']);
  });

  it('lets the epoch decide before all else', () => {
    assertAscending(compareDpkg, ['9:0 = 9:0-0', '10:0', '10:1']);
    assertAscending(compareDpkg, ['99999999', '1:0', '1:1-1']);
  });

  it('splits the revision at the last dash', () => {
    assertAscending(compareDpkg, ['1.0', '1.0-1', '1.0-1-1', '1.0-2-1', '1.0-10-1']);
  });

  it('orders what Debian really writes', () => {
    assertAscending(compareDpkg, [
      '3.0.9-1~bpo12+1', '3.0.9-1', '3.0.9-1+b1', '3.0.9-1+deb12u1', '3.0.9-1+deb12u2', '3.0.9-1+deb12u10', '3.0.9-2~deb12u1', '3.0.9-2', '3.0.10~rc1-1', '3.0.10-1', '3.0.10a-1', '3.0.10+dfsg-1',
    ]);
    assertAscending(compareDpkg, ['1:9.18.19-1~deb12u1', '1:9.18.24-1', '2:0.1']);
    assertAscending(compareDpkg, ['2.36-9ubuntu1', '2.36-9ubuntu1.1', '2.36-9ubuntu1.10']);
    assertAscending(compareDpkg, ['20230311', '20230311+deb12u1']);
  });

  it('compares numbers of any length exactly', () => {
    assertAscending(compareDpkg, ['1.9007199254740992', '1.9007199254740993', '1.90071992547409930']);
  });

  for (const bad of ['', ' ', 'a:1', '1:', '-1', '1.0-', '1 0', 'ü']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => {
      assert.equal(compareDpkg(bad, '1'), undefined);
      assert.equal(compareDpkg('1', bad), undefined);
    });
  }

  it('allows a colon in the upstream version after an epoch', () => {
    assertAscending(compareDpkg, ['0:1', '0:1:2']);
  });

  it('agrees with dpkg on random versions', function () {
    if (!existsSync('/usr/bin/dpkg')) skip(this, 'there is no dpkg here');
    const random = randomNumbers(20261124);
    const pieces = ['0', '00', '1', '2', '9', '10', '010', 'a', 'b', 'Z', '~', '+', '.', '~~', 'rc', 'deb12u', 'ubuntu', '.0', '.1'];
    const part = (): string => Array.from({ length: 1 + random(4) }, () => pieces[random(pieces.length)]).join('');
    const version = (): string => `${random(4) === 0 ? `${random(3)}:` : ''}${random(3)}${part()}${random(2) === 0 ? `-${part()}` : ''}`;
    const pairs = Array.from({ length: 300 }, () => {
      const a = version();
      // Half of the pairs differ in the tail only, where the rules are subtle.
      return [a, random(2) === 0 ? version() : a.slice(0, 1 + random(a.length)).replace(/[-:]$/, '') + part()] as const;
    }).filter((pair) => pair.every((text) => compareDpkg(text, text) === 0));
    assert.ok(pairs.length > 200);
    const script = 'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi; done';
    const answers = execFileSync('sh', ['-c', script], { input: `${pairs.map((pair) => pair.join(' ')).join('\n')}\n`, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
    const expected = answers.trim().split('\n').map(Number);
    pairs.forEach(([a, b], index) => assert.equal(Math.sign(compareDpkg(a, b) as number), expected[index], `${a} against ${b}`));
  });
});
