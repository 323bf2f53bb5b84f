import assert from 'node:assert/strict';
import { ecosystemOf, segmentFor } from '../../../server/src/scan/advisories/index';
import { packageKey } from '../../../server/src/scan/advisories/ecosystem';
import { thirdPartyVendor } from '../../../server/src/scan/advisories/third-party';
import type { PackageType } from '../../../server/src/scan/types';

describe('segmentFor', () => {
  const names: readonly (readonly [string, string | undefined])[] = [
    ['Debian:12', 'debian-12'],
    ['Ubuntu:24.04:LTS', 'ubuntu-24.04'],
    ['Ubuntu:24.04', 'ubuntu-24.04'],
    ['Ubuntu:Pro:18.04:LTS', 'ubuntu-pro-18.04'],
    ['Alpine:v3.20', 'alpine-3.20'],
    ['Alpine:edge', 'alpine-edge'],
    ['npm', 'npm'],
    ['PyPI', 'pypi'],
    ['crates.io', 'crates.io'],
    ['BellSoft Hardened Containers:23', 'bellsoft-hardened-containers-23'],
    ['AlmaLinux:9', 'almalinux-9'],
    ['Rocky Linux:8', 'rocky-linux-8'],
    ['Red Hat:enterprise_linux:9::baseos', 'red-hat-enterprise-linux-9'],
    ['Red Hat:enterprise_linux:9::appstream', 'red-hat-enterprise-linux-9'],
    ['Red Hat:enterprise_linux:7::server', 'red-hat-enterprise-linux-7'],
    ['Red Hat:enterprise_linux:10.1::appstream', 'red-hat-enterprise-linux-10'],
    ['Red Hat:enterprise_linux:9', 'red-hat-enterprise-linux-9'],
    ['Red Hat:9', 'red-hat-enterprise-linux-9'],
    ['Red Hat:rhel_eus:9.2::baseos', undefined],
    ['Red Hat:rhel_aus:8.4::appstream', undefined],
    ['Red Hat:enterprise_linux_eus:10.0', undefined],
    ['Red Hat:openshift:4.14::el9', undefined],
    ['SUSE:Linux Enterprise Server 15 SP5', 'suse-linux-enterprise-15-sp5'],
    ['SUSE:Linux Enterprise Server 15 SP5-LTSS', 'suse-linux-enterprise-15-sp5'],
    ['SUSE:Linux Enterprise Server 12 SP5 LTSS Extended Security', 'suse-linux-enterprise-12-sp5'],
    ['SUSE:Linux Enterprise Server for SAP Applications 15 SP4', 'suse-linux-enterprise-15-sp4'],
    ['SUSE:Linux Enterprise Module for Basesystem 15 SP5', 'suse-linux-enterprise-15-sp5'],
    ['SUSE:Linux Enterprise Module for Python 3 15 SP5', 'suse-linux-enterprise-15-sp5'],
    ['SUSE:Linux Enterprise High Performance Computing 15-ESPOS', 'suse-linux-enterprise-15'],
    ['SUSE:Linux Enterprise Server 16.0', 'suse-linux-enterprise-16.0'],
    ['SUSE:Linux Enterprise Micro 5.5', 'suse-linux-enterprise-micro-5.5'],
    ['SUSE:Linux Micro 6.0', 'suse-linux-micro-6.0'],
    ['SUSE:Manager Server 4.3', 'suse-manager-server-4.3'],
    ['openSUSE:Leap 15.6', 'opensuse-leap-15.6'],
    ['openSUSE:Tumbleweed', 'opensuse-tumbleweed'],
    ['openEuler:22.03-LTS-SP3', 'openeuler-22.03-lts-sp3'],
    ['Azure Linux:3', 'azure-linux-3'],
    ['Mageia:9', 'mageia-9'],
    ['Photon OS:4.0', 'photon-os-4.0'],
    ...['AlmaLinux', 'Rocky Linux', 'Red Hat', 'SUSE', 'openSUSE', 'openEuler', 'Azure Linux', 'Mageia', 'Photon OS'].map((family) => [family, undefined] as const),
    ['Debian', undefined],
    ['Ubuntu', undefined],
    ['Alpine', undefined],
    ['../../etc/passwd', 'etc-passwd'],
    ['...', undefined],
    ['', undefined],
    ['x'.repeat(200), undefined],
  ];
  for (const [ecosystem, expected] of names) {
    it(`${ecosystem.slice(0, 40)} is in ${expected ?? 'none'}`, () => assert.equal(segmentFor(ecosystem), expected));
  }
});

