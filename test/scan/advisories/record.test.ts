import assert from 'node:assert/strict';
import { advisoryUrl, vulnerabilitiesIn } from '../../../server/src/scan/advisories/identity';
import { readOsvRecord, type OsvEvent, type OsvRecord } from '../../../server/src/scan/advisories/osv';
import { judge } from '../../../server/src/scan/advisories/range';
import { decodeRow, encodeRow, rowOf } from '../../../server/src/scan/advisories/row';
import { severityOf } from '../../../server/src/scan/advisories/severity';
import { compareDpkg } from '../../../server/src/scan/advisories/versions/dpkg';
import { compareSemver } from '../../../server/src/scan/advisories/versions/semver';
import { osv } from './support';

function read(value: unknown): OsvRecord {
  const record = readOsvRecord(value);
  if (typeof record === 'string') throw new Error(record);
  return record;
}

describe('readOsvRecord', () => {
  for (const [value, reason] of [
    [null, 'not an object'],
    [[], 'not an object'],
    ['x', 'not an object'],
    [{}, 'no id'],
    [{ id: 3 }, 'no id'],
    [{ id: 'a\tb' }, 'no id'],
    [{ id: 'A-1', affected: {} }, '"affected" is not a list'],
  ] as const) {
    it(`takes ${JSON.stringify(value)} for no record: ${reason}`, () => assert.equal(readOsvRecord(value), reason));
  }

  it('skips what is wrong in it, and keeps the rest', () => {
    const record = read({
      id: 'A-1',
      aliases: ['CVE-2024-1', 4, '', 'B\n1'],
      severity: 'high',
      affected: [
        null,
        { package: { ecosystem: 'npm' } },
        { package: { ecosystem: 'npm', name: 'a\tb' }, versions: ['1'] },
        { package: { ecosystem: 'npm', name: 'ok' }, ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }, 5, { type: 'SEMVER', events: [{ introduced: '0' }, {}, { fixed: '1.0.0' }, { limit: '2' }] }], versions: [1, '0.9.0'] },
      ],
    });
    assert.deepEqual(record.aliases, ['CVE-2024-1']);
    assert.equal(record.affected.length, 1);
    assert.deepEqual(record.affected[0]?.ranges, [[{ kind: 'introduced', version: '0' }, { kind: 'fixed', version: '1.0.0' }]]);
    assert.deepEqual(record.affected[0]?.versions, ['0.9.0']);
  });
});

describe('judge', () => {
  const events = (...texts: readonly string[]): OsvEvent[] => {
    const kinds = { i: 'introduced', f: 'fixed', l: 'last_affected' } as const;
    return texts.map((text) => ({ kind: kinds[text[0] as keyof typeof kinds], version: text.slice(1) }));
  };
  const cases: readonly (readonly [string, string, readonly OsvEvent[][], readonly string[], string])[] = [
    ['below the fix', '1.0', [events('i0', 'f1.1')], [], 'affected, fixed in 1.1'],
    ['at the fix', '1.1', [events('i0', 'f1.1')], [], 'not affected'],
    ['above the fix', '1.2', [events('i0', 'f1.1')], [], 'not affected'],
    ['before it was introduced', '1.0', [events('i1.1', 'f1.2')], [], 'not affected'],
    ['where it was introduced', '1.1', [events('i1.1', 'f1.2')], [], 'affected, fixed in 1.2'],
    ['without a fix', '9', [events('i0')], [], 'affected'],
    ['at the last affected version', '1.1', [events('i0', 'l1.1')], [], 'affected'],
    ['after the last affected version', '1.2', [events('i0', 'l1.1')], [], 'not affected'],
    ['in the second branch', '2.1', [events('i0', 'f1.5', 'i2.0', 'f2.2')], [], 'affected, fixed in 2.2'],
    ['between the branches', '1.6', [events('i0', 'f1.5', 'i2.0', 'f2.2')], [], 'not affected'],
    ['whatever the order of the events', '2.1', [events('f2.2', 'i2.0', 'f1.5', 'i0')], [], 'affected, fixed in 2.2'],
    ['where one branch ends and the next begins', '1.5', [events('i0', 'f1.5', 'i1.5', 'f2.2')], [], 'affected, fixed in 2.2'],
    ['in the second of several ranges', '2.1', [events('i0', 'f1.5'), events('i2.0', 'f2.2')], [], 'affected, fixed in 2.2'],
    ['in two ranges: the later fix ends it', '1.0', [events('i0', 'f1.5'), events('i0', 'f1.7')], [], 'affected, fixed in 1.7'],
    ['never affected (fixed at 0)', '1.0', [events('i0', 'f0')], [], 'not affected'],
    ['in the list of versions', '1.0', [], ['0.9', '1.0'], 'affected'],
    ['in the list under another spelling', '1.0-0', [], ['0.9', '1.0'], 'affected'],
    ['neither in the list nor in a range', '1.1', [events('i0', 'f1.0')], ['0.9'], 'not affected'],
    ['outside of the range but listed', '1.1', [events('i0', 'f1.0')], ['1.1'], 'affected'],
    ['of a range with an event that is no version', '0.5', [events('i0', 'f???')], [], 'not affected'],
    ['of a sound range beside a broken one', '0.5', [events('i0', 'f???'), events('i0', 'f1')], [], 'affected, fixed in 1'],
  ];
  for (const [title, version, ranges, versions, expected] of cases) {
    it(`a version ${title}: ${expected}`, () => {
      const verdict = judge(version, ranges, versions, compareDpkg);
      const actual = verdict.affected ? `affected${verdict.fixedVersion ? `, fixed in ${verdict.fixedVersion}` : ''}` : 'not affected';
      assert.equal(actual, expected);
    });
  }

  it('takes pre-releases for ordinary versions, as OSV does, and not as npm chooses them', () => {
    const range = [events('i0', 'f2.0.0')];
    assert.equal(judge('2.0.0-rc.1', range, [], compareSemver).affected, true);
    assert.equal(judge('1.0.0-alpha', range, [], compareSemver).affected, true);
  });
});

