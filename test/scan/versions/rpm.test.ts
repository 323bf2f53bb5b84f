import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { compareRpm } from '../../../server/src/scan/advisories/versions/rpm';
import { assertAscending, randomNumbers } from './support';
import { skip } from '../../helpers/skip';

describe('compareRpm', () => {
  it('orders numbers after letters, and the end before both', () => {
    assertAscending(compareRpm, ['1 = 01 = 0:1 = :1', '1Z', '1a = 1.a', '1b', '1ba', '1z', '1.1 = 1_1 = 1..01', '1.1a', '1.10', '1.10.1', '2', '10']);
    assertAscending(compareRpm, ['B', 'a', '1']);
  });

  it('puts a tilde before the end and a caret after it', () => {
    assertAscending(compareRpm, ['1~~', '1~', '1~^', '1~rc1', '1~rc1^git', '1~rc2', '1', '1^', '1^^', '1^20230101', '1^20230102~beta', '1^20230102', '1.1', '1.1^1']);
  });

  it('takes any other character for a separator and nothing else', () => {
    assertAscending(compareRpm, ['1.2 = 1_2 = 1+2 = 1__.2', '1.2a = 1.2.a = 1.2_a', '1.2a1']);
    assertAscending(compareRpm, ['1-1.el9 = 1-1_el9 = 1.-1.el9']);
  });

  it('lets the epoch decide before all else, and the release last', () => {
    assertAscending(compareRpm, ['9:9-9', '10:0-1 = 010:0-1', '10:0-2', '10:0.1-1']);
    assertAscending(compareRpm, ['99-1', '1:0-1']);
  });

  it('sorts a version without a release before all with one, and splits at the last dash', () => {
    assertAscending(compareRpm, ['1', '1-~', '1-', '1-0', '1-1-1 = 1.1-1', '1-2-1']);
  });

  it('orders what distributions really write', () => {
    assertAscending(compareRpm, ['3.0.7-16.el9', '3.0.7-16.el9_2', '3.0.7-24.el9', '3.0.7-27.el9', '3.0.7-27.el9.0.2', '3.0.7-27.el9_4.1', '1:3.0.1-41.el9_0']);
    assertAscending(compareRpm, ['18.14.2-2.module_el8.7.0+3494+d2b2a4e1', '18.14.2-3.module_el8.8.0+3549+ace7a2f5', '18.16.1-1.module_el8.8.0+3613+1ed8c91d']);
    assertAscending(compareRpm, ['1.1.1l-150400.7.63.1', '1.1.1l-150500.15.4', '1.1.1l-150500.17.22.1', '1.1.1w-1.1']);
    assertAscending(compareRpm, ['8.32-3.2.1', '11.2.1+git610-1.3.9', '11.3.0+git1637-150000.1.9.1']);
  });

  it('compares numbers of any length exactly', () => {
    assertAscending(compareRpm, ['1.9007199254740992-1', '1.9007199254740993-1', '1.90071992547409930-1']);
  });

  for (const bad of ['', ' ', '1:', '-1', ':', '1 0', 'ü', '1\n2']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => {
      assert.equal(compareRpm(bad, '1'), undefined);
      assert.equal(compareRpm('1', bad), undefined);
    });
  }

  it('agrees with rpm on random versions', function () {
    this.timeout(20_000);
    const script = 'import rpm,sys\nfor l in sys.stdin:\n e,v,r,f,w,s=l.rstrip("\\n").split(" ")\n print(rpm.labelCompare((e,v,r or None),(f,w,s or None)))';
    const python = ['python3', '/usr/bin/python3'].find((program) => {
      try {
        execFileSync(program, ['-c', 'import rpm'], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    });
    if (python === undefined) skip(this, 'there is no Python with rpm here');
    const random = randomNumbers(20261201);
    const pieces = ['0', '00', '1', '2', '9', '10', '010', 'a', 'b', 'Z', '~', '^', '+', '.', '~~', 'rc', 'el9', '_', '.0', '.1'];
    const part = (): string => Array.from({ length: 1 + random(4) }, () => pieces[random(pieces.length)]).join('');
    const version = () => [`${random(3) === 0 ? random(3) : 0}`, part(), random(3) === 0 ? '' : part()] as const;
    const pairs = Array.from({ length: 3000 }, () => {
      const a = version();
      // Half of the pairs differ in the tail only, where the rules are subtle.
      return [a, random(2) === 0 ? version() : ([a[0], a[1], `${a[2].slice(0, random(3))}${part()}`] as const)] as const;
    });
    const answers = execFileSync(python, ['-c', script], { input: pairs.map((pair) => `${pair.flat().join(' ')}\n`).join(''), encoding: 'utf8' });
    const expected = answers.trim().split('\n').map(Number);
    const written = ([epoch, upstream, release]: readonly [string, string, string]): string => `${epoch}:${upstream}${release && `-${release}`}`;
    pairs.forEach(([a, b], index) => assert.equal(Math.sign(compareRpm(written(a), written(b)) as number), expected[index], `${written(a)} against ${written(b)}`));
  });
});