describe('ecosystemOf', () => {
  const cases: readonly (readonly [PackageType, string, string, string | undefined])[] = [
    ['deb', 'debian', '12', 'Debian:12'],
    ['deb', 'debian', '12.5', 'Debian:12'],
    ['deb', 'debian', '', undefined],
    ['deb', 'ubuntu', '24.04', 'Ubuntu:24.04'],
    ['deb', 'linuxmint', '21', undefined],
    ['apk', 'alpine', '3.20.3', 'Alpine:v3.20'],
    ['apk', 'alpine', '3.21_alpha20240923', 'Alpine:edge'],
    ['apk', 'wolfi', '20230201', 'Wolfi'],
    ['apk', 'chainguard', '20230214', 'Chainguard'],
    ['apk', 'postmarketos', 'v24.06', undefined],
    ['deb', 'alpine', '3.20', undefined],
    ['npm', 'debian', '12', 'npm'],
    ['pypi', 'fedora', '40', 'PyPI'],
    ['golang', 'alpine', '3.20', 'Go'],
    ['cargo', 'debian', '12', 'crates.io'],
    ['maven', 'debian', '12', 'Maven'],
    ['gem', 'debian', '12', 'RubyGems'],
    ['composer', 'alpine', '3.20', 'Packagist'],
    ['nuget', 'debian', '12', 'NuGet'],
    ['generic', 'debian', '12', undefined],
  ];
  for (const [type, id, versionId, expected] of cases) {
    it(`${type} on ${id} ${versionId} is ${expected ?? 'not covered'}`, () => {
      const found = ecosystemOf(type, { id, versionId, prettyName: '' });
      if (expected) assert.deepEqual(found, { ecosystem: expected });
      else assert.ok('reason' in found && found.reason.endsWith('.') && found.label !== '');
    });
  }

  describe('of rpm packages', () => {
    const releases: readonly (readonly [string, string, string, string | undefined])[] = [
      ['almalinux', '9.4', 'AlmaLinux 9.4 (Seafoam Ocelot)', 'AlmaLinux:9'],
      ['rocky', '8.9', 'Rocky Linux 8.9 (Green Obsidian)', 'Rocky Linux:8'],
      ['rhel', '9.4', 'Red Hat Enterprise Linux 9.4 (Plow)', 'Red Hat:enterprise_linux:9'],
      ['rhel', '10.0', 'Red Hat Enterprise Linux 10.0 (Coughlan)', 'Red Hat:enterprise_linux:10'],
      ['centos', '7', 'CentOS Linux 7 (Core)', 'Red Hat:enterprise_linux:7'],
      ['centos', '9', 'CentOS Stream 9', undefined],
      ['sles', '15.5', 'SUSE Linux Enterprise Server 15 SP5', 'SUSE:Linux Enterprise Server 15 SP5'],
      ['sle-micro', '5.5', 'SUSE Linux Enterprise Micro 5.5', 'SUSE:Linux Enterprise Micro 5.5'],
      ['opensuse-leap', '15.6', 'openSUSE Leap 15.6', 'openSUSE:Leap 15.6'],
      ['opensuse-tumbleweed', '20261130', 'openSUSE Tumbleweed', 'openSUSE:Tumbleweed'],
      ['openEuler', '22.03', 'openEuler 22.03 (LTS-SP3)', 'openEuler:22.03-LTS-SP3'],
      ['openEuler', '22.09', 'openEuler 22.09', 'openEuler:22.09'],
      ['mariner', '2.0', 'CBL-Mariner/Linux', 'Azure Linux:2'],
      ['azurelinux', '3.0', 'Microsoft Azure Linux 3.0', 'Azure Linux:3'],
      ['mageia', '9', 'Mageia 9', 'Mageia:9'],
      ['photon', '5.0', 'VMware Photon OS/Linux', 'Photon OS:5.0'],
      ['rocky', '', 'Rocky Linux', undefined],
      ['opensuse-microos', '20261130', 'openSUSE MicroOS', undefined],
      ['debian', '12', 'Debian GNU/Linux 12 (bookworm)', undefined],
    ];
    for (const [id, versionId, prettyName, expected] of releases) {
      it(`on ${prettyName} is ${expected ?? 'not covered'}`, () => {
        const found = ecosystemOf('rpm', { id, versionId, prettyName });
        if (expected === undefined) return assert.ok('reason' in found && found.reason.endsWith('.') && found.label === prettyName);
        assert.deepEqual(found, { ecosystem: expected });
        assert.notEqual(segmentFor(expected), undefined);
      });
    }

    it('says of distributions without advisories in the OSV schema what can be done', () => {
      for (const id of ['fedora', 'amzn', 'ol']) {
        const found = ecosystemOf('rpm', { id, versionId: '9', prettyName: 'Such Linux 9' });
        assert.match('reason' in found ? found.reason : '', /^There are no advisories in the OSV schema for Such Linux 9: its packages are listed, and not matched\. "dnf updateinfo list --security"/);
      }
      const stream = ecosystemOf('rpm', { id: 'centos', versionId: '9', prettyName: 'CentOS Stream 9' });
      assert.match('reason' in stream ? stream.reason : '', /^Nobody publishes advisories for CentOS Stream 9/);
    });
  });

  it('says that the release is not known without an os-release file', () => {
    const found = ecosystemOf('deb', undefined);
    assert.match('reason' in found ? found.reason : '', /no os-release file/);
  });
});

