import { defaultUlimitsOpen } from '../../../server/src/lint/rules/daemon/default-ulimits-open';
import { checkClean, checkRule } from '../../helpers/rules';

describe('default-ulimits-open', () => {
  it('reports that there are none', () => {
    checkRule(defaultUlimitsOpen, `
{ "mtu": 1 }
^ hint default-ulimits-open/missing
`);
  });
  it('reports those that are none', () => {
    checkRule(defaultUlimitsOpen, `
{ "default-ulimits": { "nofile": { "Name": "nofile", "Hard": -1, "Soft": 1 }, "nproc": { "hard": -1 }, "memlock": { "Hard": -1 } } }
                                                             ^^ info default-ulimits-open/unlimited
                                                                                                 ^^ info default-ulimits-open/unlimited
`);
  });
  it('is silent about numbers', () => {
    for (const text of [
      '{"default-ulimits": {"nofile": {"Hard": 64000}}}',
      '{"default-ulimits": []}',
    ]) checkClean(defaultUlimitsOpen, text);
  });
});
