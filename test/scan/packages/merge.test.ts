import assert from 'node:assert/strict';
import { mergeLayers } from '../../../server/src/scan/packages/index';
import { rpmDatabase } from '../../helpers/rpm';
import { apkInstalled, dpkgStatus, layer, summary } from './support';

const dpkg = 'var/lib/dpkg/status';
const apk = 'lib/apk/db/installed';
const manifest = (name: string, version: string): string => JSON.stringify({ name, version });
const metadata = (name: string, version: string): string => `Name: ${name}\nVersion: ${version}\n`;

describe('mergeLayers', () => {
  it('blames the layer that brought a package, not the last one that rewrote the database', () => {
    const layers = [
      layer({ files: { [dpkg]: dpkgStatus('libc6 2.36', 'bash 5.2') } }),
      layer({ files: { [dpkg]: dpkgStatus('libc6 2.36', 'bash 5.2', 'curl 7.88') } }),
      layer({ files: { [dpkg]: dpkgStatus('libc6 2.36', 'bash 5.2', 'curl 7.88', 'git 2.39') } }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['bash 5.2 @0', 'curl 7.88 @1', 'git 2.39 @2', 'libc6 2.36 @0']);
  });

  it('blames the layer that brought an rpm package, though each layer writes the whole database again', () => {
    const database = 'usr/lib/sysimage/rpm/rpmdb.sqlite';
    const layers = [
      layer({ files: { [database]: rpmDatabase('glibc 2.34-60.el9', 'openssl 1:3.0.7-16.el9', 'kernel 5.14.0-1') } }),
      layer({ files: { [database]: rpmDatabase('glibc 2.34-60.el9', 'openssl 1:3.0.7-27.el9', 'kernel 5.14.0-1', 'kernel 5.14.0-2') } }),
      layer({ files: { [database]: rpmDatabase('glibc 2.34-60.el9', 'openssl 1:3.0.7-27.el9', 'kernel 5.14.0-1', 'kernel 5.14.0-2', { name: 'glibc', version: '2.34-60.el9', architecture: 'i686' }) } }),
    ];
    const merged = mergeLayers(layers);
    assert.deepEqual(summary(merged), ['glibc 2.34-60.el9 @0', 'glibc 2.34-60.el9 @2', 'kernel 5.14.0-1 @0', 'kernel 5.14.0-2 @1', 'openssl 1:3.0.7-27.el9 @1 < 1:3.0.7-16.el9 @0']);
    assert.deepEqual(summary(mergeLayers([...layers, layer({ whiteouts: ['usr/lib/sysimage/rpm'] })])), []);
  });

  it('blames an upgrade on the layer that made it, and says what was there', () => {
    const layers = [layer({ files: { [dpkg]: dpkgStatus('openssl 3.0.9') } }), layer({}), layer({ files: { [dpkg]: dpkgStatus('openssl 3.0.11') } })];
    assert.deepEqual(summary(mergeLayers(layers)), ['openssl 3.0.11 @2 < 3.0.9 @0']);
  });

  it('blames the downgrade after an upgrade, not the first sighting of the version', () => {
    const layers = ['1', '2', '1'].map((version) => layer({ files: { [dpkg]: dpkgStatus(`a ${version}`) } }));
    assert.deepEqual(summary(mergeLayers(layers)), ['a 1 @2 < 2 @1']);
  });

  it('blames the reinstallation after a removal', () => {
    const layers = [dpkgStatus('a 1', 'b 1'), dpkgStatus('b 1'), dpkgStatus('a 1', 'b 1')].map((text) => layer({ files: { [dpkg]: text } }));
    assert.deepEqual(summary(mergeLayers(layers)), ['a 1 @2', 'b 1 @0']);
  });

  it('forgets packages of a database that a layer empties or removes', () => {
    const base = layer({ files: { [apk]: apkInstalled('musl 1.2.5-r0') } });
    assert.deepEqual(mergeLayers([base, layer({ files: { [apk]: '' } })]), []);
    assert.deepEqual(mergeLayers([base, layer({ whiteouts: [apk] })]), []);
    assert.deepEqual(mergeLayers([base, layer({ whiteouts: ['lib'] })]), []);
    assert.deepEqual(mergeLayers([base, layer({ opaques: ['lib/apk'] })]), []);
    assert.deepEqual(mergeLayers([base, layer({ opaques: [''] })]), []);
    assert.deepEqual(summary(mergeLayers([base, layer({ whiteouts: ['lib/apk/db/install', 'li'], opaques: ['lib/apk/d'] })])), ['musl 1.2.5-r0 @0']);
  });

  it('lets a layer hide what is below it and bring the same path anew', () => {
    const path = 'app/node_modules/ms/package.json';
    const layers = [
      layer({ files: { [path]: manifest('ms', '2.0.0'), 'app/node_modules/debug/package.json': manifest('debug', '4.0.0') } }),
      layer({ opaques: ['app/node_modules'], files: { [path]: manifest('ms', '2.1.3') } }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['ms 2.1.3 @1 < 2.0.0 @0']);
  });

  it('keeps the older layer where a layer rewrites the same manifest, as chown does', () => {
    const files = { 'app/node_modules/ms/package.json': manifest('ms', '2.1.3'), 'srv/a-1.dist-info/METADATA': metadata('a', '1') };
    const layers = [layer({ files }), layer({ files })];
    assert.deepEqual(summary(mergeLayers(layers)), ['a 1 @0', 'ms 2.1.3 @0']);
  });

  it('counts the same package at two paths twice', () => {
    const layers = [
      layer({ files: { 'a/node_modules/ms/package.json': manifest('ms', '2.1.3') } }),
      layer({ files: { 'b/node_modules/ms/package.json': manifest('ms', '2.1.3') } }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['ms 2.1.3 @0', 'ms 2.1.3 @1']);
  });

  it('forgets the packages of a program that a layer replaces by something without any', () => {
    const base = layer({ files: { [dpkg]: dpkgStatus('a 1') } });
    for (const upper of [layer({ replaced: [dpkg] }), layer({ opaques: [dpkg] }), layer({ whiteouts: [dpkg] })]) assert.deepEqual(mergeLayers([base, upper]), []);
    assert.deepEqual(summary(mergeLayers([base, layer({ replaced: ['var/lib/dpkg'] })])), ['a 1 @0']);
  });

  it('follows a Python distribution through its upgrade, though its directory is another', () => {
    const site = 'usr/local/lib/python3.12/site-packages';
    const layers = [
      layer({ files: { [`${site}/Foo_Bar-1.0.egg-info/PKG-INFO`]: metadata('Foo_Bar', '1.0') } }),
      layer({ files: { [`${site}/foo_bar-1.1.dist-info/METADATA`]: metadata('foo-bar', '1.1') }, whiteouts: [`${site}/Foo_Bar-1.0.egg-info`] }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['foo-bar 1.1 @1 < 1.0 @0']);
  });

  it('reports both where an upgrade left the old metadata behind', () => {
    const layers = [
      layer({ files: { 'site-packages/a-1.dist-info/METADATA': metadata('a', '1') } }),
      layer({ files: { 'site-packages/a-2.dist-info/METADATA': metadata('a', '2') } }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['a 1 @0', 'a 2 @1']);
  });

  it('keeps the layer of packages whose database moved', () => {
    const layers = [
      layer({ files: { [apk]: apkInstalled('musl 1.2.5-r0', 'zlib 1.3-r0') } }),
      layer({ files: { 'usr/lib/apk/db/installed': apkInstalled('musl 1.2.5-r0', 'zlib 1.3.1-r0') }, whiteouts: [apk] }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['musl 1.2.5-r0 @0', 'zlib 1.3.1-r0 @1 < 1.3-r0 @0']);
  });

  it('treats every file of status.d as a database of its own', () => {
    const layers = [
      layer({ files: { 'var/lib/dpkg/status.d/base': dpkgStatus('base-files 12'), 'var/lib/dpkg/status.d/tzdata': dpkgStatus('tzdata 2024a') } }),
      layer({ files: { 'var/lib/dpkg/status.d/libssl3': dpkgStatus('libssl3 3.0') } }),
      layer({ whiteouts: ['var/lib/dpkg/status.d/tzdata'] }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['base-files 12 @0', 'libssl3 3.0 @1']);
  });

  it('merges duplicate records and keeps architectures apart', () => {
    const twice = dpkgStatus('a 1', 'a 1') + '\n' + dpkgStatus('a 2').replace('amd64', 'i386');
    assert.deepEqual(summary(mergeLayers([layer({ files: { [dpkg]: twice } })])), ['a 1 @0', 'a 2 @0']);
  });

  it('goes on over a layer of which nothing could be read', () => {
    const layers = [layer({ files: { [dpkg]: dpkgStatus('a 1') } }), layer({}), layer({ files: { [dpkg]: dpkgStatus('a 1', 'b 1') } })];
    assert.deepEqual(summary(mergeLayers(layers)), ['a 1 @0', 'b 1 @2']);
  });

  it('has no packages without layers', () => {
    assert.deepEqual(mergeLayers([]), []);
  });
});

describe('ownership of language packages by the OS package manager', () => {
  const path = 'usr/lib/python3/dist-packages/six-1.16.0.egg-info';
  const list = { 'var/lib/dpkg/info/python3-six.list': `/usr\n/${path}\n` };

  it('holds where the layer that brought the package lists it', () => {
    const layers = [layer({ files: { ...list, [path]: metadata('six', '1.16.0') } }), layer({ files: { [path]: metadata('six', '1.16.0') } })];
    assert.deepEqual(summary(mergeLayers(layers)), ['six 1.16.0 @0 owned']);
  });

  it('does not hold for what a later layer puts beside it', () => {
    const layers = [
      layer({ files: { ...list, [path]: metadata('six', '1.16.0') } }),
      layer({ files: { 'usr/local/lib/python3.11/dist-packages/six-1.17.0.dist-info/METADATA': metadata('six', '1.17.0') } }),
    ];
    assert.deepEqual(summary(mergeLayers(layers)), ['six 1.16.0 @0 owned', 'six 1.17.0 @1']);
  });

  it('ends where a later layer overwrites the package with another version', () => {
    const npm = 'usr/lib/node_modules/npm/package.json';
    const database = `${apkInstalled('npm 10.2.5-r0').trimEnd()}\nF:usr/lib/node_modules/npm\nR:package.json\n`;
    const base = layer({ files: { [apk]: database, [npm]: manifest('npm', '10.2.5') } });
    const upgraded = mergeLayers([base, layer({ files: { [npm]: manifest('npm', '10.9.0') } })]);
    assert.deepEqual(summary(upgraded.filter((item) => item.package.type === 'npm')), ['npm 10.9.0 @1 < 10.2.5 @0']);
    assert.equal(mergeLayers([base]).find((item) => item.package.type === 'npm')?.osOwned, true);
  });
});
