import { dnfNoYes } from '../../../server/src/lint/rules/dockerfile/dnf-no-yes';
import { checkFix, checkRule } from '../../helpers/rules';

describe('dnf-no-yes', () => {
  it('marks the subcommand', () => {
    checkRule(dnfNoYes, `
FROM rockylinux:9
RUN dnf install curl
        ^^^^^^^ warning dnf-no-yes/asks
RUN dnf install -y curl
RUN yes | dnf install curl
RUN echo dnf install curl
`);
  });

  it('sees commands behind others, over several lines', () => {
    checkRule(dnfNoYes, `
FROM rockylinux:9
RUN true && \\
    sudo dnf install \\
             ^^^^^^^ warning dnf-no-yes/asks
      curl
`);
  });

  it('adds the option', () => {
    checkFix(dnfNoYes, `
FROM rockylinux:9
RUN true; dnf install curl
`, `
FROM rockylinux:9
RUN true; dnf install -y curl
`, 'safe');
  });
});
