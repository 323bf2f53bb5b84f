import assert from 'node:assert/strict';
import { purlOf } from '../../../server/src/scan/packages/index';
import type { OsRelease, Package } from '../../../server/src/scan/types';

const debian: OsRelease = { id: 'debian', versionId: '12', prettyName: 'Debian 12' };
const cases: readonly (readonly [Partial<Package> & Pick<Package, 'type' | 'name' | 'version'>, OsRelease | undefined, string])[] = [
  [{ type: 'deb', name: 'libc6', version: '2.36-9+deb12u1', architecture: 'amd64' }, debian, 'pkg:deb/debian/libc6@2.36-9+deb12u1?arch=amd64&distro=debian-12'],
  [{ type: 'deb', name: 'bind9', version: '1:9.18.1-1' }, debian, 'pkg:deb/debian/bind9@1:9.18.1-1?distro=debian-12'],
  [{ type: 'deb', name: 'a', version: '1' }, undefined, 'pkg:deb/a@1'],
  [{ type: 'deb', name: 'a', version: '1' }, { id: 'debian', versionId: '', prettyName: 'sid' }, 'pkg:deb/debian/a@1?distro=debian'],
  [{ type: 'apk', name: 'musl', version: '1.2.5-r0', architecture: 'x86_64' }, { id: 'alpine', versionId: '3.20.3', prettyName: '' }, 'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3'],
  [{ type: 'rpm', name: 'openssl-libs', version: '1:3.0.7-27.el9', architecture: 'x86_64' }, { id: 'almalinux', versionId: '9.4', prettyName: '' }, 'pkg:rpm/almalinux/openssl-libs@3.0.7-27.el9?arch=x86_64&distro=almalinux-9.4&epoch=1'],
  [{ type: 'rpm', name: 'bash', version: '5.1.8-9.el9' }, { id: 'rhel', versionId: '9.4', prettyName: '' }, 'pkg:rpm/redhat/bash@5.1.8-9.el9?distro=rhel-9.4'],
  [{ type: 'rpm', name: 'libz1', version: '1.2.13-1.1' }, { id: 'opensuse-leap', versionId: '15.6', prettyName: '' }, 'pkg:rpm/opensuse/libz1@1.2.13-1.1?distro=opensuse-leap-15.6'],
  [{ type: 'npm', name: '@babel/core', version: '7.0.0' }, debian, 'pkg:npm/%40babel/core@7.0.0'],
  [{ type: 'npm', name: 'ms', version: '2.1.3' }, undefined, 'pkg:npm/ms@2.1.3'],
  [{ type: 'golang', name: 'github.com/gogo/protobuf', version: 'v1.3.2' }, debian, 'pkg:golang/github.com/gogo/protobuf@v1.3.2'],
  [{ type: 'cargo', name: 'smallvec', version: '1.6.0' }, debian, 'pkg:cargo/smallvec@1.6.0'],
  [{ type: 'maven', name: 'org.acme:shop', version: '1.0' }, debian, 'pkg:maven/org.acme/shop@1.0'],
  [{ type: 'composer', name: 'symfony/http-kernel', version: 'v5.4.0' }, debian, 'pkg:composer/symfony/http-kernel@v5.4.0'],
  [{ type: 'nuget', name: 'Newtonsoft.Json', version: '13.0.1' }, debian, 'pkg:nuget/Newtonsoft.Json@13.0.1'],
  [{ type: 'generic', name: 'dotnet-sdk', version: '8.0.100' }, debian, 'pkg:generic/dotnet-sdk@8.0.100'],
  [{ type: 'gem', name: 'rack', version: '2.2.3' }, debian, 'pkg:gem/rack@2.2.3'],
  [{ type: 'golang', name: 'stdlib', version: '1.22.3' }, debian, 'pkg:golang/stdlib@1.22.3'],
  [{ type: 'pypi', name: 'Foo_Bar.baz', version: '1.0+local' }, debian, 'pkg:pypi/foo-bar-baz@1.0+local'],
];

describe('purlOf', () => {
  for (const [item, os, expected] of cases) {
    it(expected, () => assert.equal(purlOf({ path: 'x', ...item }, os), expected));
  }

  it('still names a package whose name its type forbids', () => {
    assert.equal(purlOf({ type: 'npm', name: '.bad name', version: '1', path: 'x' }), 'pkg:npm/.bad%20name@1');
  });
});
