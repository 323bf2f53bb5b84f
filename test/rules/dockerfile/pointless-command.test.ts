import { checkClean, checkRule } from '../../helpers/rules';
import { pointlessCommand } from '../../../server/src/lint/rules/dockerfile/pointless-command';

describe('pointless-command', () => {
  it('once each', () => {
    checkRule(pointlessCommand, `
FROM debian:13
RUN service nginx start && top && top
    ^^^^^^^ info pointless-command/useless
                           ^^^ info pointless-command/useless
RUN env ps aux | ssh host
        ^^ info pointless-command/useless
                 ^^^ info pointless-command/useless
ONBUILD RUN vim x
            ^^^ info pointless-command/useless
`);
  });

  it('commands of one\'s own', () => {
    checkRule(pointlessCommand, `
FROM debian:13
RUN emacs x; top
    ^^^^^ info pointless-command/useless
`, { options: { commands: ['emacs'] } });
  });

  it('as arguments', () => {
    checkClean(pointlessCommand, `
FROM debian:13
RUN apt-get install -y ssh vim && echo top
CMD top
`);
  });
});
