import { dnfNoYes } from '../../../server/src/lint/rules/dockerfile/dnf-no-yes';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

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

  it('knows that microdnf asks from release 9 on only', () => {
    for (const base of ['redhat/ubi8-minimal:8.8', 'registry.access.redhat.com/ubi8/ubi-minimal', 'oraclelinux:8-slim', 'almalinux:8.10-minimal']) {
      checkClean(dnfNoYes, `FROM ${base}\nRUN microdnf install curl\n`);
    }
    checkRule(dnfNoYes, `
FROM redhat/ubi9-minimal:9.6
RUN microdnf install curl
             ^^^^^^^ warning dnf-no-yes/asks
FROM oraclelinux:8
RUN dnf install curl
        ^^^^^^^ warning dnf-no-yes/asks
`);
  });

  it('is silent after a configuration was copied', () => {
    checkClean(dnfNoYes, 'FROM redhat/ubi9-minimal:9.6\nCOPY conf/dnf.conf /etc/dnf/dnf.conf\nRUN microdnf install curl\n');
    checkRule(dnfNoYes, 'FROM redhat/ubi9-minimal:9.6\nCOPY x.repo /etc/yum.repos.d/\nRUN microdnf install curl\n             ^^^^^^^ warning dnf-no-yes/asks\n');
  });

  it('does not know which microdnf an image of somebody else has', () => {
    checkClean(dnfNoYes, 'FROM team/base:1\nRUN microdnf install curl\n');
    checkRule(dnfNoYes, 'FROM team/base:1\nRUN dnf install curl\n        ^^^^^^^ warning dnf-no-yes/asks\n');
  });

  it('does not know which microdnf an image has that an argument names', () => {
    checkClean(dnfNoYes, 'ARG BASE\nFROM $BASE\nRUN microdnf install curl\n');
  });
});
