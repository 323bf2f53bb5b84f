import { aptNoYes } from '../../../server/src/lint/rules/dockerfile/apt-no-yes';
import { checkFix, checkRule } from '../../helpers/rules';

describe('apt-no-yes', () => {
  it('marks the subcommand', () => {
    checkRule(aptNoYes, `
FROM debian:13
RUN apt-get install curl
            ^^^^^^^ warning apt-no-yes/asks
RUN apt-get install -y curl
RUN yes | apt-get install curl
RUN echo apt-get install curl
`);
  });

  it('sees commands behind others, over several lines', () => {
    checkRule(aptNoYes, `
FROM debian:13
RUN true && \\
    sudo apt-get install \\
                 ^^^^^^^ warning apt-no-yes/asks
      curl
`);
  });

  it('adds the option', () => {
    checkFix(aptNoYes, `
FROM debian:13
RUN true; apt-get install curl
`, `
FROM debian:13
RUN true; apt-get install -y curl
`, 'safe');
  });
});
