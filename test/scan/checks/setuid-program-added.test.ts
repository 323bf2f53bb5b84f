import assert from 'node:assert/strict';
import { setuidProgramAdded } from '../../../server/src/scan/checks/rules/setuid-program-added';
import { findingsOf, type ImageSketch } from '../../helpers/image-rules';
import { rpmDatabase } from '../../helpers/rpm';

const tool = { path: 'usr/local/bin/tool', content: 'x', mode: 0o4755 };
const found = (sketch: Partial<ImageSketch>): Promise<string[]> => findingsOf('setuid-program-added', { dockerfile: 'FROM a\nRUN make\n', ...sketch });

describe('setuid-program-added', () => {
  it('reports its bad example once and its good one not', async () => {
    const layers = { 'tools.tar.gz /usr/local/': [tool], 'chmod a-s /usr/local/bin/*': [{ ...tool, mode: 0o755 }] };
    assert.deepEqual(await found({ dockerfile: setuidProgramAdded.docs.bad, layers }), ['2 warning setuid usr/local/bin/tool']);
    assert.deepEqual(await found({ dockerfile: setuidProgramAdded.docs.good, layers }), []);
  });

  it('sees setgid, and the bit anywhere, but not on directories and on what cannot be executed', async () => {
    const layers = { make: [{ path: 'opt/a', mode: 0o2755 }, { path: 'opt/d/', mode: 0o6777 }, { path: 'opt/b', mode: 0o2644 }, { path: 'usr/bin/link', type: '2', link: 'a', mode: 0o4777 }] };
    assert.deepEqual(await found({ layers }), ['2 warning setuid opt/a']);
  });

  it('leaves alone the base image, packages, and what has lost the bit or is gone', async () => {
    const su = { path: 'usr/bin/su', content: 'x', mode: 0o4755 };
    assert.deepEqual(await found({ layers: { base: [su], make: [] } }), []);
    assert.deepEqual(await found({ layers: { make: [su, { path: 'var/lib/dpkg/info/util-linux.list', content: '/.\n/bin/su\n' }] } }), []);
    assert.deepEqual(await found({ layers: { make: [su, { path: 'lib/apk/db/installed', content: 'P:shadow\nV:1\nA:x86_64\nF:usr/bin\nM:0:0:4755\nR:su\na:0:0:4755\n' }] } }), []);
    assert.deepEqual(await found({ layers: { make: [su, tool, { path: 'var/lib/rpm/rpmdb.sqlite', content: rpmDatabase({ name: 'util-linux', version: '1-1', files: ['/usr/bin/su'] }) }] } }), ['2 warning setuid usr/local/bin/tool']);
    assert.deepEqual(await found({ dockerfile: 'FROM a\nCOPY a /\nRUN make\n', layers: { 'a /': [tool], make: [{ path: 'usr/local/bin/.wh.tool' }] } }), []);
  });

  it('blames the layer that gave the bit', async () => {
    const dockerfile = 'FROM a\nCOPY a /\nRUN make\n';
    assert.deepEqual(await found({ dockerfile, layers: { 'a /': [{ ...tool, mode: 0o755 }], make: [tool] } }), ['3 warning setuid usr/local/bin/tool']);
  });

  it('counts all but the first layer where there is no Dockerfile', async () => {
    assert.deepEqual(await found({ known: false, layers: { base: [tool], make: [{ path: 'opt/a', mode: 0o4755 }] } }), ['- warning setuid opt/a']);
  });
});