describe('rowOf', () => {
  it('keeps only versions that the ranges do not say already', () => {
    const [item] = read({ id: 'A', affected: [{ package: { ecosystem: 'PyPI', name: 'a' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '1' }, { fixed: '2' }] }], versions: ['1.0', '1.5', '3.0'] }] }).affected;
    assert.deepEqual(rowOf(read({ id: 'A' }), item as never)?.versions, ['3.0']);
  });

  it('has no row where no version could be judged', () => {
    const record = read({ id: 'A', affected: [{ package: { ecosystem: 'PyPI', name: 'a' }, ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }] });
    assert.equal(rowOf(record, record.affected[0] as never), undefined);
  });

  it('has no row for a bulletin about other defects, unless it names a vulnerability', () => {
    for (const id of ['ALBA-2024:1', 'ALEA-2024:1', 'RHBA-2024:1', 'RHEA-2024:1', 'SUSE-RU-2024:1-1', 'openSUSE-OU-2024:1-1', 'MGAA-2024-1']) {
      const row = (fields: object) => {
        const record = read(osv(id, { ecosystem: 'AlmaLinux:9', ...fields }));
        return rowOf(record, record.affected[0] as never);
      };
      assert.equal(row({ related: ['RHBA-2024:1'] }), undefined, id);
      for (const names of ['aliases', 'upstream', 'related']) assert.notEqual(row({ [names]: ['CVE-2024-0001'] }), undefined, `${id} ${names}`);
    }
    const security = read(osv('ALSA-2024:1', { ecosystem: 'AlmaLinux:9' }));
    assert.notEqual(rowOf(security, security.affected[0] as never), undefined);
  });

  it('keeps the streams of modules that the summary names, where the packages are modular', () => {
    const modular = [{ introduced: '0' }, { fixed: '1:18.14.2-2.module_el8.7.0+3494+d2b2a4e1' }];
    const cases: readonly (readonly [string, readonly object[], readonly string[]])[] = [
      ['Important: nodejs:18 security update', modular, ['nodejs:18']],
      ['Moderate: virt:rhel and virt-devel:rhel security, bug fix, and enhancement update', modular, ['virt:rhel', 'virt-devel:rhel']],
      ['Important: python39:3.9 and python39-devel:3.9 security update', [{ introduced: '0' }, { fixed: '3.9.18-1.module+el8.9.0+20024+793d7211' }], ['python39:3.9', 'python39-devel:3.9']],
      ['ALSA-2022:5468: php:8.0 security update (Important)', modular, ['php:8.0']],
      ['Important: varnish security update', modular, []],
      ['Important: nodejs:18 security update', [{ introduced: '0' }, { fixed: '18.14.2-2.el9' }], []],
    ];
    for (const [summary, events, expected] of cases) {
      const record = read(osv('ALSA-2024:1', { ecosystem: 'AlmaLinux:8', summary, events: events as never }));
      const row = { ...(rowOf(record, record.affected[0] as never) as NonNullable<ReturnType<typeof rowOf>>), text: 7 };
      assert.deepEqual(row.streams, expected, summary);
      assert.deepEqual(decodeRow(JSON.parse(encodeRow(row))), row);
    }
  });

  it('survives encoding', () => {
    const record = read(osv('GHSA-aaaa-bbbb-cccc', { aliases: ['CVE-2024-0001'], upstream: ['X-1'], events: [{ introduced: '0' }, { last_affected: '1' }, { introduced: '2' }, { fixed: '2.5' }], severity: [{ type: 'Ubuntu', score: 'high' }] }));
    const row = { ...(rowOf(record, record.affected[0] as never) as NonNullable<ReturnType<typeof rowOf>>), text: 7 };
    assert.deepEqual(decodeRow(JSON.parse(encodeRow(row))), row);
    assert.equal(row.severity, 'high');
  });
});

