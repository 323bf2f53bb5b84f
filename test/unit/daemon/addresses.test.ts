import assert from 'node:assert/strict';
import { isAddress, isEveryInterface, isLoopback, parseListener } from '../../../server/src/lint/daemon/addresses';

describe('addresses of a daemon', () => {
  it('are listened on as dockerd reads them', () => {
    const read = (text: string): string => {
      const listener = parseListener(text);
      return listener ? `${listener.protocol} ${listener.host} ${listener.port}`.trim() : 'refused';
    };
    assert.equal(read('tcp://0.0.0.0:2375'), 'tcp 0.0.0.0 2375');
    assert.equal(read('tcp://'), 'tcp 127.0.0.1');
    assert.equal(read('tcp://:2376'), 'tcp 127.0.0.1 2376');
    assert.equal(read('10.0.0.1:2375'), 'tcp 10.0.0.1 2375');
    assert.equal(read('tcp://[::]:2375'), 'tcp :: 2375');
    assert.equal(read(' unix:///var/run/docker.sock '), 'unix');
    assert.equal(read('fd://'), 'fd');
    assert.equal(read('npipe:////./pipe/docker_engine'), 'npipe');
    for (const text of ['http://0.0.0.0:2375', 'tcp://a:0', 'tcp://a:99999', 'tcp://a:1/path', 'unix://a://b', 'tcp://a b']) assert.equal(read(text), 'refused', text);
  });
  it('are of this machine alone, or of every network', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) assert.ok(isLoopback(host), host);
    for (const host of ['10.0.0.1', 'localhost.example.org', '128.0.0.1', '::']) assert.ok(!isLoopback(host), host);
    for (const host of ['0.0.0.0', '::', '', '0']) assert.ok(isEveryInterface(host), host);
    assert.ok(!isEveryInterface('127.0.0.1'));
  });
  it('are IPv4 or IPv6', () => {
    for (const text of ['1.2.3.4', '255.255.255.255', '::', '::1', 'fe80::1%eth0', '2001:db8:0:0:0:0:0:1', '::ffff:1.2.3.4']) assert.ok(isAddress(text), text);
    for (const text of ['', '1.2.3', '1.2.3.256', '1.2.3.4/24', 'host', ':::', '1:2', '12345::', '1::2::3', '2001:db8:0:0:0:0:0:0:1']) assert.ok(!isAddress(text), text);
  });
});
