/**
 * The command line scans images that a real engine built, and every answer is compared with what Debian's own tools say of the same image:
 * dpkg-query inside it for what is installed, `dpkg --compare-versions` for what is older than what.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skip } from '../helpers/skip';
import type { ReportedVulnerability, ScanReport } from '../../server/src/scan/types';

const root = path.resolve(import.meta.dirname, '..', '..');
const cli = path.join(root, 'dist', 'cli.js');
const ownAdvisories = path.join(import.meta.dirname, 'fixture', 'advisories.ndjson');
const realAdvisories = path.join(root, '..', 'shared', 'data', 'advisories', 'debian-12.ndjson');

const { PLIMSOLL_TEST_ENGINE: host, PLIMSOLL_TEST_CONTEXT: context = '', PLIMSOLL_TEST_BASE: base = '', PLIMSOLL_TEST_IMAGE: image = '', PLIMSOLL_TEST_IMAGE_CLASSIC: classic = '' } = process.env;
const { PLIMSOLL_TEST_PODMAN: podmanHost, PLIMSOLL_TEST_IMAGE_PODMAN: podmanImage = '' } = process.env;

/** Lines of the fixture's Dockerfile, zero-based. */
const dockerfile = path.join(context, 'Dockerfile');
function lineOf(text: string): number {
  const line = readFileSync(dockerfile, 'utf8').split('\n').findIndex((each) => each.includes(text));
  assert.notEqual(line, -1, text);
  return line;
}

function docker(...args: string[]): string {
  return execFileSync(existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker', args, { env: { ...process.env, DOCKER_HOST: host }, encoding: 'utf8', maxBuffer: 1 << 26 });
}

interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly sourceVersion: string;
}

function installedPackages(name: string): InstalledPackage[] {
  return docker('run', '--rm', '--network=none', '--entrypoint=dpkg-query', name, '-W', '-f', '${db:Status-Status} ${Package} ${Version} ${source:Package} ${source:Version}\n')
    .trim().split('\n').map((line) => line.split(' ')).filter(([status]) => status === 'installed')
    .map(([, packageName, version, source, sourceVersion]) => ({ name: packageName, version, source, sourceVersion }));
}

function older(a: string, b: string): boolean {
  return spawnSync('dpkg', ['--compare-versions', a, 'lt', b]).status === 0;
}

/** `[source package, fixing version, id]` of the Debian records. */
function debianFixes(files: readonly string[]): (readonly [string, string, string])[] {
  return files.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line)))
    .flatMap((record) => record.affected.filter((affected: { package: { ecosystem: string } }) => affected.package.ecosystem === 'Debian:12')
      .flatMap((affected: { package: { name: string }; ranges: { events: { introduced?: string; fixed?: string }[] }[] }) =>
        affected.ranges.flatMap(({ events }) => {
          assert.deepEqual(events.map((event) => event.introduced).filter(Boolean), ['0'], 'the oracle knows records that start at 0 only');
          return events.flatMap((event) => (event.fixed === undefined ? [] : [[affected.package.name, event.fixed, (record.id as string).replace(/^DEBIAN-/, '')] as const]));
        })));
}

/** What a report says, without what differs between the ways in which the same image is read. */
function essence(report: ScanReport): unknown {
  return { ...report, image: { ...report.image, name: '' } };
}

