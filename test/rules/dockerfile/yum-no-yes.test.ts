import { yumNoYes } from '../../../server/src/lint/rules/dockerfile/yum-no-yes';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('yum-no-yes', () => {
  it('marks the subcommand', () => {
    checkRule(yumNoYes, `
FROM rockylinux:9
RUN yum install curl
        ^^^^^^^ warning yum-no-yes/asks
RUN yum install -y curl
RUN yes | yum install curl
RUN echo yum install curl
`);
  });

  it('sees commands behind others, over several lines', () => {
    checkRule(yumNoYes, `
FROM rockylinux:9
RUN true && \\
    sudo yum install \\
             ^^^^^^^ warning yum-no-yes/asks
      curl
`);
  });

  it('adds the option', () => {
    checkFix(yumNoYes, `
FROM rockylinux:9
RUN true; yum install curl
`, `
FROM rockylinux:9
RUN true; yum install -y curl
`, 'safe');
  });

  it('knows the configuration', () => {
    checkClean(yumNoYes, `
FROM rockylinux:9
RUN echo assumeyes=1 >> /etc/yum.conf
RUN yum install curl
`);
  });
});
