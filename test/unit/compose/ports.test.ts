import assert from 'node:assert/strict';
import { parseCompose } from '../../../server/src/lint/compose/parse';
import { overlaps, parsePort } from '../../../server/src/lint/compose/ports';
import type { PortMapping } from '../../../server/src/lint/compose/ports';
import { listOf } from '../../../server/src/lint/compose/values';

function read(yaml: string): { mapping: PortMapping; slice: (mapping: PortMapping) => string | undefined } {
  const model = parseCompose(`services:\n  web:\n    image: x\n    ports:\n      - ${yaml.replace(/\n/g, '\n        ')}\n`, 'file:///p/compose.yaml');
  const mapping = parsePort(listOf(model.services[0]!.get('ports'))[0]!);
  assert.ok(mapping);
  return { mapping, slice: (m) => m.publishedSpan && model.source.slice(m.publishedSpan) };
}

describe('parsePort', () => {
  const cases: readonly (readonly [string, string | undefined, string | undefined, string, string])[] = [
    ['80', undefined, undefined, '80', 'tcp'],
    ['"80"', undefined, undefined, '80', 'tcp'],
    ['8080:80', undefined, '8080', '80', 'tcp'],
    ['"8080:80/udp"', undefined, '8080', '80', 'udp'],
    ['"127.0.0.1:8080:80"', '127.0.0.1', '8080', '80', 'tcp'],
    ['"127.0.0.1::80"', '127.0.0.1', undefined, '80', 'tcp'],
    ['"[::1]:8080:80"', '::1', '8080', '80', 'tcp'],
    ['"9000-9001:80-81"', undefined, '9000-9001', '80-81', 'tcp'],
    ['"${PORT:-8080}:80"', undefined, '8080', '80', 'tcp'],
    ['"${IP:?no}:8080:80"', '${IP:?no}', '8080', '80', 'tcp'],
    ['target: 80\npublished: 8080', undefined, '8080', '80', 'tcp'],
    ['target: 80\npublished: "8080"\nhost_ip: 127.0.0.1\nprotocol: udp', '127.0.0.1', '8080', '80', 'udp'],
    ['target: 80\npublished: 127.0.0.1:8080', '127.0.0.1', '8080', '80', 'tcp'],
    ['target: 80\npublished: 127.0.0.1', '127.0.0.1', undefined, '80', 'tcp'],
  ];
  for (const [yaml, hostIp, published, target, protocol] of cases) {
    it(`reads ${yaml.replace(/\n/g, ', ')}`, () => {
      const { mapping } = read(yaml);
      assert.deepEqual([mapping.hostIp, mapping.publishedText, mapping.targetText, mapping.protocol], [hostIp, published, target, protocol]);
    });
  }

  it('gives the place of the published port', () => {
    for (const yaml of ['"127.0.0.1:8080:80"', '8080:80', '"${P:-8080}:80"', 'target: 80\npublished: 8080']) {
      const { mapping, slice } = read(yaml);
      assert.equal(slice(mapping), '8080', yaml);
    }
  });

  it('takes nothing else for a port', () => {
    for (const yaml of ['"80 81"', '/dev/sda:/dev/sda', 'http', '""', '{}']) {
      const model = parseCompose(`services:\n  web:\n    image: x\n    ports: [${yaml}]\n`, 'file:///p/compose.yaml');
      assert.equal(parsePort(listOf(model.services[0]!.get('ports'))[0]!), undefined, yaml);
    }
  });

  it('knows where an address may hide in a variable', () => {
    assert.equal(read('"${BIND_ADDR}:80"').mapping.hostIpUnknown, true);
    assert.equal(read('"${HOST_PORT}:80"').mapping.hostIpUnknown, false);
    assert.equal(read('"$IP:80:80"').mapping.hostIpUnknown, true);
  });

  it('reads ranges and leaves out what is no port', () => {
    assert.deepEqual(read('"9000-9001:80"').mapping.published, { from: 9000, to: 9001 });
    assert.equal(read('"90000:80"').mapping.published, undefined);
    assert.equal(read('"${PORT}:80"').mapping.published, undefined);
    assert.equal(overlaps({ from: 1, to: 5 }, { from: 5, to: 6 }), true);
    assert.equal(overlaps({ from: 1, to: 4 }, { from: 5, to: 6 }), false);
  });
});
