import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ScanReport } from '../../server/src/scan/types';
import { buildImage, dockerSaveLegacy, dockerSaveOci, dpkgStatus, npmPackage, ociLayout, osRelease, tar, TemporaryDirectory } from '../helpers/image-builder';
import { Workplace, type Run } from './plimsoll';

const image = buildImage({
  tags: ['shop:1'],
  layers: [
    { entries: [osRelease('debian', '12', 'bookworm'), dpkgStatus('openssl 3.0.1-1', 'zlib1g 1.2.13-1')], createdBy: '/bin/sh -c #(nop) ADD file:1 in / ' },
    { entries: [npmPackage('app', 'lodash', '4.17.20')], createdBy: 'RUN /bin/sh -c npm ci # buildkit' },
  ],
});
const dockerfile = 'FROM debian:12\nRUN npm ci\n';

const record = (id: string, ecosystem: string, name: string, fixed: string, severity: string): string =>
  JSON.stringify({ schema_version: '1.7.3', id, modified: '2026-11-24T00:00:00Z', summary: `${name} is broken.`, severity: [{ type: 'CVSS_V3', score: severity }], affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }] });
const high = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';
const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const advisories = `${record('CVE-2026-1000', 'Debian:12', 'openssl', '3.0.2-1', high)}\n${record('CVE-2026-2000', 'npm', 'lodash', '4.17.21', critical)}\n`;

