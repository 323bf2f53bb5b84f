import assert from 'node:assert/strict';
import { java } from '../../../server/src/scan/packages/java';
import { isJavaArchive } from '../../../server/src/scan/packages/language-manifests';
import { readDirectory, readEntry } from '../../../server/src/scan/packages/zip';
import { zipOf } from '../advisories/support';
import { catalogueRanges } from './support';

type Files = Readonly<Record<string, string | Buffer>>;

const pom = (group: string, artifact: string, version: string): Files => ({ [`META-INF/maven/${group}/${artifact}/pom.properties`]: `#Created\r\ngroupId=${group}\r\nartifactId = ${artifact}\r\nversion=${version}\r\n` });
const manifest = (fields: Readonly<Record<string, string>>): Files => ({ 'META-INF/MANIFEST.MF': `Manifest-Version: 1.0\r\n${Object.entries(fields).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\nName: other\r\nImplementation-Version: 9\r\n` });
const code: Files = { 'a/A.class': 'x' };
const read = (files: Files | Buffer, path = 'app/app.jar') => catalogueRanges(path, Buffer.isBuffer(files) ? files : zipOf(files), [java]);
const names = (files: Files | Buffer, path?: string): string[] => read(files, path).packages.map(({ name, version }) => `${name} ${version}`);
const problems = (files: Files | Buffer, path?: string): string[] => read(files, path).problems.map(({ message }) => message);

describe('Java cataloguer', () => {
  it('reads the properties of all projects in an archive', () => {
    const files = { ...pom('org.acme', 'shop', '1.0'), ...pom('com.lib', 'lib', '2.0-rc1'), ...code };
    assert.deepEqual(read(files).packages[0], { type: 'maven', name: 'org.acme:shop', version: '1.0', path: 'app/app.jar' });
    assert.deepEqual(names(files), ['org.acme:shop 1.0', 'com.lib:lib 2.0-rc1']);
    assert.deepEqual(problems(files), []);
  });

  it('reads archives in archives, as fat jars and enterprise archives have them, each package once', () => {
    const lib = zipOf({ ...pom('com.lib', 'lib', '2.0'), ...code });
    const war = zipOf({ 'WEB-INF/lib/lib-2.0.jar': lib, ...pom('org.acme', 'web', '1.0') });
    assert.deepEqual(names({ 'web.war': war, 'lib/lib.jar': lib }, 'app/app.ear'), ['com.lib:lib 2.0', 'org.acme:web 1.0']);
    let deep = lib;
    for (let depth = 0; depth < 5; depth += 1) deep = zipOf({ 'inner.jar': deep });
    assert.deepEqual([names(deep), problems(deep).length], [[], 1]);
    assert.match(problems(deep)[0] ?? '', /nested more than 4 deep/);
  });

  it('believes a manifest that agrees with the name of the file and tells the group', () => {
    const fields = { 'Implementation-Title': 'lib', 'Implementation-Version': '2.0', 'Implementation-Vendor-Id': 'com.lib' };
    assert.deepEqual(names({ ...manifest(fields), ...code }, 'app/lib-2.0.jar'), ['com.lib:lib 2.0']);
    for (const [path, more] of [['app/lib-2.1.jar', {}], ['app/other-2.0.jar', {}], ['app/lib-2.0.jar', { 'Implementation-Vendor-Id': 'A Company' }], ['app/lib-2.0.jar', { 'Implementation-Title': 'A Library' }]] as const) {
      assert.deepEqual(names({ ...manifest({ ...fields, ...more }), ...code }, path), []);
      assert.match(problems({ ...manifest({ ...fields, ...more }), ...code }, path)[0] ?? '', /It is not known which Maven packages these are.*\.jar\./);
    }
  });

  it('knows the groups of Spring and of embedded Tomcat, which tell none', () => {
    const spring = (artifact: string, classes: string): string[] => names({ ...manifest({ 'Implementation-Title': artifact, 'Implementation-Version': '5.3.17' }), [`${classes}A.class`]: 'x' }, `WEB-INF/lib/${artifact}-5.3.17.jar`);
    assert.deepEqual(spring('spring-beans', 'org/springframework/beans/'), ['org.springframework:spring-beans 5.3.17']);
    assert.deepEqual(spring('spring-boot-autoconfigure', 'org/springframework/boot/'), ['org.springframework.boot:spring-boot-autoconfigure 5.3.17']);
    assert.deepEqual(spring('tomcat-embed-core', 'org/apache/'), ['org.apache.tomcat.embed:tomcat-embed-core 5.3.17']);
    assert.deepEqual(spring('spring-beans', 'com/acme/'), []);
  });

  it('says nothing of archives without code, and takes no template for a name', () => {
    assert.deepEqual(read(manifest({})).problems, []);
    assert.deepEqual(names({ ...pom('${g}', 'a', '1'), ...pom('g', 'a', '${revision}'), ...code }), []);
  });

  it('passes over bytes in front of the archive, and reads on after what is damaged', () => {
    const zip = zipOf({ 'broken.jar': 'nonsense', ...pom('org.acme', 'shop', '1.0') });
    const script = Buffer.concat([Buffer.from('#!/bin/bash\nexec java -jar "$0"\n'), zip]);
    assert.deepEqual(names(script), ['org.acme:shop 1.0']);
    assert.match(problems(script)[0] ?? '', /it is no zip file/);
  });

  it('survives damage at any place', () => {
    const whole = zipOf({ ...pom('org.acme', 'shop', '1.0'), 'lib/lib.jar': zipOf(pom('com.lib', 'lib', '2.0')), ...code });
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = 0xff;
      read(bytes);
      read(whole.subarray(0, at));
    }
  });

  const archives = ['app.jar', 'srv/Shop.WAR', 'x/y.ear', 'var/jenkins/git.hpi'];
  for (const path of archives) it(`wants ${path}`, () => assert.equal(isJavaArchive(path), true));
  for (const path of ['app.zip', 'jar', 'app.jar.original', 'app.jar/x']) it(`does not want ${path}`, () => assert.equal(isJavaArchive(path), false));
});

describe('a zip read by ranges', () => {
  const run = <T>(reading: Generator<{ start: number; end: number }, T, Buffer>, bytes: Buffer): T => {
    for (let next = reading.next(); ; next = reading.next(bytes.subarray(next.value.start, next.value.end))) if (next.done) return next.value;
  };
  const zip = zipOf({ a: 'alpha', b: 'beta' });

  it('gives the content of entries, up to a size', () => {
    const entries = run(readDirectory(zip.length), zip);
    assert.deepEqual(entries.map((entry) => run(readEntry(entry, 5), zip).toString()), ['alpha', 'beta']);
    assert.throws(() => run(readEntry(entries[0]!, 4), zip), /more than 4 bytes/);
  });

  it('refuses what claims to be larger than it is, is encrypted, or is compressed in another way', () => {
    const [entry] = run(readDirectory(zip.length), zip);
    assert.throws(() => run(readEntry({ ...entry!, encrypted: true }, 9), zip), /encrypted/);
    assert.throws(() => run(readEntry({ ...entry!, method: 12 }, 9), zip), /method 12/);
    assert.throws(() => run(readEntry({ ...entry!, method: 8 }, 9), zip), /damaged/);
    assert.throws(() => run(readEntry({ ...entry!, start: 3 }, 9), zip), /damaged/);
    const lying = Buffer.from(zip);
    lying.writeUInt32LE(0x7fffffff, zip.length - 10);
    assert.throws(() => run(readDirectory(lying.length), lying), /directory of the zip file is damaged/);
  });
});
