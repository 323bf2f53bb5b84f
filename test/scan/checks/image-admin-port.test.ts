import assert from 'node:assert/strict';
import { imageAdminPort } from '../../../server/src/scan/checks/rules/image-admin-port';
import { findingsOf } from '../../helpers/image-rules';

const ports = (...names: readonly string[]) => ({ ExposedPorts: Object.fromEntries(names.map((name) => [name, {}])) });

describe('image-admin-port', () => {
  it('reports its bad example once and its good one not', async () => {
    assert.deepEqual(await findingsOf('image-admin-port', { dockerfile: imageAdminPort.docs.bad, config: ports('22/tcp'), baseHistory: ['EXPOSE map[22/tcp:{}]'] }), ['1 info exposed']);
    assert.deepEqual(await findingsOf('image-admin-port', { dockerfile: imageAdminPort.docs.good, config: ports('8080/tcp') }), []);
  });

  it('is on the EXPOSE that names the port', async () => {
    const dockerfile = 'FROM a\nEXPOSE 8022\nEXPOSE 22 80\nEXPOSE 2200\n';
    assert.deepEqual(await findingsOf('image-admin-port', { dockerfile, config: ports('22/tcp', '80/tcp', '8022/tcp', '2200/tcp'), history: { '22 80': '[22/tcp 80/tcp]', 8022: '[8022/tcp]', 2200: '[2200/tcp]' } }), ['3 warning exposed']);
    assert.deepEqual(await findingsOf('image-admin-port', { dockerfile, config: ports('22/udp') }), []);
  });
});
