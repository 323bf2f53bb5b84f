import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { matchAdvisories, openAdvisories } from '../../../server/src/scan/advisories/index';
import { alpine320, debian12, importRecords, installed, matchRecords, osv, summary, temporaryDirectories } from './support';

describe('matchAdvisories', () => {
  const directory = temporaryDirectories();

  it('judges a binary package by the name and version of its source', async () => {
    const { matches, notCovered, problems } = await matchRecords(
      directory(),
      [osv('CVE-2024-0001', { name: 'glibc', events: [{ introduced: '0' }, { fixed: '2.36-9+deb12u8' }] }), osv('CVE-2024-0002', { name: 'libc6' })],
      [
        installed('libc6', '2.36-9+deb12u7', { sourceName: 'glibc' }),
        installed('libc-bin', '2.36-9+deb12u8', { sourceName: 'glibc' }),
        // The binary's own version is far above the fix; the source's is below it.
        installed('libc-extra', '1:99', { sourceName: 'glibc', sourceVersion: '2.36-9+deb12u7' }),
      ],
    );
    assert.deepEqual(summary(matches), ['CVE-2024-0001 libc-extra 1:99 -> 2.36-9+deb12u8', 'CVE-2024-0001 libc6 2.36-9+deb12u7 -> 2.36-9+deb12u8']);
    assert.deepEqual([notCovered, problems], [[], []]);
  });

  it('does not take a rebuilt binary for a fixed source', async () => {
    const { matches } = await matchRecords(directory(), [osv('CVE-2024-0001', { name: 'bash', events: [{ introduced: '0' }, { fixed: '5.2.15-2.1' }] })], [
      installed('bash', '5.2.15-2+b7', { sourceVersion: '5.2.15-2' }),
    ]);
    assert.equal(matches.length, 1);
  });

  it('judges apk packages by their origin and apk versions', async () => {
    const records = [osv('ALPINE-CVE-2024-0001', { ecosystem: 'Alpine:v3.20', upstream: ['CVE-2024-0001'], events: [{ introduced: '0' }, { fixed: '3.3.2-r1' }] })];
    const apk = (version: string) => installed('libssl3', version, { type: 'apk', sourceName: 'openssl' });
    const { matches } = await matchRecords(directory(), records, [apk('3.3.2-r0'), apk('3.3.10-r0'), apk('3.3.2_rc1-r5')], alpine320);
    assert.deepEqual(summary(matches), ['CVE-2024-0001 libssl3 3.3.2-r0 -> 3.3.2-r1', 'CVE-2024-0001 libssl3 3.3.2_rc1-r5 -> 3.3.2-r1']);
  });

  describe('judges rpm packages', () => {
    const rpm = (name: string, version: string, fields = {}) => installed(name, version, { type: 'rpm', path: 'var/lib/rpm/rpmdb.sqlite', ...fields });
    const os = (id: string, versionId: string, prettyName = id) => ({ id, versionId, prettyName });
    const alma8 = os('almalinux', '8.9');
    const modular = (id: string, ecosystem: string, summary: string, ...fixes: readonly string[]) => ({
      id, summary, related: ['CVE-2024-0001'],
      affected: fixes.map((fixed) => ({ package: { ecosystem, name: 'nodejs' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] })),
    });

    it('of AlmaLinux and Red Hat by their own names', async () => {
      const libs = rpm('openssl-libs', '1:3.0.7-16.el9', { sourceName: 'openssl' });
      for (const [ecosystem, image] of [['AlmaLinux:9', os('almalinux', '9.4')], ['Red Hat:enterprise_linux:9::baseos', os('rhel', '9.4')], ['Red Hat:enterprise_linux:7::server', os('centos', '7')]] as const) {
        const records = [osv('CVE-2024-0001', { ecosystem, name: 'openssl-libs', events: [{ introduced: '0' }, { fixed: '1:3.0.7-27.el9' }] }), osv('CVE-2024-0002', { ecosystem, name: 'openssl', events: [{ introduced: '0' }] })];
        const { matches } = await matchRecords(directory(), records, [libs, rpm('openssl-libs', '1:3.0.7-27.el9_4.1')], image);
        assert.deepEqual(summary(matches), ['CVE-2024-0001 openssl-libs 1:3.0.7-16.el9 -> 1:3.0.7-27.el9'], ecosystem);
      }
    });

    it('of the other distributions by source and version of the source', async () => {
      const images = [
        ['Rocky Linux:9', os('rocky', '9.4')],
        ['SUSE:Linux Enterprise Module for Basesystem 15 SP5', os('sles', '15.5', 'SUSE Linux Enterprise Server 15 SP5')],
        ['openSUSE:Leap 15.6', os('opensuse-leap', '15.6', 'openSUSE Leap 15.6')],
        ['openEuler:22.03-LTS-SP3', os('openEuler', '22.03', 'openEuler 22.03 (LTS-SP3)')],
        ['Azure Linux:3', os('azurelinux', '3.0')],
        ['Mageia:9', os('mageia', '9')],
        ['Photon OS:5.0', os('photon', '5.0')],
      ] as const;
      for (const [ecosystem, image] of images) {
        const records = [osv('CVE-2024-0001', { ecosystem, name: 'gcc', events: [{ introduced: '0' }, { fixed: '13.2-2' }] }), osv('CVE-2024-0002', { ecosystem, name: 'libgcc', events: [{ introduced: '0' }] })];
        const { matches, notCovered } = await matchRecords(directory(), records, [rpm('libgcc', '99-1', { sourceName: 'gcc', sourceVersion: '13.2-1' })], image);
        assert.deepEqual([summary(matches), notCovered], [['CVE-2024-0001 libgcc 99-1 -> 13.2-2'], []], ecosystem);
      }
    });

    it('of modules by their stream', async () => {
      const records = [
        modular('ALSA-2024:18', 'AlmaLinux:8', 'Important: nodejs:18 security update', '1:18.19.1-1.module_el8.9.0+3753+4de0891b'),
        { ...modular('ALSA-2024:20', 'AlmaLinux:8', 'Important: nodejs:20 security update', '1:20.11.1-1.module_el8.9.0+3775+d8460d35'), related: ['CVE-2024-0020'] },
        { ...modular('ALSA-2024:99', 'AlmaLinux:8', 'Important: nodejs security update', '1:99-1.el8'), related: ['CVE-2024-0099'] },
      ];
      const of = async (version: string, moduleStream?: string) => summary((await matchRecords(directory(), records, [rpm('nodejs', version, moduleStream ? { moduleStream } : {})], alma8)).matches).map((line) => line.split(' ')[0]);
      assert.deepEqual(await of('1:18.14.2-2.module_el8.7.0+3494+d2b2a4e1', 'nodejs:18'), ['CVE-2024-0001']);
      assert.deepEqual(await of('1:18.20.2-1.module_el8.9.0+3828+c9fa9644', 'nodejs:18'), []);
      assert.deepEqual(await of('1:20.8.1-1.module_el8.9.0+3675+0258a6d9', 'nodejs:20'), ['CVE-2024-0020']);
      // Without a label the stream is not known, but that it is of one.
      assert.deepEqual(await of('1:18.14.2-2.module_el8.7.0+3494+d2b2a4e1'), ['CVE-2024-0001', 'CVE-2024-0020']);
      assert.deepEqual(await of('1:10.24.0-1.el8'), ['CVE-2024-0099']);
    });

    it('by any of several builds of one fix', async () => {
      const record = modular('ALSA-2021:3623', 'AlmaLinux:8', 'Important: nodejs:12 security update', '1:12.22.5-1.module_el8.4.0+2529+af52a4c7', '1:12.22.5-1.module_el8.5.0+85+79a7b441');
      const of = async (version: string) => (await matchRecords(directory(), [record], [rpm('nodejs', version, { moduleStream: 'nodejs:12' })], alma8)).matches.length;
      assert.equal(await of('1:12.22.5-1.module_el8.4.0+2529+af52a4c7'), 0);
      assert.equal(await of('1:12.22.3-2.module_el8.4.0+2522+3bd42762'), 1);
    });

    it('not by what is built for other repositories, which it names', async () => {
      const records = [osv('CVE-2024-0001', { ecosystem: 'AlmaLinux:9', events: [{ introduced: '0' }] })];
      const packages = [rpm('openssl', '1-1', { vendor: 'AlmaLinux' }), rpm('openssl', '2-1', { vendor: 'Fedora Project' }), rpm('openssl', '3-1', { vendor: 'NGINX Packaging <x@f5.com>' })];
      const { matches, notCovered } = await matchRecords(directory(), records, packages, os('almalinux', '9.4'));
      assert.deepEqual(summary(matches), ['CVE-2024-0001 openssl 1-1 -> no fix']);
      assert.deepEqual(notCovered.map(({ ecosystem }) => ecosystem), ['rpm packages of EPEL', 'rpm packages of NGINX Packaging']);
    });

    it('not by the kernel where they are its headers', async () => {
      const records = ['kernel', 'kernel-headers', 'kernel-devel', 'kernel-rt-devel'].map((name) => osv('CVE-2024-0001', { ecosystem: 'AlmaLinux:9', name, events: [{ introduced: '0' }] }));
      const packages = ['kernel', 'kernel-headers', 'kernel-devel', 'kernel-rt-devel'].map((name) => rpm(name, '5.14.0-1.el9'));
      assert.deepEqual((await matchRecords(directory(), records, packages, os('almalinux', '9.4'))).matches.map((match) => match.package.package.name), ['kernel']);
    });

    it('and says how to get advisories of an ecosystem with a blank in its name', async () => {
      const { notCovered } = await matchRecords(directory(), [], [rpm('a', '1-1')], os('rocky', '9.4'));
      assert.match(notCovered[0]?.reason ?? '', /Run plimsoll db update "Rocky Linux:9" to get them/);
    });
  });

  it('judges npm and PyPI packages in any image', async () => {
    const records = [
      osv('GHSA-aaaa-bbbb-cccc', { ecosystem: 'npm', name: '@scope/a', aliases: ['CVE-2024-0001'], events: [{ introduced: '0' }, { fixed: '1.2.0' }], summary: 'Bad things in a' }),
      osv('PYSEC-1', { ecosystem: 'PyPI', name: 'Foo.Bar', events: [{ introduced: '0' }, { fixed: '2.0' }] }),
    ];
    const packages = [installed('@scope/a', '1.2.0-rc.1', { type: 'npm' }), installed('foo_bar', '2.0rc1', { type: 'pypi' }), installed('foo_bar', '2.0', { type: 'pypi' })];
    const { matches, notCovered } = await matchRecords(directory(), records, packages, undefined);
    assert.deepEqual(summary(matches), ['CVE-2024-0001 @scope/a 1.2.0-rc.1 -> 1.2.0', 'PYSEC-1 foo_bar 2.0rc1 -> 2.0']);
    assert.deepEqual([matches[0]?.aliases, matches[0]?.summary, matches[0]?.url], [['GHSA-aaaa-bbbb-cccc'], 'Bad things in a', 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc']);
    assert.deepEqual(notCovered, []);
  });

  it('judges Go modules by their versions, pseudo-versions and those marked incompatible included', async () => {
    const go = (name: string, fixed: string, id: string) => osv(id, { ecosystem: 'Go', name, events: [{ introduced: '0' }, { fixed }] });
    const records = [go('a', '1.2.0', 'GO-1'), go('b', '0.0.0-20220412211240-33da011f77ad', 'GO-2'), go('c', '20.10.9+incompatible', 'GO-3'), go('stdlib', '1.22.0-rc.1', 'GO-4'), go('d', '2.0.0', 'GO-5')];
    const packages = (
      [['a', 'v1.2.0-rc.1'], ['a', 'v1.2.0+dirty'], ['b', 'v0.0.0-20210101000000-abcdefabcdef'], ['b', 'v0.0.0-20220512000000-abcdefabcdef'], ['c', 'v20.10.7+incompatible'], ['stdlib', '1.22.0-beta.1'], ['stdlib', '1.22.0'], ['d', '(devel)'], ['e', '(devel)']] as const
    ).map(([name, version]) => installed(name, version, { type: 'golang', path: 'usr/bin/x' }));
    const { matches, problems } = await matchRecords(directory(), records, packages);
    assert.deepEqual(summary(matches), [
      'GO-1 a v1.2.0-rc.1 -> 1.2.0', 'GO-2 b v0.0.0-20210101000000-abcdefabcdef -> 0.0.0-20220412211240-33da011f77ad', 'GO-3 c v20.10.7+incompatible -> 20.10.9+incompatible', 'GO-4 stdlib 1.22.0-beta.1 -> 1.22.0-rc.1',
    ]);
    assert.deepEqual(problems.map(({ message }) => message), ['The version (devel) of d cannot be compared; whether its 1 advisories apply is not known.']);
  });

  it('judges NuGet packages whatever the case of their names, and runtimes of .NET by those of their system', async () => {
    const records = [
      osv('GHSA-0000-0000-0001', { ecosystem: 'NuGet', name: 'Newtonsoft.Json', aliases: ['CVE-2024-0001'], events: [{ introduced: '0' }, { fixed: '13.0.1' }] }),
      osv('GHSA-0000-0000-0002', { ecosystem: 'NuGet', name: 'Microsoft.NETCore.App.Runtime.linux-musl-x64', aliases: ['CVE-2024-0002'], events: [{ introduced: '8.0.0' }, { fixed: '8.0.8' }] }),
    ];
    const nuget = (name: string, version: string) => installed(name, version, { type: 'nuget', path: 'app/shop.deps.json' });
    const packages = [nuget('newtonsoft.json', '12.0.3'), nuget('Newtonsoft.Json', '13.0.1.0'), ...['musl-x64', 'x64'].map((system) => nuget(`Microsoft.NETCore.App.Runtime.linux-${system}`, '8.0.7'))];
    const { matches, notCovered } = await matchRecords(directory(), records, packages);
    assert.deepEqual(summary(matches), ['CVE-2024-0001 newtonsoft.json 12.0.3 -> 13.0.1', 'CVE-2024-0002 Microsoft.NETCore.App.Runtime.linux-musl-x64 8.0.7 -> 8.0.8']);
    assert.deepEqual(notCovered, []);
  });

  it('does not match a release with the advisories of another', async () => {
    const { matches, notCovered } = await matchRecords(directory(), [osv('CVE-2024-0001', { ecosystem: 'Debian:11' }), osv('CVE-2024-0002', { ecosystem: 'Debian' })], [installed('openssl', '1')]);
    assert.deepEqual(matches, []);
    assert.deepEqual(notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['Debian:12', 1]]);
  });

  it('leaves out what Debian calls unimportant, unless asked', async () => {
    const record = { id: 'DEBIAN-CVE-2024-0001', affected: [{ ...(osv('x').affected as object[])[0], ecosystem_specific: { urgency: 'unimportant' } }] };
    const packages = [installed('openssl', '1')];
    assert.deepEqual((await matchRecords(directory(), [record], packages)).matches, []);
    assert.equal((await matchRecords(directory(), [record], packages, debian12, { unimportant: true })).matches.length, 1);
  });

  it('leaves out kernel headers, unless asked', async () => {
    const record = osv('CVE-2024-0001', { name: 'linux', events: [{ introduced: '0' }] });
    const packages = ['linux-libc-dev', 'linux-headers-6.1.0-18-amd64', 'linux-kbuild-6.1', 'linux-image-6.1.0-18-amd64'].map((name) => installed(name, '6.1.76-1', { sourceName: 'linux' }));
    assert.deepEqual(summary((await matchRecords(directory(), [record], packages)).matches), ['CVE-2024-0001 linux-image-6.1.0-18-amd64 6.1.76-1 -> no fix']);
    assert.equal((await matchRecords(directory(), [record], packages, debian12, { kernelHeaders: true })).matches.length, 4);
  });

  it('does not match language packages that the OS package manager owns', async () => {
    const records = [osv('PYSEC-1', { ecosystem: 'PyPI', name: 'six' }), osv('CVE-2024-0001')];
    const packages = [installed('six', '1', { type: 'pypi', osOwned: true }), installed('six', '1.1', { type: 'pypi' }), installed('openssl', '1')];
    assert.deepEqual(summary((await matchRecords(directory(), records, packages)).matches), ['CVE-2024-0001 openssl 1 -> 2', 'PYSEC-1 six 1.1 -> 2']);
  });

  it('groups records that are about one vulnerability, with the highest fix and the worst known severity', async () => {
    const records = [
      osv('DEBIAN-CVE-2024-0001', { upstream: ['CVE-2024-0001'], events: [{ introduced: '0' }, { fixed: '2' }] }),
      osv('DSA-1-1', { upstream: ['CVE-2024-0001', 'CVE-2024-0002'], summary: 'openssl - security update', events: [{ introduced: '0' }, { fixed: '2+deb12u1' }] }),
      osv('DLA-9-1', { upstream: ['CVE-2024-0002'], events: [{ introduced: '0' }], severity: [{ type: 'Ubuntu', score: 'medium' }] }),
    ];
    const { matches } = await matchRecords(directory(), records, [installed('openssl', '1')]);
    assert.deepEqual(
      matches.map(({ id, aliases, fixedVersion, severity, summary: text }) => ({ id, aliases: [...aliases].sort(), fixedVersion, severity, text })),
      [
        { id: 'CVE-2024-0001', aliases: ['DEBIAN-CVE-2024-0001', 'DSA-1-1'], fixedVersion: '2+deb12u1', severity: 'unknown', text: 'openssl - security update' },
        { id: 'CVE-2024-0002', aliases: ['DLA-9-1', 'DSA-1-1'], fixedVersion: '2+deb12u1', severity: 'medium', text: 'openssl - security update' },
      ],
    );
  });

  it('groups by alias what has no CVE, and does not join two CVEs over a shared alias', async () => {
    const npm = { ecosystem: 'npm', name: 'a' };
    const records = [
      osv('GHSA-2', { ...npm, aliases: ['MAL-1'] }),
      osv('MAL-1', npm),
      osv('SNYK-1', { ...npm, aliases: ['GHSA-1'] }),
      osv('PYSEC-1', { ...npm, aliases: ['CVE-2024-0001', 'GHSA-1'] }),
      osv('PYSEC-2', { ...npm, aliases: ['CVE-2024-0002', 'GHSA-1'] }),
    ];
    const { matches } = await matchRecords(directory(), records, [installed('a', '1.0.0', { type: 'npm' })]);
    const groups = matches.map(({ id, aliases }) => [id, ...[...aliases].sort()].join(' '));
    assert.deepEqual(groups.sort(), ['CVE-2024-0001 GHSA-1 PYSEC-1 SNYK-1', 'CVE-2024-0002 GHSA-1 PYSEC-2', 'GHSA-2 MAL-1']);
  });

  it('accepts the CVEs of "related", where some distributions put them', async () => {
    const { matches } = await matchRecords(directory(), [osv('ALSA-1', { related: ['CVE-2024-0001', 'CVE-2024-0002', 'other'] })], [installed('openssl', '1')]);
    assert.deepEqual(matches.map(({ id }) => id).sort(), ['CVE-2024-0001', 'CVE-2024-0002']);
    const own = await matchRecords(directory(), [osv('CVE-2024-0003', { related: ['CVE-2024-0004'] })], [installed('openssl', '1')]);
    assert.deepEqual(own.matches.map(({ id, aliases }) => [id, aliases]), [['CVE-2024-0003', []]]);
  });

  it('believes a fix at version "0": never affected, whatever another record says', async () => {
    const alpine = { ecosystem: 'Alpine:v3.20' };
    const records = [
      osv('ALPINE-CVE-2024-0001', { ...alpine, upstream: ['CVE-2024-0001'], events: [{ introduced: '0' }, { fixed: '0' }] }),
      osv('OTHER-1', { ...alpine, aliases: ['CVE-2024-0001'], events: [{ introduced: '0' }] }),
      osv('OTHER-2', { ...alpine, aliases: ['CVE-2024-0002'], events: [{ introduced: '0' }] }),
    ];
    const { matches } = await matchRecords(directory(), records, [installed('openssl', '1-r0', { type: 'apk' })], alpine320);
    assert.deepEqual(matches.map(({ id }) => id), ['CVE-2024-0002']);
  });

  it('does not call a package affected whose version it cannot read, and says so', async () => {
    const { matches, problems } = await matchRecords(directory(), [osv('A-1', { ecosystem: 'npm', name: 'a', events: [{ introduced: '0' }] })], [
      installed('a', 'workspace:*', { type: 'npm', path: 'app/node_modules/a/package.json' }),
    ]);
    assert.deepEqual(matches, []);
    assert.deepEqual(problems.map(({ where }) => where), ['app/node_modules/a/package.json']);
    assert.match(problems[0]?.message ?? '', /workspace:\* of a cannot be compared/);
  });

  it('marks what is known to be exploited', async () => {
    const records = [osv('GHSA-jfh8-c2jp-5v3q', { ecosystem: 'npm', name: 'a', aliases: ['CVE-2021-44228'] }), osv('CVE-2024-99999', { ecosystem: 'npm', name: 'a' })];
    const { matches } = await matchRecords(directory(), records, [installed('a', '1.0.0', { type: 'npm' })]);
    assert.deepEqual(matches.map(({ id, knownExploited }) => [id, knownExploited]).sort(), [['CVE-2021-44228', true], ['CVE-2024-99999', false]]);
  });

  describe('never says "clean" of what is not covered', () => {
    it('without a segment, with the number of packages and the remedy', async () => {
      const { matches, notCovered } = await matchRecords(directory(), [], [installed('a', '1'), installed('b', '1'), installed('x', '1', { type: 'npm' })]);
      assert.deepEqual(matches, []);
      assert.deepEqual(notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['Debian:12', 2], ['npm', 1]]);
      assert.match(notCovered[0]?.reason ?? '', /Run "plimsoll db update Debian:12"/);
    });

    it('of a distribution that nobody advises on, of packages of vendors, of types that are not matched', async () => {
      const packages = [installed('a', '1'), installed('nodejs', '18.19.0-1nodesource1'), installed('dotnet-sdk', '8.0.100', { type: 'generic' })];
      const mint = { id: 'linuxmint', versionId: '21', prettyName: 'Linux Mint 21' };
      const { notCovered } = await matchRecords(directory(), [osv('A-1', { name: 'nodejs' })], packages, mint);
      assert.deepEqual(notCovered.map(({ ecosystem, packages: count }) => [ecosystem, count]), [['Linux Mint 21', 1], ['deb packages of NodeSource', 1], ['.NET SDK', 1]]);
    });

    it('without an os-release file', async () => {
      const store = openAdvisories(directory());
      const { notCovered } = await matchAdvisories([installed('a', '1')], undefined, store);
      assert.match(notCovered[0]?.reason ?? '', /no os-release file/);
    });

    it('does not match a vendor\'s package with the distribution\'s advisories', async () => {
      const { matches } = await matchRecords(directory(), [osv('A-1', { name: 'nodejs', events: [{ introduced: '0' }] })], [installed('nodejs', '18.19.0-1nodesource1')]);
      assert.deepEqual(matches, []);
    });

    it('with a damaged segment, of which no match is used', async () => {
      const records = Array.from({ length: 2000 }, (_, index) => osv(`CVE-2024-${10_000 + index}`, { name: `package-${index}`, details: `text ${index}` }));
      await importRecords(directory(), records);
      const path = join(directory(), 'store', 'debian-12.advisories');
      const bytes = await readFile(path);
      // Behind the first block of texts and before the rows end: the footer and the first look-ups are still right.
      bytes[Math.floor(bytes.length * 0.75)] = (bytes[Math.floor(bytes.length * 0.75)] as number) ^ 1;
      await writeFile(path, bytes);
      const store = openAdvisories(join(directory(), 'store'));
      const { matches, notCovered, problems } = await matchAdvisories(records.map((_, index) => installed(`package-${index}`, '1')), debian12, store);
      await store.close();
      assert.deepEqual(matches, []);
      assert.deepEqual(notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['Debian:12', 2000]]);
      assert.match(problems[0]?.message ?? '', /damaged and were not used.*plimsoll db update Debian:12/);
    });
  });

  it('stops when told to', async () => {
    await importRecords(directory(), [osv('A-1')]);
    const store = openAdvisories(join(directory(), 'store'));
    await assert.rejects(matchAdvisories([installed('openssl', '1')], debian12, store, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    await store.close();
  });

  it('gives the same matches whatever the order of the packages', async () => {
    const records = ['a', 'b', 'c'].map((name, index) => osv(`CVE-2024-000${index}`, { name }));
    const packages = ['c', 'a', 'b'].map((name) => installed(name, '1'));
    const { matches } = await matchRecords(directory(), records, packages);
    const reversed = await matchRecords(directory(), records, [...packages].reverse());
    assert.deepEqual(reversed.matches, matches);
  });
});
