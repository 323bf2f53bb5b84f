import { defaultShareableIpc } from '../../../server/src/lint/rules/daemon/default-shareable-ipc';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('default-shareable-ipc', () => {
  it('reports it', () => {
    checkRule(defaultShareableIpc, `
{ "default-ipc-mode": "shareable" }
                      ^^^^^^^^^^^ info default-shareable-ipc/shareable
`);
  });
  it('is silent about private', () => {
    for (const text of [
      '{"default-ipc-mode": "private"}',
    ]) checkClean(defaultShareableIpc, text);
  });
  it('uses private', () => {
    checkFix(defaultShareableIpc, `
{ "default-ipc-mode": "shareable" }
`, `
{ "default-ipc-mode": "private" }
`, 'unsafe');
  });
});
