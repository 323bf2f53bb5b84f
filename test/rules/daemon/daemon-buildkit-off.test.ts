import { daemonBuildkitOff } from '../../../server/src/lint/rules/daemon/daemon-buildkit-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-buildkit-off', () => {
  it('reports it', () => {
    checkRule(daemonBuildkitOff, `
{ "features": { "buildkit": false } }
                            ^^^^^ info daemon-buildkit-off/off
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"features": {"buildkit": true}}',
      '{"features": {}}',
      '{"features": {"buildkit": false}, "hosts": ["npipe://"]}',
    ]) checkClean(daemonBuildkitOff, text);
  });
  it('takes it out', () => {
    checkFix(daemonBuildkitOff, `
{ "features": { "buildkit": false, "cdi": true } }
`, `
{ "features": { "cdi": true } }
`, 'unsafe');
  });
});
