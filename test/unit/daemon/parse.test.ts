import assert from 'node:assert/strict';
import { parseDaemon } from '../../../server/src/lint/daemon/parse';
import { isDaemonConfig } from '../../../server/src/lint/daemon/recognize';
import { memberOf, textsOf } from '../../../server/src/lint/daemon/values';

const uri = 'file:///etc/docker/daemon.json';

function errorsIn(text: string): string[] {
  const { errors, source } = parseDaemon(text, uri);
  return errors.map(({ kind, span }) => `${kind} ${span.start} ${source.slice(span)}`);
}

describe('a daemon.json', () => {
  it('is read with the places of names and values', () => {
    const { members, source, errors } = parseDaemon('{\n  "debug": true,\n  "dns": ["1.1.1.1"], "mtu": -1.5e3, "bip": null\n}\n', uri);
    assert.deepEqual(members.map(({ name, nameSpan, value, span }) => [name, source.slice(nameSpan), value!.kind, source.slice(value!.span), source.slice(span)]), [
      ['debug', '"debug"', 'boolean', 'true', '"debug": true'],
      ['dns', '"dns"', 'array', '["1.1.1.1"]', '"dns": ["1.1.1.1"]'],
      ['mtu', '"mtu"', 'number', '-1.5e3', '"mtu": -1.5e3'],
      ['bip', '"bip"', 'null', 'null', '"bip": null'],
    ]);
    assert.deepEqual(errors, []);
  });

  it('may be blank, or begin with a byte order mark', () => {
    for (const text of ['', ' \n\t', '\ufeff', 'null']) assert.deepEqual([errorsIn(text), parseDaemon(text, uri).root], [[], undefined], JSON.stringify(text));
    const { members, errors, source } = parseDaemon('\ufeff{"icc": false}', uri);
    assert.deepEqual([errors, source.slice(members[0]!.nameSpan)], [[], '"icc"']);
  });

  it('has the value that stands last, and none where that is null', () => {
    const file = parseDaemon('{"dns": ["1.1.1.1"], "dns": ["9.9.9.9", 1], "bip": null}', uri);
    assert.deepEqual(textsOf(file, 'dns').map(({ value }) => value), ['9.9.9.9']);
    assert.equal(memberOf(file, 'bip'), undefined);
    assert.equal(memberOf(file, 'toString'), undefined);
  });

  it('is strict JSON: each error stands at its token', () => {
    assert.deepEqual(errorsIn('{"a": 1,}'), ['trailing-comma 7 ,']);
    assert.deepEqual(errorsIn('{"a": [1,\n]}'), ['trailing-comma 8 ,']);
    assert.deepEqual(errorsIn('{"a": 1 // why\n}'), ['comment 8 // why']);
    assert.deepEqual(errorsIn('/* a */ {"a": 1, # b\n "c": 2}'), ['comment 0 /* a */', 'other 17 #']);
    assert.deepEqual(errorsIn('{"a": 1\n "b": 2}'), ['missing-comma 9 "b"']);
    assert.deepEqual(errorsIn('["a"]'), ['not-an-object 0 ["a"]']);
    assert.deepEqual(errorsIn('{"a": True}'), ['other 6 True']);
    assert.deepEqual(errorsIn('{"a": 1'), ['other 6 1']);
    assert.deepEqual(errorsIn('{} {}'), ['other 3 {']);
    assert.deepEqual(errorsIn('{"a" 1}'), ['other 5 1']);
    assert.deepEqual(errorsIn('{a: 1}'), ['other 1 a']);
    assert.deepEqual(errorsIn('{"a": "C:\\x"}'), ['other 6 "C:\\x"']);
  });

  it('has errors just where JSON.parse finds some', () => {
    const valid = ['{}', '{"a": {"b": [[], {}]}}', '{"\\u00e9": 1e-9}', '{"a": -0.5, "b": "\\\\"}', '\r\n{\r\n}\r\n'];
    const broken = ['{', '}', '{"a"}', '{"a":}', '{,}', '{"a": 01}', '{"a": .5}', "{'a': 1}", '{"a": "\n"}', '{"a": 1}}', '{"a": NaN}', '{"a": "\\u12"}', '{"a": 1.}', '{"a": +1}', '[', '{"a": [1 2]}', '"', 'tru'];
    for (const text of valid) assert.deepEqual(errorsIn(text), [], text);
    for (const text of broken) {
      assert.throws(() => JSON.parse(text) as unknown, text);
      assert.notEqual(errorsIn(text).length, 0, text);
    }
  });

  it('may be a template: what is filled in later is not known', () => {
    const file = parseDaemon('{"bip": "{{ bip }}", "dns": ["1.1.1.1", "${DNS}"], "log-opts": {"tag": "{{.Name}}"}}', uri);
    assert.deepEqual([file.errors, file.members.map(({ value }) => value!.kind)], [[], ['unknown', 'array', 'object']]);
    assert.deepEqual(textsOf(file, 'dns').map(({ value }) => value), ['1.1.1.1']);
    for (const text of ['{\n{% if x %}\n"icc": false\n{% endif %}\n}', '{"mtu": {{ mtu }},}', '{"mtu": ${MTU}}', '{"mtu": <%= mtu %>}']) assert.deepEqual([errorsIn(text), parseDaemon(text, uri).root], [[], undefined], text);
    assert.deepEqual(errorsIn('{"log-opts": {"tag": "{{.Name}}"},}'), ['trailing-comma 33 ,']);
  });

  it('is read however deep it is', () => {
    assert.deepEqual(errorsIn('{"a": ' + '['.repeat(100_000)), ['other 205 [']);
    assert.equal(errorsIn(`{"a": "${'['.repeat(1000)}"}`).length, 0);
  });
});

describe('a file called daemon.json', () => {
  it('is Docker\'s where Docker looks for it', () => {
    for (const path of ['/etc/docker/daemon.json', 'docker/daemon.json', 'file:///home/me/.config/docker/daemon.json', '/root/.docker/daemon.json', 'file:///c:/ProgramData/docker/config/daemon.json']) {
      assert.ok(isDaemonConfig(path, '{'), path);
    }
    for (const path of ['daemon.json', 'config/daemon.json', '/srv/mydocker/daemon.json', 'docker/x/daemon.json']) assert.ok(!isDaemonConfig(path, '{"debug": true}'), path);
  });
  it('is Docker\'s where it has a key that no other program has', () => {
    for (const text of ['{"registry-mirrors": []}', '{"debug": true, "live-restore": true', '{"cluster-store": ""}', '{"hosts": ["fd://"]}', '{"hosts": ["tcp://0.0.0.0:2375"]}']) assert.ok(isDaemonConfig('a/daemon.json', text), text);
    for (const text of ['', '[]', '{"debug": true, "log-level": "info", "hosts": ["tcp://0.0.0.0:80"]}', '{"a": {"live-restore": 1}}', '{"constructor": 1}']) assert.ok(!isDaemonConfig('a/daemon.json', text), text);
  });
});