describe('packageKey', () => {
  it('gives every spelling of a Python distribution one key', () => {
    for (const name of ['Foo.Bar_baz', 'foo-bar--baz', 'FOO_BAR.BAZ']) assert.equal(packageKey('PyPI', name), 'foo-bar-baz');
    assert.equal(packageKey('npm', 'Foo_Bar'), 'Foo_Bar');
    assert.equal(packageKey('NuGet', 'Newtonsoft.Json'), 'newtonsoft.json');
    assert.equal(packageKey('Packagist', 'Acme/Shop'), 'acme/shop');
  });
});

describe('thirdPartyVendor', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['nodejs', '18.19.0-1nodesource1', 'NodeSource'],
    ['postgresql-15', '15.4-2.pgdg120+1', 'PostgreSQL'],
    ['docker-ce', '5:24.0.7-1~debian.12~bookworm', 'Docker'],
    ['containerd.io', '1.6.24-1', 'Docker'],
    ['php8.2', '8.2.10+0~20230905.55+debian12~1.gbp6a2e0e', 'Sury'],
    ['nginx', '1.25.3-1~bookworm', 'nginx.org'],
    ['nodejs', '18.19.0+dfsg-6~deb12u2', undefined],
    ['postgresql-15', '15.10-0+deb12u1', undefined],
    ['nginx', '1.22.1-9', undefined],
    ['docker.io', '20.10.24+dfsg1-1+b3', undefined],
    ['containerd', '1.6.20~ds1-1+b1', undefined],
    ['consul', '1.8.7+dfsg1-5', undefined],
  ];
  for (const [name, version, expected] of cases) {
    it(`${name} ${version} is of ${expected ?? 'the distribution'}`, () => assert.equal(thirdPartyVendor({ type: 'deb', name, version, path: 'x' }), expected));
  }

  const vendors: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['almalinux', 'AlmaLinux', undefined],
    ['almalinux', 'Fedora Project', 'EPEL'],
    ['almalinux', undefined, undefined],
    ['rhel', 'Red Hat, Inc.', undefined],
    ['rhel', 'NGINX Packaging <nginx-packaging@f5.com>', 'NGINX Packaging'],
    ['rocky', 'Rocky Enterprise Software Foundation', undefined],
    ['rocky', "Remi's RPM repository <https://rpms.remirepo.net/>", "Remi's RPM repository"],
    ['centos', 'CentOS', undefined],
    ['opensuse-leap', 'SUSE LLC <https://www.suse.com/>', undefined],
    ['sles', 'obs://build.opensuse.org/devel', 'obs://build.opensuse.org/devel'],
    ['mariner', 'Microsoft Corporation', undefined],
    ['photon', 'VMware, Inc.', undefined],
    ['fedora', 'Somebody', undefined],
  ];
  for (const [id, vendor, expected] of vendors) {
    it(`an rpm package of ${vendor ?? 'no vendor'} in ${id} is of ${expected ?? 'the distribution'}`, () => {
      const item = { type: 'rpm', name: 'x', version: '1-1', path: 'x', ...(vendor === undefined ? {} : { vendor }) } as const;
      assert.equal(thirdPartyVendor(item, { id, versionId: '9', prettyName: 'CentOS Linux' }), expected);
    });
  }

  it('tells an rpm package without a vendor by its version', () => {
    const item = { type: 'rpm', path: 'x' } as const;
    const os = { id: 'rhel', versionId: '9', prettyName: '' };
    assert.equal(thirdPartyVendor({ ...item, name: 'nodejs', version: '2:18.19.0-1nodesource' }, os), 'NodeSource');
    assert.equal(thirdPartyVendor({ ...item, name: 'postgresql15-server', version: '15.4-1PGDG.rhel9' }, os), 'PostgreSQL');
  });
});
