import assert from 'node:assert/strict';
import { writableProgram } from '../../../server/src/scan/checks/rules/writable-program';
import { findingsOf, type ImageSketch } from '../../helpers/image-rules';

const tool = { path: 'usr/local/bin/tool', content: 'x', mode: 0o777 };
const found = (sketch: Partial<ImageSketch>): Promise<string[]> => findingsOf('writable-program', { dockerfile: 'FROM a\nRUN make\n', ...sketch });

describe('writable-program', () => {
  it('reports its bad example once and its good one not', async () => {
    const layers = { 'tools.tar.gz /usr/local/': [tool], 'chmod -R o-w /usr/local/bin': [{ ...tool, mode: 0o775 }] };
    assert.deepEqual(await found({ dockerfile: writableProgram.docs.bad, layers }), ['2 warning program usr/local/bin/tool']);
    assert.deepEqual(await found({ dockerfile: writableProgram.docs.good, layers }), []);
  });

  it('looks where PATH says, at directories without the sticky bit too', async () => {
    const layers = { make: [{ path: 'opt/x/bin/', mode: 0o777 }, { path: 'opt/x/bin/a', mode: 0o757 }, { path: 'opt/x/bin/data', mode: 0o666 }, { path: 'opt/y/bin/', mode: 0o1777 }, { path: 'opt/z/bin/b', mode: 0o777 }, { path: 'opt/x/bin/l', type: '2', link: 'a', mode: 0o777 }] };
    assert.deepEqual(await found({ layers, config: { Env: ['PATH=/opt/x/bin/:/opt/y/bin:/usr/bin'] } }), ['2 warning directory opt/x/bin', '2 warning program opt/x/bin/a']);
    assert.deepEqual(await found({ layers }), []);
  });

  it('is calm about the base image', async () => assert.deepEqual(await found({ layers: { base: [tool], make: [] } }), ['1 info program usr/local/bin/tool']));
});