describe('plimsoll scan and db', function () {
  this.timeout(60_000);
  const images = new TemporaryDirectory();
  let place: Workplace;
  let archive: string;
  before(() => (archive = images.write('shop.tar', dockerSaveOci(image))));
  after(() => images.remove());
  beforeEach(() => {
    place = new Workplace();
    place.write({ Dockerfile: dockerfile, 'advisories.ndjson': advisories });
  });
  afterEach(() => place.remove());

  const run = async (status: number, ...args: readonly string[]): Promise<Run> => {
    const result = await place.run(args, { environment: { PLIMSOLL_ADVISORIES: place.path('segments'), PLIMSOLL_CACHE: place.path('cache') } });
    assert.equal(result.status, status, result.err || result.out);
    return result;
  };
  const imported = (): Promise<Run> => run(0, 'db', 'import', 'advisories.ndjson');

  it('finds what each instruction brought in', async () => {
    await imported();
    const report = JSON.parse((await run(0, 'scan', archive, '--dockerfile', 'Dockerfile', '--format', 'json')).out) as ScanReport;
    assert.equal(report.version, 1);
    assert.equal(report.image.digest, image.digest);
    assert.deepEqual(
      report.vulnerabilities.map(each => [each.id, each.package, each.version, each.fixedVersion, each.severity, each.instruction?.range.start.line, each.instruction?.text]),
      [['CVE-2026-1000', 'openssl', '3.0.1-1', '3.0.2-1', 'high', 0, 'FROM debian:12'], ['CVE-2026-2000', 'lodash', '4.17.20', '4.17.21', 'critical', 1, 'RUN npm ci']],
    );
    assert.deepEqual(report.notCovered, []);
    assert.notDeepEqual(readdirSync(place.path('cache')), []);
  });

  it('leaves out what the settings ignore, and says so', async () => {
    await imported();
    place.write({ '.plimsoll.yaml': 'rules:\n  vulnerable-version:\n    ignore: [CVE-2026-2000]\n' });
    for (const dockerfileOption of [[], ['--dockerfile', 'Dockerfile']]) {
      const { out, err } = await run(0, 'scan', archive, ...dockerfileOption, '--format', 'json', '--fail-on', 'critical');
      assert.deepEqual((JSON.parse(out) as ScanReport).vulnerabilities.map(({ id }) => id), ['CVE-2026-1000']);
      assert.match(err, /^plimsoll: left out, as the settings say: CVE-2026-2000\.$/m);
    }
  });

  it('finds what is wrong in the image itself, as settings and comments say, and fails by it', async () => {
    const leaky = buildImage({
      layers: [{ entries: [osRelease('debian', '12', 'bookworm')], createdBy: 'ADD base' }, { entries: [{ path: 'app/.npmrc', content: '//registry.npmjs.org/:_authToken=k4Jx9Qz81LmT0vRs' }], createdBy: 'COPY . /app # buildkit' }],
      config: { Cmd: ['server'] },
    });
    const path = images.write('leaky.tar', dockerSaveOci(leaky));
    const checks = async (status: number, ...more: readonly string[]): Promise<string[]> =>
      (JSON.parse((await run(status, 'scan', path, '--dockerfile', 'Leaky', '--format', 'json', ...more)).out) as ScanReport).checks.map(check => `${check.instruction?.range.start.line} ${check.severity} ${check.rule}`);
    place.write({ Leaky: 'FROM debian:12\nCOPY . /app\nCMD ["server"]\n' });
    const both = ['1 error credential-file-in-image', '0 info image-root-user'];
    assert.deepEqual(await checks(0), both);
    assert.deepEqual(await checks(1, '--fail-on', 'high'), both);
    assert.deepEqual(await checks(0, '--fail-on', 'critical'), both);
    for (const [format, expected] of [['table', /error {5}Leaky:2: Credentials in the image/], ['sarif', /"ruleId":"credential-file-in-image"/], ['github', /::error file=Leaky,line=2,.*title=credential-file-in-image/], ['checkstyle', /plimsoll\.credential-file-in-image/], ['junit', /credential-file-in-image at 2:1/], ['html', /Leaky:2: Credentials in the image/]] as const) {
      assert.match((await run(0, 'scan', path, '--dockerfile', 'Leaky', '--format', format)).out, expected);
    }
    place.write({ '.plimsoll.yaml': 'rules: {image-root-user: off, credential-file-in-image: warning}\n' });
    assert.deepEqual(await checks(0, '--fail-on', 'high'), ['1 warning credential-file-in-image']);
    place.write({ Leaky: 'FROM debian:12\n# plimsoll ignore=credential-file-in-image -- a test\nCOPY . /app\nCMD ["server"]\n' });
    assert.deepEqual(await checks(0), []);
  });

  it('gives the same for every form of the image', async () => {
    await imported();
    const layout = images.writeLayout('layout', ociLayout(image));
    const found: unknown[] = [];
    for (const path of [archive, images.write('legacy.tar', dockerSaveLegacy(image)), images.write('oci.tar', tar(ociLayout(image))), layout]) {
      const report = JSON.parse((await run(0, 'scan', path, '--dockerfile', 'Dockerfile', '--format', 'json')).out) as ScanReport;
      found.push([report.image.layers, report.packages, report.vulnerabilities]);
    }
    for (const each of found) assert.deepEqual(each, found[0]);
  });

  it('exits with 1 from --fail-on on, 0 where nobody asked', async () => {
    await imported();
    await run(0, 'scan', archive);
    await run(1, 'scan', archive, '--fail-on', 'critical');
    await run(1, 'scan', archive, '--fail-on', 'low');
    place.write({ 'advisories.ndjson': advisories.split('\n')[0]! });
    await run(0, 'db', 'import', 'advisories.ndjson');
    place.write({ 'advisories.ndjson': record('CVE-2026-3000', 'npm', 'other', '1.0.0', critical) });
    await run(0, 'db', 'import', 'advisories.ndjson');
    await run(0, 'scan', archive, '--fail-on', 'critical');
    await run(1, 'scan', archive, '--fail-on', 'high');
  });

  it('says aloud what it knows nothing of, and how to change that', async () => {
    const { err, out } = await run(0, 'scan', archive, '--fail-on', 'low');
    assert.match(err, /not covered: Debian:12 \(2 packages\)\. .*plimsoll db update Debian:12/);
    assert.match(err, /not covered: npm \(1 package\)\./);
    assert.match(out, /Not covered: nothing is known of these packages/);
    assert.match(out, /No known vulnerabilities\. 3 packages not covered\./);
  });

  it('prints every format', async () => {
    await imported();
    const out = async (format: string): Promise<string> => (await run(0, 'scan', archive, '--dockerfile', 'Dockerfile', '--format', format)).out;
    assert.match(await out('table'), /Dockerfile:1: FROM debian:12\n {2}in the base image: 1 high\n {2}high {6}CVE-2026-1000 {2}openssl 3\.0\.1-1 {2}fixed in 3\.0\.2-1\n/);
    assert.equal(JSON.parse(await out('sarif')).runs[0].results.length, 2);
    assert.match(await out('github'), /^::error file=Dockerfile,line=1,/m);
    assert.deepEqual(JSON.parse(await out('gitlab')).map((issue: { check_name: string }) => issue.check_name), ['CVE-2026-1000', 'CVE-2026-2000']);
    assert.match(await out('checkstyle'), /<file name="Dockerfile">/);
    assert.match(await out('junit'), /failures="2"/);
    assert.equal(JSON.parse(await out('cyclonedx')).vulnerabilities.length, 2);
    assert.equal(JSON.parse(await out('spdx')).packages.length, 4);
    assert.match(await out('html'), /^<!DOCTYPE html>[^]*CVE-2026-2000/);
  });

  it('fails with a reason and a remedy on what is no image, and on bad usage', async () => {
    assert.match((await run(2, 'scan', 'Dockerfile', '--offline')).err, /^plimsoll: .*Dockerfile/);
    assert.match((await run(2, 'scan')).err, /Name an image/);
    assert.match((await run(2, 'scan', 'a', 'b')).err, /One image at a time/);
    assert.match((await run(2, 'scan', archive, '--dockerfile', 'gone')).err, /The Dockerfile gone does not exist/);
    assert.match((await run(2, 'scan', archive, '--target', 'x')).err, /--target is for --dockerfile/);
    assert.match((await run(2, 'scan', archive, '--fail-on', 'error')).err, /--fail-on must be one of critical/);
  });

  it('lists the state of the segments', async () => {
    assert.match((await run(0, 'db', 'status')).out, /^No advisories in .*segments\./);
    assert.match((await imported()).err, /2 records read into 2 segments\./);
    const listed = JSON.parse((await run(0, 'db', 'status', '--format', 'json')).out) as { segment: string; state: string; records: number }[];
    assert.deepEqual(listed.map(each => [each.segment, each.state, each.records]), [['debian-12', 'ready', 1], ['npm', 'ready', 1]]);
    assert.match((await run(0, 'db', 'status')).out, /^Segment +Ecosystem .*\ndebian-12 +Debian:12 +\d{4}-\d\d-\d\d +1 advisory +1 package +\d+ bytes\n/);
  });

  it('names a damaged segment, and clears it away', async () => {
    await imported();
    place.write({ 'segments/npm.advisories': 'no segment' });
    assert.match((await run(1, 'db', 'status')).out, /^npm +damaged/m);
    assert.match((await run(0, 'scan', archive)).err, /npm.*damaged/);
    assert.match((await run(0, 'db', 'gc')).err, /removed .*npm\.advisories \(10 bytes, damaged\)\n1 file removed\./);
    assert.deepEqual(readdirSync(place.path('segments')), ['debian-12.advisories']);
  });

  it('exports what another machine can import', async () => {
    await imported();
    await run(0, 'db', 'export', '--output', 'all.ndjson');
    assert.equal(place.read('all.ndjson').trim().split('\n').length, 2);
    await run(0, 'db', 'import', 'all.ndjson', '--advisories', 'other');
    const report = JSON.parse((await run(0, 'scan', archive, '--advisories', 'other', '--format', 'json')).out) as ScanReport;
    assert.deepEqual(report.vulnerabilities.map(each => each.id), ['CVE-2026-1000', 'CVE-2026-2000']);
    await run(0, 'db', 'export', 'Debian:12', '--output', 'debian.ndjson');
    assert.match(place.read('debian.ndjson'), /^[^\n]*CVE-2026-1000[^\n]*\n$/);
  });

  it('refuses what makes no sense', async () => {
    assert.match((await run(2, 'db')).err, /plimsoll db update\|status\|import\|export\|gc/);
    assert.match((await run(2, 'db', 'constructor')).err, /"db constructor" is not known/);
    assert.match((await run(2, 'db', 'update')).err, /There are no advisories yet/);
    assert.match((await run(2, 'db', 'update', 'npm', '--mirror', 'x=y')).err, /--mirror must be one of osv/);
    assert.match((await run(2, 'db', 'update', 'Debian')).err, /Name the release too/);
    assert.match((await run(2, 'db', 'import')).err, /Name the files to import/);
    assert.match((await run(2, 'db', 'import', 'gone.json')).err, /gone\.json/);
    assert.match((await run(2, 'db', 'export')).err, /Name the file to write/);
  });

  describe('update', () => {
    const database = { urlprefix: 'https://dl-cdn.alpinelinux.org/alpine', distroversion: 'v3.20', reponame: 'main', packages: [{ pkg: { name: 'busybox', secfixes: { '1.36.1-r7': ['CVE-2026-4000'] } } }] };
    let requests: string[];
    let served = 0;
    let server: Server;
    let mirror: string;
    before(done => {
      server = createServer((request, response) => {
        requests.push(`${request.method} ${request.url}`);
        if (request.url !== '/v3.20/main.json') response.writeHead(404).end();
        else if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
        else {
          if (request.method === 'GET') served++;
          response.writeHead(200, { etag: '"1"' }).end(request.method === 'HEAD' ? undefined : JSON.stringify(database));
        }
      });
      server.listen(0, '127.0.0.1', () => {
        mirror = `alpine=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        done();
      });
    });
    after(done => void server.close(done));
    beforeEach(() => (requests = []));

    it('fetches what was named from a mirror, then only what has changed', async () => {
      assert.match((await run(0, 'db', 'update', 'Alpine:v3.20', '--mirror', mirror)).out, /^alpine-3\.20 +Alpine:v3\.20 .* 1 package /m);
      assert.equal(served, 1, requests.join());
      assert.match((await run(0, 'db', 'update', '--mirror', mirror)).out, /^alpine-3\.20 /m);
      assert.equal(served, 1, requests.join());
      assert.match((await run(0, 'explain', 'CVE-2026-4000')).out, /busybox: .*fixed in 1\.36\.1-r7/);
    });
    it('says with --dry-run what it would fetch, and fetches nothing', async () => {
      const { out } = await run(0, 'db', 'update', 'Alpine:v3.20', '--mirror', mirror, '--dry-run');
      assert.match(out, /^Alpine:v3\.20 .*http:\/\/127\.0\.0\.1:\d+\/v3\.20\/main\.json$/m);
      assert.deepEqual(requests.filter(request => !request.startsWith('HEAD')), []);
    });
    it('fails where the mirror does not have it', async () => {
      assert.match((await run(2, 'db', 'update', 'Alpine:v9.99', '--mirror', mirror)).err, /Alpine:v9\.99: .*404/);
    });
  });

  it('explains a vulnerability from the advisories on disk', async () => {
    await imported();
    const { out } = await run(0, 'explain', 'CVE-2026-2000');
    assert.equal(out, 'CVE-2026-2000\n\nlodash is broken.\n\nnpm\n  lodash: critical, all versions, fixed in 4.17.21\n');
    assert.match((await run(1, 'explain', 'CVE-2026-9999')).err, /no advisory on this machine is about CVE-2026-9999/);
  });
});
