import assert from 'node:assert/strict';
import { parseCompose } from '../../../server/src/lint/compose/parse';
import { isHostPath, parseVolume } from '../../../server/src/lint/compose/volumes';
import type { VolumeMount } from '../../../server/src/lint/compose/volumes';
import { listOf } from '../../../server/src/lint/compose/values';

function read(yaml: string): { mount: VolumeMount; source: string; propagation: string | undefined } {
  const model = parseCompose(`services:\n  web:\n    image: x\n    volumes:\n      - ${yaml.replace(/\n/g, '\n        ')}\n`, 'file:///p/compose.yaml');
  const mount = parseVolume(listOf(model.services[0]!.get('volumes'))[0]!);
  assert.ok(mount);
  return { mount, source: model.source.slice(mount.sourceSpan), propagation: mount.propagation && model.source.slice(mount.propagation.span) };
}

describe('parseVolume', () => {
  const cases: readonly (readonly [string, VolumeMount['type'], string | undefined, string | undefined, boolean])[] = [
    ['data:/var/lib/data', 'volume', 'data', '/var/lib/data', false],
    ['/var/lib/data', 'volume', undefined, '/var/lib/data', false],
    ['./conf:/etc/app:ro', 'bind', './conf', '/etc/app', true],
    ['"~/x:/x"', 'bind', '~/x', '/x', false],
    ['"C:\\\\data:/data"', 'bind', 'C:\\data', '/data', false],
    ['"C:/data:D:/data:ro"', 'bind', 'C:/data', 'D:/data', true],
    ['"${HOME}/.ssh:/root/.ssh:ro,z"', 'bind', '${HOME}/.ssh', '/root/.ssh', true],
    ['"${DIR:?not set}/a:/b"', 'bind', '${DIR:?not set}/a', '/b', false],
    ['"${DIR:-/srv}/a:/b"', 'bind', '/srv/a', '/b', false],
    ['type: bind\nsource: /etc\ntarget: /host\nread_only: true', 'bind', '/etc', '/host', true],
    ['type: volume\nsource: v\ntarget: /v', 'volume', 'v', '/v', false],
    ['type: tmpfs\ntarget: /tmp', 'tmpfs', undefined, '/tmp', false],
  ];
  for (const [yaml, type, source, target, readOnly] of cases) {
    it(`reads ${yaml.replace(/\n/g, ', ')}`, () => {
      const { mount } = read(yaml);
      assert.deepEqual([mount.type, mount.source, mount.target, mount.readOnly], [type, source, target, readOnly]);
    });
  }

  it('gives the place of source and propagation', () => {
    assert.deepEqual(read('/a/b:/c:ro,rshared').source, '/a/b');
    assert.deepEqual(read('/a/b:/c:ro,rshared').propagation, 'rshared');
    assert.deepEqual(read('type: bind\nsource: /a\ntarget: /b\nbind: {propagation: slave}').propagation, 'slave');
  });

  it('tells paths from volume names', () => {
    for (const path of ['/', '.', './x', '.hidden', '..', '../x', '~', '~/x', 'C:\\x', '\\\\server\\x', '$PWD/x', '${A}/x']) assert.equal(isHostPath(path), true, path);
    for (const name of ['data', 'my.vol', '${VOLUME}']) assert.equal(isHostPath(name), false, name);
  });
});
