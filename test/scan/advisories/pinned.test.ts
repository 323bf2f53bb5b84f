import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { queryKey, type VersionVerdict } from '../../../server/src/lint/versions/model';
import { lookUpVersions } from '../../../server/src/scan/advisories/index';
import { importRecords, osv, temporaryDirectories } from './support';

describe('lookUpVersions', () => {
  const directory = temporaryDirectories();
  const store = (): string => join(directory(), 'store');

  async function verdict(ecosystem: string, names: string | readonly string[], version: string): Promise<VersionVerdict | undefined> {
    const query = { ecosystem, names: typeof names === 'string' ? [names] : names, version };
    return (await lookUpVersions([query], store())).get(queryKey(query));
  }
  /** `ids -> safe version`. */
  async function text(ecosystem: string, names: string | readonly string[], version: string): Promise<string> {
    const found = await verdict(ecosystem, names, version);
    if (!found) return 'nothing known';
    const better = found.betterVersion ? ` (${found.betterVersion.version} has ${found.betterVersion.remaining})` : '';
    return `${found.vulnerabilities.map(({ id }) => id).join(' ') || 'none'} -> ${found.safeVersion ?? 'no safe version'}${better}`;
  }

  it('names what applies, the worst first, under one name each, and the first version without any', async () => {
    await importRecords(directory(), [
      osv('GHSA-aaaa-bbbb-cccc', { ecosystem: 'PyPI', name: 'Django', aliases: ['CVE-2024-0001'], events: [{ introduced: '3.2' }, { fixed: '3.2.10' }], database_specific: { severity: 'HIGH' } }),
      osv('PYSEC-2024-1', { ecosystem: 'PyPI', name: 'django', aliases: ['CVE-2024-0001'], events: [{ introduced: '3.2' }, { fixed: '3.2.10' }] }),
      osv('PYSEC-2024-2', { ecosystem: 'PyPI', name: 'django', aliases: ['CVE-2021-44228'], events: [{ introduced: '0' }, { fixed: '3.2.12' }, { introduced: '4.0' }, { fixed: '4.0.1' }] }),
      osv('PYSEC-2024-3', { ecosystem: 'PyPI', name: 'django', events: [{ introduced: '3.2.12' }, { fixed: '3.2.13' }] }),
      osv('PYSEC-2024-4', { ecosystem: 'PyPI', name: 'django', events: [{ introduced: '1' }, { fixed: '3.2.13rc1' }] }),
    ]);
    const found = await verdict('PyPI', 'Django', '3.2.1');
    // CVE-2021-44228 is in the catalogue of exploited vulnerabilities.
    assert.deepEqual(found?.vulnerabilities.map(({ id, rating, exploited, fixedVersion }) => [id, rating, exploited, fixedVersion]), [
      ['CVE-2021-44228', 'unknown', true, '3.2.12'], ['CVE-2024-0001', 'high', false, '3.2.10'], ['PYSEC-2024-4', 'unknown', false, '3.2.13rc1'],
    ]);
    assert.deepEqual([...(found.vulnerabilities[1]?.aliases ?? [])].sort(), ['GHSA-aaaa-bbbb-cccc', 'PYSEC-2024-1']);
    assert.equal(found.safeVersion, '3.2.13');
    assert.equal(await text('PyPI', 'django', '4.0'), 'CVE-2021-44228 -> 4.0.1');
    assert.equal(await text('PyPI', 'django', '3.2.13'), 'none -> no safe version');
  });

  it('looks for fewer where no version is safe, in the same line first', async () => {
    const open = osv('CVE-2024-0001', { ecosystem: 'npm', name: 'a', events: [{ introduced: '0' }] });
    const some = [['1.0.4', 2], ['1.2.0', 3], ['2.0.0', 4]].map(([fixed, n]) => osv(`CVE-2024-000${n}`, { ecosystem: 'npm', name: 'a', events: [{ introduced: '0' }, { fixed: fixed as string }] }));
    await importRecords(directory(), [open, ...some]);
    assert.equal(await text('npm', 'a', '1.0.0'), 'CVE-2024-0004 CVE-2024-0003 CVE-2024-0002 CVE-2024-0001 -> no safe version (1.0.4 has 3)');
    assert.equal(await text('npm', 'a', '1.1.0'), 'CVE-2024-0004 CVE-2024-0003 CVE-2024-0001 -> no safe version (1.2.0 has 2)');
    assert.equal(await text('npm', 'a', '1.2.0'), 'CVE-2024-0004 CVE-2024-0001 -> no safe version (2.0.0 has 1)');
    assert.equal(await text('npm', 'a', '2.0.0'), 'CVE-2024-0001 -> no safe version');
  });

  it('asks for all names of a package', async () => {
    await importRecords(directory(), [
      osv('CVE-2024-0001', { name: 'openssl', events: [{ introduced: '0' }, { fixed: '3.0.2-1' }] }),
      osv('GO-2024-1', { ecosystem: 'Go', name: 'stdlib', aliases: ['CVE-2024-0002'], events: [{ introduced: '0' }, { fixed: '1.20.2' }] }),
      osv('GO-2024-1', { ecosystem: 'Go', name: 'toolchain', aliases: ['CVE-2024-0002'], events: [{ introduced: '0' }, { fixed: '1.20.3' }] }),
    ]);
    assert.equal(await text('Debian:12', ['libssl3', 'openssl'], '3.0.1-1+b2'), 'CVE-2024-0001 -> 3.0.2-1');
    assert.equal(await text('Go', ['stdlib', 'toolchain'], '1.20.1'), 'CVE-2024-0002 -> 1.20.3');
  });

  it('reads Go, crates.io, RubyGems, NuGet and Bitnami', async () => {
    const fixed = (ecosystem: string, version: string) => osv(`CVE-2024-${ecosystem.length}000`, { ecosystem, name: 'x', events: [{ introduced: '0' }, { fixed: version }] });
    await importRecords(directory(), [fixed('Go', '1.10.0'), fixed('crates.io', '0.10.0'), fixed('RubyGems', '2.2.10'), fixed('Bitnami', '13.10.0'), fixed('NuGet', '2.0.0.2')]);
    assert.deepEqual((await readdir(store())).sort(), ['bitnami.advisories', 'crates.io.advisories', 'go.advisories', 'nuget.advisories', 'rubygems.advisories']);
    assert.deepEqual(
      await Promise.all([text('Go', 'x', '1.9.0'), text('crates.io', 'x', '0.9.0'), text('RubyGems', 'x', '2.2.9.1'), text('Bitnami', 'x', '13.9'), text('NuGet', 'X', '2.0.0.1')]),
      ['CVE-2024-2000 -> 1.10.0', 'CVE-2024-9000 -> 0.10.0', 'CVE-2024-8000 -> 2.2.10', 'CVE-2024-7000 -> 13.10.0', 'CVE-2024-5000 -> 2.0.0.2'],
    );
  });

  it('knows nothing where there is no segment, no advisory on the package, or no version', async () => {
    await importRecords(directory(), [osv('CVE-2024-0001', { ecosystem: 'npm', name: 'a' })]);
    assert.deepEqual(await Promise.all([text('PyPI', 'a', '1'), text('npm', 'b', '1.0.0'), text('npm', 'a', 'latest'), text('Hackage', 'a', '1')]), Array(4).fill('nothing known'));
    await rm(store(), { recursive: true });
    assert.equal(await text('npm', 'a', '1.0.0'), 'nothing known');
  });

  it('knows nothing by a damaged segment, and does not fail', async () => {
    await importRecords(directory(), [osv('CVE-2024-0001', { ecosystem: 'npm', name: 'a' })]);
    await writeFile(join(store(), 'npm.advisories'), 'damage');
    assert.equal(await text('npm', 'a', '1.0.0'), 'nothing known');
  });

  it('does not judge what comes from a vendor\'s own repository by the distribution', async () => {
    await importRecords(directory(), [osv('CVE-2024-0001', { name: 'nodejs', events: [{ introduced: '0' }, { fixed: '18.19.0+dfsg-6~deb12u1' }] })]);
    assert.equal(await text('Debian:12', 'nodejs', '18.19.0-1nodesource1'), 'nothing known');
    assert.equal(await text('Debian:12', 'nodejs', '18.13.0+dfsg1-1'), 'CVE-2024-0001 -> 18.19.0+dfsg-6~deb12u1');
  });

  it('leaves out what Debian calls unimportant, and what an advisory takes off', async () => {
    const unimportant = { id: 'CVE-2024-0001', affected: [{ ...(osv('x').affected as object[])[0], ecosystem_specific: { urgency: 'unimportant' } }] };
    const alpine = (id: string, fixed: string) => osv(id, { ecosystem: 'Alpine:v3.20', name: 'x', events: [{ introduced: '0' }, { fixed }] });
    await importRecords(directory(), [unimportant, alpine('CVE-2024-0002', '0'), alpine('CVE-2024-0003', '1.2-r1')]);
    assert.equal(await text('Debian:12', 'openssl', '1'), 'none -> no safe version');
    assert.equal(await text('Alpine:v3.20', 'x', '1.2-r0'), 'CVE-2024-0003 -> 1.2-r1');
  });
});
