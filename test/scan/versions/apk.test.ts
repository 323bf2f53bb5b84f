import assert from 'node:assert/strict';
import { compareApk } from '../../../server/src/scan/advisories/versions/apk';
import { assertAscending, randomNumbers } from './support';

describe('compareApk', () => {
  it('orders suffixes around the release', () => {
    assertAscending(compareApk, [
      '1.2_alpha', '1.2_alpha0', '1.2_alpha1', '1.2_alpha2', '1.2_alpha10', '1.2_beta', '1.2_pre1', '1.2_rc1', '1.2_rc1_p1', '1.2_rc2',
      '1.2', '1.2-r0', '1.2-r1', '1.2-r10', '1.2_cvs20240101', '1.2_svn1', '1.2_git20240101', '1.2_git20240101-r1', '1.2_hg1', '1.2_p', '1.2_p0', '1.2_p1', '1.2_p1-r1', '1.2a', '1.2a-r1', '1.2b', '1.2.0', '1.2.1',
    ]);
  });

  it('places a pre-release of a patch below the patch', () => {
    assertAscending(compareApk, ['2.0_p1_alpha1', '2.0_p1', '2.0_p1_git1', '2.0_p2']);
  });

  it('compares the first number as a number, whatever its zeros', () => {
    assertAscending(compareApk, ['1 = 01 = 001', '2 = 02', '10 = 010']);
  });

  it('reads a later number with a leading zero as decimals', () => {
    assertAscending(compareApk, ['1.0', '1.00', '1.01', '1.010', '1.02', '1.1', '1.2', '1.9', '1.10']);
    assertAscending(compareApk, ['8.2.0015', '8.2.002', '8.2.1', '8.2.15']);
  });

  it('orders what Alpine really writes', () => {
    assertAscending(compareApk, ['1.1.1k-r0', '1.1.1l-r0', '1.1.1l-r1', '1.1.1w-r1', '3.0.0-r0', '3.3.2-r0', '3.3.2-r1', '3.10.0-r0']);
    assertAscending(compareApk, ['1.2.4_git20230717-r4', '1.2.4_git20230717-r5', '1.2.5-r0']);
    assertAscending(compareApk, ['9.6_p1-r0', '9.7_p1-r3', '9.7_p1-r4', '10.0_p1-r0']);
    assertAscending(compareApk, ['0.7.6_alpha1-r0', '0.7.6-r0', '20240226-r0']);
  });

  it('compares commit hashes as text, after the suffixes and before the revision', () => {
    assertAscending(compareApk, ['1.0-r1', '1.0~abcd', '1.0~abcd-r1', '1.0~bbcd', '1.0_p1']);
  });

  it('compares numbers of any length exactly', () => {
    assertAscending(compareApk, ['1.9007199254740992', '1.9007199254740993', '1.18446744073709551616']);
  });

  for (const bad of ['', '1.', '.1', 'a', '1.2ab', '1.2_foo', '1.2_preview', '1-r', '1-1', '1.2-r1.2', '1.2A', '1a.1', '1_p1a', '1.2-r0_p1', '1~xyz', '1:2', '*']) {
    it(`knows nothing of ${JSON.stringify(bad)}`, () => {
      assert.equal(compareApk(bad, '1'), undefined);
      assert.equal(compareApk('1', bad), undefined);
    });
  }

  it('is an order: antisymmetric and transitive', () => {
    const random = randomNumbers(3);
    const choose = (options: readonly string[]): string => options[random(options.length)] as string;
    const versions = Array.from({ length: 60 }, () => {
      return choose(['0', '1', '10']) + choose(['', '.0', '.01', '.1', '.1.2']) + choose(['', 'a', 'b']) + choose(['', '_rc', '_rc1', '_p', '_git2']) + choose(['', '-r0', '-r2']);
    });
    const sign = (a: string, b: string): number => Math.sign(compareApk(a, b) as number);
    for (const a of versions) {
      for (const b of versions) {
        assert.equal(sign(a, b), 0 - sign(b, a), `${a} against ${b}`);
        for (const c of versions) if (sign(a, b) <= 0 && sign(b, c) <= 0) assert.ok(sign(a, c) <= 0, `${a} ${b} ${c}`);
      }
    }
  });
});
