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
    ['nuget', 'debian', '12', undefined],
  ];
  for (const [type, id, versionId, expected] of cases) {
    it(`${type} on ${id} ${versionId} is ${expected ?? 'not covered'}`, () => {
      const found = ecosystemOf(type, { id, versionId, prettyName: '' });
      if (expected) assert.deepEqual(found, { ecosystem: expected });
      else assert.ok('reason' in found && found.reason.endsWith('.') && found.label !== '');
    });
  }

  it('says that the release is not known without an os-release file', () => {
    const found = ecosystemOf('deb', undefined);
    assert.match('reason' in found ? found.reason : '', /no os-release file/);
  });
});

describe('packageKey', () => {
  it('gives every spelling of a Python distribution one key', () => {
    for (const name of ['Foo.Bar_baz', 'foo-bar--baz', 'FOO_BAR.BAZ']) assert.equal(packageKey('PyPI', name), 'foo-bar-baz');
    assert.equal(packageKey('npm', 'Foo_Bar'), 'Foo_Bar');
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
});
