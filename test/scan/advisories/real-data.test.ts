import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importAdvisories, matchAdvisories, openAdvisories, segmentStatus } from '../../../server/src/scan/advisories/index';
import kev from '../../../server/src/scan/advisories/data/kev.json';
import { cataloguers } from '../../../server/src/scan/packages/index';
import type { CatalogueResult } from '../../../server/src/scan/packages/cataloguer';
import type { ImagePackage } from '../../../server/src/scan/types';
import { scanImage } from '../../../server/src/scan/scan';
import { buildImage, dockerSaveOci, osRelease, tar } from '../../helpers/image-builder';
import { rpmDatabase, type RpmSpec } from '../../helpers/rpm';
import { debian12, sharedData, temporaryDirectories } from './support';
import { skip } from '../../helpers/skip';

/** A path of the shared data; the test is skipped, and says why, where there is none. */
function needed(context: Mocha.Context, name: string): string {
  const path = sharedData(name);
  if (path !== undefined) return path;
  if (context.test) context.test.title += ` (skipped: no ${name} in the shared data)`;
  context.skip();
}

function packagesOf(path: string, content: Uint8Array): ImagePackage[] {
  const found: CatalogueResult = { packages: [], osOwned: [], problems: [] };
  cataloguers.find((cataloguer) => cataloguer.wants(path))?.catalogue(path, content, found);
  return found.packages.map((item) => ({ package: item, layer: 0, osOwned: false }));
}

interface SharedRecord {
  readonly upstream: readonly [string];
  readonly affected: readonly { readonly package: { readonly name: string }; readonly ranges: readonly { readonly events: readonly Readonly<Record<string, string>>[] }[] }[];
}