describe('scan of images from a real engine', function () {
  this.timeout(120_000);
  const directory = mkdtempSync(path.join(tmpdir(), 'plimsoll-engine-test-'));
  const files = [ownAdvisories, ...(existsSync(realAdvisories) ? [realAdvisories] : [])];
  const reports = new Map<string, ScanReport>();

  function plimsoll(args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
    const result = spawnSync(process.execPath, [cli, ...args], { env: { ...process.env, DOCKER_HOST: host, ...environment, XDG_CACHE_HOME: path.join(directory, 'cache') }, encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.ok(result.status === 0 || result.status === 1, `plimsoll ${args.join(' ')} ended with ${result.status}:\n${result.stderr}`);
    return result.stdout;
  }

  function scan(what: string, environment: NodeJS.ProcessEnv = {}, ...options: string[]): ScanReport {
    return JSON.parse(plimsoll(['scan', what, '--dockerfile', dockerfile, '--advisories', path.join(directory, 'advisories'), '--offline', '--format', 'json', ...options], environment));
  }

  before(function () {
    if (host === undefined) {
      skip(this, 'no engine: npm test starts one');
    }
    plimsoll(['db', 'import', ...files, '--advisories', path.join(directory, 'advisories')]);
    reports.set(image, scan(image, {}, '--source', 'docker'));
    reports.set(classic, scan(classic, {}, '--source', 'docker'));
  });

  after(() => rmSync(directory, { recursive: true, force: true }));

  /** The vulnerabilities of Debian packages, or of all others, as `id package version`. */
  const keys = (found: readonly ReportedVulnerability[]) => found.map((each) => `${each.id} ${each.package} ${each.version}`).sort();
  const isDebian = (each: ReportedVulnerability) => each.purl.startsWith('pkg:deb/');

  for (const [builder, name] of [['BuildKit', image], ['the classic builder', classic]]) {
    describe(`built by ${builder}`, () => {
      it('reports every Debian package that is older than its fix, and no other', () => {
        const fixes = debianFixes(files);
        const expected = installedPackages(name).flatMap((installed) =>
          fixes.filter(([source, fixed]) => source === installed.source && older(installed.sourceVersion, fixed)).map(([, , id]) => `${id} ${installed.name} ${installed.version}`));
        assert.ok(expected.length >= 3, 'the image has nothing to find');
        assert.deepEqual(keys(reports.get(name)!.vulnerabilities.filter(isDebian)), [...new Set(expected)].sort());
      });

      it('lists the packages that dpkg lists', () => {
        const listed = reports.get(name)!.packages.filter((each) => each.purl.startsWith('pkg:deb/')).map((each) => `${each.name} ${each.version}`).sort();
        assert.deepEqual(listed, installedPackages(name).map((each) => `${each.name} ${each.version}`).sort());
      });

      it('puts each Debian package on the instruction that brought it: FROM, the RUN that installed it, the RUN that upgraded it', () => {
        const inBase = new Set(installedPackages(base).map((each) => `${each.name} ${each.version}`));
        const inUpgrade = new Set(readdirSync(path.join(context, 'debs', 'upgrade')).map((file) => file.split('_')[0]));
        const lines = { base: lineOf('FROM '), install: lineOf('/debs/install/'), upgrade: lineOf('/debs/upgrade/') };
        const wrong = reports.get(name)!.vulnerabilities.filter(isDebian).flatMap((each) => {
          const expected = inBase.has(`${each.package} ${each.version}`) ? lines.base : inUpgrade.has(each.package) ? lines.upgrade : lines.install;
          return each.instruction?.range.start.line === expected ? [] : [`${each.id} ${each.package}: ${JSON.stringify(each.instruction?.range)}, expected line ${expected}: ${each.reason}`];
        });
        assert.deepEqual(wrong, []);
        const found = new Set(reports.get(name)!.vulnerabilities.filter(isDebian).map((each) => each.instruction?.range.start.line));
        assert.deepEqual([...found].sort((a, b) => a! - b!), [lines.base, lines.install, lines.upgrade]);
      });

      it("puts the applications' packages on the COPY or RUN that brought them, and leaves Debian's Python packages to Debian", () => {
        const found = reports.get(name)!.vulnerabilities.filter((each) => !isDebian(each)).map((each) => `${each.id} ${each.package} ${each.version} ${each.instruction?.range.start.line}`);
        const python = lineOf('COPY python-app/site-packages/');
        assert.deepEqual(found.sort(), [
          `CVE-2020-28493 Jinja2 2.11.2 ${python}`,
          `CVE-2021-23337 lodash 4.17.20 ${lineOf('COPY node-app/')}`,
          `CVE-2021-33203 Django 3.2.1 ${python}`,
          `CVE-2021-44906 minimist 1.2.5 ${lineOf('/opt/tool/')}`,
          `CVE-2021-44906 minimist 1.2.5 ${lineOf('COPY node-app/')}`,
        ].sort());
      });
    });
  }

  it('finds the programs with a setuid or setgid bit that the image adds to its base, and the line that added each', () => {
    const programs = (name: string) => docker('run', '--rm', '--network=none', '--user=0', '--entrypoint=find', name, '/', '-xdev', '-type', 'f', '-perm', '/6000').trim().split('\n');
    const owned = (file: string) => spawnSync(existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker', ['run', '--rm', '--network=none', '--entrypoint=dpkg', image, '-S', file], { env: { ...process.env, DOCKER_HOST: host } }).status === 0;
    const inBase = new Set(programs(base));
    const added = programs(image).filter((file) => !inBase.has(file) && !owned(file));
    assert.deepEqual(added, ['/usr/local/bin/as-root']);
    const found = reports.get(image)!.checks.filter((each) => each.rule === 'setuid-program-added');
    assert.deepEqual(found.flatMap((each) => each.files.map((file) => `/${file} ${each.instruction?.range.start.line}`)), added.map((file) => `${file} ${lineOf('chmod u+s')}`));
  });

  it('finds the credential that a later line removed, on the line that wrote it', () => {
    const found = reports.get(image)!.checks.filter((each) => each.rule === 'credential-file-in-image');
    assert.deepEqual(found.map((each) => [each.files, each.instruction?.range.start.line]), [[['root/.netrc'], lineOf('> /root/.netrc')]]);
    assert.match(found[0].message, /only hides/);
    assert.doesNotMatch(JSON.stringify(reports.get(image)!.checks), /hv7Kq2Lw9Zt4/, 'the password itself is not in the report');
  });

  it('says the same of the image saved as an archive', () => {
    const archive = path.join(directory, 'image.tar');
    docker('save', '--output', archive, image);
    assert.deepEqual(essence(scan(archive)), essence(reports.get(image)!));
  });

  it('says the same of the image as an OCI layout', () => {
    const layout = path.join(directory, 'layout');
    execFileSync('skopeo', ['--insecure-policy', 'copy', `docker-archive:${path.join(directory, 'image.tar')}`, `oci:${layout}:app`], { stdio: 'ignore' });
    const report = scan(layout);
    // skopeo writes the configuration anew, in OCI's form: same content, other bytes, other digest.
    const { digest } = report.image;
    assert.ok(existsSync(path.join(layout, 'blobs', ...digest.split(':'))), digest);
    assert.deepEqual(essence({ ...report, image: { ...report.image, digest: '' } }), essence({ ...reports.get(image)!, image: { ...reports.get(image)!.image, digest: '' } }));
  });

  it('puts the same vulnerabilities on the same lines where Podman built the image', function () {
    if (podmanHost === undefined) skip(this, 'no Podman service: npm test starts one');
    const placed = (report: ScanReport) => report.vulnerabilities.map((each) => `${each.id} ${each.package} ${each.version} ${each.instruction?.range.start.line}`).sort();
    assert.deepEqual(placed(scan(podmanImage, { CONTAINER_HOST: podmanHost }, '--source', 'podman')), placed(reports.get(image)!));
  });
});