describe('severityOf', () => {
  const v3 = (score: string) => ({ severity: [{ type: 'CVSS_V3', score }] });
  const high = v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H');
  const cases: readonly (readonly [string, Record<string, unknown>, Record<string, unknown>, string])[] = [
    ["Debian's urgency before the CVSS score", high, { ecosystem_specific: { urgency: 'low' } }, 'low'],
    ['an urgency that nobody confirmed', {}, { ecosystem_specific: { urgency: 'medium**' } }, 'medium'],
    ['the CVSS score where there is no urgency yet', high, { ecosystem_specific: { urgency: 'not yet assigned' } }, 'high'],
    ["Ubuntu's priority before the CVSS score", { severity: [...high.severity, { type: 'Ubuntu', score: 'negligible' }] }, {}, 'low'],
    ['a critical score', v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H'), {}, 'critical'],
    ['a medium score', v3('CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H'), {}, 'medium'],
    ['a low score', v3('CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N'), {}, 'low'],
    ['a score of version 4', { severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' }] }, {}, 'critical'],
    ['a score of version 2, which knows no critical', { severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:C/I:C/A:C' }] }, {}, 'high'],
    ['the newest version of several', { severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:C/I:C/A:C' }, ...v3('CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N').severity] }, {}, 'low'],
    ['the score of the package before that of the record', v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H'), high, 'high'],
    ["the database's word where there is no score", { database_specific: { severity: 'MODERATE' } }, {}, 'medium'],
    ["the database's word where the score is broken", { ...v3('CVSS:3.1/AV:?'), database_specific: { severity: 'HIGH' } }, {}, 'high'],
    ['nothing', {}, {}, 'unknown'],
    ['a word in the summary of what is no bulletin', { summary: 'Critical: a' }, {}, 'unknown'],
    ['a word that means nothing', { database_specific: { severity: 'constructor' } }, {}, 'unknown'],
  ];
  for (const [title, fields, affected, expected] of cases) {
    it(`is ${expected} by ${title}`, () => {
      const record = read({ id: 'A-1', affected: [{ package: { ecosystem: 'Debian:12', name: 'a' }, ...affected }], ...fields });
      assert.equal(severityOf(record, record.affected[0] as never), expected);
    });
  }

  for (const [id, summary, expected] of [
    ['ALSA-2024:1', 'Important: openssl security update', 'high'],
    ['RLSA-2024:1', 'Moderate: a', 'medium'],
    ['RHSA-2024:1', 'Critical: a', 'critical'],
    ['ALSA-2022:5468', 'ALSA-2022:5468: php:8.0 security update (Low)', 'low'],
    ['ALSA-2024:1', 'Importantly: a', 'high'],
  ] as const) {
    const own = summary !== 'Importantly: a';
    it(`is ${expected} by ${own ? "the distribution's rating" : 'the CVSS score'} in "${summary}"`, () => {
      const record = read(osv(id, { ecosystem: 'AlmaLinux:9', summary, ...(own ? v3('CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N') : high) }));
      assert.equal(severityOf(record, record.affected[0] as never), expected);
    });
  }

  it('is critical for a malicious package, which has no score', () => {
    const record = read(osv('MAL-2024-1', { ecosystem: 'npm' }));
    assert.equal(severityOf(record, record.affected[0] as never), 'critical');
  });
});

describe('vulnerabilitiesIn', () => {
  it('prefers the CVE, and keeps every other name', () => {
    assert.deepEqual(vulnerabilitiesIn('GHSA-1', ['CVE-2024-0001', 'PYSEC-1'], []), [{ id: 'CVE-2024-0001', aliases: ['GHSA-1', 'PYSEC-1'] }]);
    assert.deepEqual(vulnerabilitiesIn('DEBIAN-CVE-2024-0001', [], ['CVE-2024-0001']), [{ id: 'CVE-2024-0001', aliases: ['DEBIAN-CVE-2024-0001'] }]);
    assert.deepEqual(vulnerabilitiesIn('CGA-1', [], ['CVE-2024-0001', 'GHSA-1']), [{ id: 'CVE-2024-0001', aliases: ['CGA-1', 'GHSA-1'] }]);
    assert.deepEqual(vulnerabilitiesIn('CVE-2024-0001', [], []), [{ id: 'CVE-2024-0001', aliases: [] }]);
  });

  it('has the id of the record where there is no CVE', () => {
    assert.deepEqual(vulnerabilitiesIn('MAL-2024-1', ['GHSA-1'], []), [{ id: 'MAL-2024-1', aliases: ['GHSA-1'] }]);
  });

  it('takes a bulletin apart', () => {
    assert.deepEqual(vulnerabilitiesIn('DSA-1-1', [], ['CVE-2024-0001', 'CVE-2024-0002']), [
      { id: 'CVE-2024-0001', aliases: ['DSA-1-1'] },
      { id: 'CVE-2024-0002', aliases: ['DSA-1-1'] },
    ]);
    for (const id of ['RHSA-2024:1', 'RHBA-2024:1', 'RLSA-2024:1', 'SUSE-SU-2024:1-1', 'openSUSE-SU-2024:1-1', 'OESA-2024-1', 'MGASA-2024-1', 'PHSA-2024-1']) assert.equal(vulnerabilitiesIn(id, [], ['CVE-2024-0001', 'CVE-2024-0002']).length, 2, id);
    assert.deepEqual(vulnerabilitiesIn('USN-1-1', ['CVE-2024-0001'], ['UBUNTU-CVE-2024-0001', 'CVE-2024-0002']).map(({ id }) => id), ['CVE-2024-0001', 'CVE-2024-0002']);
  });

  it('does not take an upstream CVE for another name of the record that has its own', () => {
    assert.deepEqual(vulnerabilitiesIn('UBUNTU-CVE-2024-0001', [], ['CVE-2024-0001', 'CVE-2024-0009']).map(({ id }) => id), ['CVE-2024-0001']);
  });
});

describe('advisoryUrl', () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['Debian:12', 'CVE-2024-0001', [], 'https://security-tracker.debian.org/tracker/CVE-2024-0001'],
    ['Ubuntu:24.04', 'CVE-2024-0001', [], 'https://ubuntu.com/security/CVE-2024-0001'],
    ['Alpine:v3.20', 'CVE-2024-0001', [], 'https://security.alpinelinux.org/vuln/CVE-2024-0001'],
    ['Red Hat:enterprise_linux:9', 'CVE-2024-0001', ['RHSA-2024:1'], 'https://access.redhat.com/security/cve/CVE-2024-0001'],
    ['openSUSE:Leap 15.6', 'CVE-2024-0001', [], 'https://www.suse.com/security/cve/CVE-2024-0001.html'],
    ['AlmaLinux:9', 'CVE-2024-0001', ['ALSA-2024:1'], 'https://osv.dev/vulnerability/CVE-2024-0001'],
    ['npm', 'CVE-2024-0001', ['GHSA-aaaa-bbbb-cccc'], 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc'],
    ['PyPI', 'CVE-2024-0001', ['PYSEC-2024-1'], 'https://osv.dev/vulnerability/CVE-2024-0001'],
    ['Debian:12', 'TEMP-1 x', [], 'https://osv.dev/vulnerability/TEMP-1%20x'],
  ];
  for (const [ecosystem, id, aliases, expected] of cases) it(expected, () => assert.equal(advisoryUrl(ecosystem, { id, aliases }), expected));
});
