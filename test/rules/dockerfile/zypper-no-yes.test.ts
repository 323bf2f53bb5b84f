import { zypperNoYes } from '../../../server/src/lint/rules/dockerfile/zypper-no-yes';
import { checkFix, checkRule } from '../../helpers/rules';

describe('zypper-no-yes', () => {
  it('marks the subcommand', () => {
    checkRule(zypperNoYes, `
FROM opensuse/leap:16.0
RUN zypper install curl
           ^^^^^^^ warning zypper-no-yes/asks
RUN zypper install -y curl
RUN yes | zypper install curl
RUN echo zypper install curl
`);
  });

  it('sees commands behind others, over several lines', () => {
    checkRule(zypperNoYes, `
FROM opensuse/leap:16.0
RUN true && \\
    sudo zypper install \\
                ^^^^^^^ warning zypper-no-yes/asks
      curl
`);
  });

  it('adds the option', () => {
    checkFix(zypperNoYes, `
FROM opensuse/leap:16.0
RUN true; zypper install curl
`, `
FROM opensuse/leap:16.0
RUN true; zypper install -y curl
`, 'safe');
  });
});
