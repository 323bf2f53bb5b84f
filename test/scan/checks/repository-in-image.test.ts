import assert from 'node:assert/strict';
import { repositoryInImage } from '../../../server/src/scan/checks/rules/repository-in-image';
import { findingsOf } from '../../helpers/image-rules';
import { whiteout } from '../../helpers/image-builder';

const repository = [{ path: 'app/.git/' }, { path: 'app/.git/HEAD', content: 'ref: refs/heads/main\n' }, { path: 'app/.git/modules/x/HEAD', content: 'a' }];

describe('repository-in-image', () => {
  it('reports its bad example once and its good one not', async () => {
    const layers = { '/app': [], '. .': repository, 'src ./src': [{ path: 'app/src/a', content: 'a' }] };
    assert.deepEqual(await findingsOf('repository-in-image', { dockerfile: repositoryInImage.docs.bad, layers }), ['3 warning repository app/.git']);
    assert.deepEqual(await findingsOf('repository-in-image', { dockerfile: repositoryInImage.docs.good, layers }), []);
  });

  it('knows that a later layer only hides it, and leaves clones and base images alone', async () => {
    const dockerfile = 'FROM a\nCOPY . /app\nRUN rm -rf /app/.git\n';
    assert.deepEqual(await findingsOf('repository-in-image', { dockerfile, layers: { '. /app': repository, 'rm -rf /app/.git': [whiteout('app/.git')] } }), ['2 warning hidden app/.git']);
    assert.deepEqual(await findingsOf('repository-in-image', { dockerfile, layers: { base: repository, '. /app': [], 'rm -rf /app/.git': [{ path: 'opt/tool/.git/HEAD', content: 'x' }] } }), []);
  });
});
