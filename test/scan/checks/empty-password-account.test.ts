import assert from 'node:assert/strict';
import { emptyPasswordAccount } from '../../../server/src/scan/checks/rules/empty-password-account';
import { findingsOf, type ImageSketch } from '../../helpers/image-rules';

const passwd = (text: string) => ({ path: 'etc/passwd', content: text });
const shadow = (text: string) => ({ path: 'etc/shadow', content: text });
const usual = [passwd('root:x:0:0:root:/root:/bin/sh\napp:x:10001:10001::/:/bin/sh\ndaemon:x:2:2::/:/usr/sbin/nologin\n'), shadow('root:*:19000:0:::::\napp:!:19000::::::\ndaemon::19000::::::\n')];
const found = (sketch: Partial<ImageSketch>): Promise<string[]> => findingsOf('empty-password-account', { dockerfile: 'FROM a\nRUN make\n', ...sketch });

describe('empty-password-account', () => {
  it('reports its bad example once and its good one not', async () => {
    const bad = 'adduser -D -u 10001 app && ./setup-accounts.sh';
    assert.deepEqual(await found({ dockerfile: emptyPasswordAccount.docs.bad, layers: { base: usual, [bad]: [shadow('root:*:19000:0:::::\napp::19000::::::\n')] } }), ['2 error empty']);
    assert.deepEqual(await found({ dockerfile: emptyPasswordAccount.docs.good, layers: { base: usual, 'adduser -D -u 10001 app': usual } }), []);
  });

  it('reads passwd too, and the uppermost file counts', async () => {
    assert.deepEqual(await found({ layers: { make: [passwd('root::0:0:root:/root:/bin/sh\n')] } }), ['2 error empty']);
    const open = [passwd('root:x:0:0:root:/root:/bin/sh\n'), shadow('root:::0:::::\n')];
    assert.deepEqual(await found({ layers: { base: open, make: usual } }), []);
    assert.deepEqual(await found({ layers: { base: open, make: [] } }), ['1 info empty'], 'Alpine before 3.9.2');
  });
});