describe('real advisories', () => {
  const directory = temporaryDirectories();

  /** Recomputes, with dpkg itself and nothing of ours but the parsed JSON, what must be found. */
  function expectedFindings(records: readonly string[], packages: readonly ImagePackage[], age: (version: string) => string): string[] {
    const fixes = new Map<string, { cve: string; fixed: string }[]>();
    for (const text of records) {
      const record = JSON.parse(text) as SharedRecord;
      for (const { package: { name }, ranges } of record.affected) {
        const fixed = ranges[0]?.events.find((event) => event.fixed)?.fixed as string;
        fixes.set(name, [...(fixes.get(name) ?? []), { cve: record.upstream[0], fixed }]);
      }
    }
    const questions = packages.flatMap(({ package: item }) => {
      const version = age(item.sourceVersion ?? item.version);
      return (fixes.get(item.sourceName ?? item.name) ?? []).map(({ cve, fixed }) => ({ line: `${version} ${fixed}`, finding: `${cve} ${item.name} ${item.architecture} -> ${fixed}` }));
    });
    const script = 'while read -r a b; do if dpkg --compare-versions "$a" lt "$b"; then echo 1; else echo 0; fi; done';
    const lines = [...new Set(questions.map(({ line }) => line))];
    const answers = execFileSync('sh', ['-c', script], { input: lines.map((line) => `${line}\n`).join(''), encoding: 'utf8' }).trim().split('\n');
    assert.equal(answers.length, lines.length);
    const below = new Set(lines.filter((_, index) => answers[index] === '1'));
    return [...new Set(questions.filter(({ line }) => below.has(line)).map(({ finding }) => finding))].sort();
  }

  async function findings(packages: readonly ImagePackage[]): Promise<string[]> {
    const store = openAdvisories(join(directory(), 'store'));
    const { matches, notCovered, problems } = await matchAdvisories(packages, debian12, store);
    await store.close();
    // The machine may have packages of vendors' repositories, on which Debian does not advise.
    assert.ok(notCovered.every(({ ecosystem }) => ecosystem.startsWith('deb packages of ')));
    assert.deepEqual(problems, []);
    return matches.map(({ id, package: { package: item }, fixedVersion }) => `${id} ${item.name} ${item.architecture} -> ${fixedVersion}`).sort();
  }

  it('find on this Debian exactly the packages below their fixing version, by dpkg\'s own comparison', async function () {
    this.timeout(120_000);
    const file = needed(this, 'advisories/debian-12.ndjson');
    if (!existsSync('/var/lib/dpkg/status') || !existsSync('/usr/bin/dpkg')) skip(this, 'there is no dpkg with a database here');
    await importAdvisories([file], join(directory(), 'store'));
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
    const packages = packagesOf('var/lib/dpkg/status', readFileSync('/var/lib/dpkg/status'));
    assert.deepEqual(await findings(packages), expectedFindings(lines, packages, (version) => version));
    // The machine may be up to date, and then proves little. The same packages as they were before their last updates do not.
    const old = (version: string): string => version.replace(/(?:\+|~)deb12u\d+$/, '');
    const aged = packages.map((entry) => ({ ...entry, package: { ...entry.package, sourceVersion: old(entry.package.sourceVersion ?? entry.package.version) } }));
    const expected = expectedFindings(lines, packages, old);
    assert.ok(expected.length > 0);
    assert.deepEqual(await findings(aged), expected);
  });

  it('of a large corpus are all kept, and find in a real Alpine image what it lacks, and nothing in it as it is', async function () {
    this.timeout(180_000);
    const corpus = needed(this, 'advisories/corpus.ndjson.zst');
    const image = needed(this, 'images/alpine-3.10-docker-save.tar.gz');
    const store = join(directory(), 'store');
    const summary = await importAdvisories([corpus], store);
    assert.deepEqual([summary.records, summary.problems], [95_632, []]);
    assert.deepEqual({ ...summary.skipped, unusable: 0 }, { withdrawn: 47, bad: 0, unusable: 0, unasked: 0, unreleased: 0 });
    const statuses = await segmentStatus(store);
    assert.ok(statuses.length > 30 && statuses.every(({ state }) => state === 'ready'));
    const opened = openAdvisories(store);
    const os = { id: 'alpine', versionId: '3.10.4', prettyName: 'Alpine Linux v3.10' };
    const packages = packagesOf('lib/apk/db/installed', apkDatabase(readFileSync(image)));
    assert.equal(packages.length, 14);
    // The advisories end before this release, in which all of them were fixed.
    assert.deepEqual(await matchAdvisories(packages, os, opened), { matches: [], notCovered: [], problems: [] });
    const before = packages.map((entry) => (entry.package.sourceName === 'openssl' ? { ...entry, package: { ...entry.package, version: '1.1.1c-r0' } } : entry));
    const { matches } = await matchAdvisories(before, os, opened);
    await opened.close();
    assert.deepEqual(
      matches.map(({ id, package: { package: item }, fixedVersion }) => `${id} ${item.name} -> ${fixedVersion}`).sort(),
      ['CVE-2019-1547', 'CVE-2019-1549', 'CVE-2019-1563'].flatMap((cve) => [`${cve} libcrypto1.1 -> 1.1.1d-r0`, `${cve} libssl1.1 -> 1.1.1d-r0`]),
    );
  });

  it('of AlmaLinux find in an image what its packages lack, each on the layer that brought it, and of modules what is about their stream', async function () {
    this.timeout(180_000);
    const corpus = needed(this, 'advisories/corpus.ndjson.zst');
    const store = join(directory(), 'store');
    await importAdvisories([corpus], store, { only: ['AlmaLinux:8'] });
    const alma = { vendor: 'AlmaLinux' };
    const base: readonly RpmSpec[] = [
      { name: 'openssl-libs', version: '1.1.1k-9.el8_7', epoch: 1, sourceRpm: 'openssl-1.1.1k-9.el8_7.src.rpm', ...alma },
      { name: 'zlib', version: '1.2.11-25.el8', ...alma },
      { name: 'gpg-pubkey', version: '3abb34f8-5ffd890e' },
    ];
    const nodejs: RpmSpec = { name: 'nodejs', version: '18.20.4-1.module_el8.10.0+3890+5a092792', epoch: 1, modularityLabel: 'nodejs:18:8100020240807161023:489197e6', ...alma };
    const epel: RpmSpec = { name: 'htop', version: '3.2.1-1.el8', vendor: 'Fedora Project' };
    const database = (...packages: readonly RpmSpec[]) => ({ path: 'var/lib/rpm/Packages', content: rpmDatabase(...packages) });
    const image = buildImage({ layers: [{ entries: [osRelease('almalinux', '8.9'), database(...base)] }, { entries: [database(...base, nodejs, epel)] }], tags: ['alma:8'] });
    const archive = join(directory(), 'image.tar');
    writeFileSync(archive, tar(dockerSaveOci(image)));
    const report = await scanImage({ image: archive, advisories: store, cache: join(directory(), 'cache'), offline: true, today: '2026-12-01' }, () => undefined);
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.packages.map(({ purl, layer }) => `${purl} @${image.diffIds.indexOf(layer)}`).sort(), [
      'pkg:rpm/almalinux/htop@3.2.1-1.el8?arch=x86_64&distro=almalinux-8.9 @1',
      'pkg:rpm/almalinux/nodejs@18.20.4-1.module_el8.10.0+3890+5a092792?arch=x86_64&distro=almalinux-8.9&epoch=1 @1',
      'pkg:rpm/almalinux/openssl-libs@1.1.1k-9.el8_7?arch=x86_64&distro=almalinux-8.9&epoch=1 @0',
      'pkg:rpm/almalinux/zlib@1.2.11-25.el8?arch=x86_64&distro=almalinux-8.9 @0',
    ]);
    const found = report.vulnerabilities.map(({ id, package: name, fixedVersion, severity, layer }) => `${id} ${name} -> ${fixedVersion} ${severity} @${image.diffIds.indexOf(layer)}`).sort();
    // Of nodejs:18 there is one later bulletin; those of nodejs:20 to 24 name versions that are higher.
    assert.deepEqual(found.filter((line) => line.includes(' nodejs ')), ['CVE-2025-22150', 'CVE-2025-23085'].map((cve) => `${cve} nodejs -> 1:18.20.6-1.module_el8.10.0+3960+fcfbf683 medium @1`));
    assert.ok(found.includes('CVE-2023-3446 openssl-libs -> 1:1.1.1k-12.el8_9 low @0'), found.join('\n'));
    assert.deepEqual(found.filter((line) => line.includes(' zlib ')), []);
    assert.deepEqual(report.notCovered.map(({ ecosystem, packages }) => [ecosystem, packages]), [['rpm packages of EPEL', 1]]);
  });

  it('of CISA are all in the file of exploited vulnerabilities', function () {
    const source = JSON.parse(readFileSync(needed(this, 'kev.json'), 'utf8')) as { asOf: string; cves: Record<string, unknown> };
    assert.deepEqual(new Set(kev.cves.split(' ').map((number) => `CVE-${number}`)), new Set(Object.keys(source.cves)));
    assert.equal(kev.asOf, source.asOf.replaceAll('.', '-'));
  });
});

/** apk's database out of the layer of a docker-save archive: both are plain tars, of which the entry of that name is cut out. */
function apkDatabase(archive: Buffer): Buffer {
  const layer = entryOf(gunzipSync(archive), (name) => name.endsWith('/layer.tar'));
  return entryOf(layer, (name) => name === 'lib/apk/db/installed');
}

function entryOf(tar: Buffer, wanted: (name: string) => boolean): Buffer {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = parseInt(tar.toString('latin1', at + 124, at + 135), 8) || 0;
    if (wanted(name)) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error('no such entry');
}
