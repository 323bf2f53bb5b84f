import { sudo } from '../../../server/src/lint/rules/dockerfile/sudo';
import { checkFix, checkRule } from '../../helpers/rules';

describe('sudo', () => {
  it('marks the word', () => {
    checkRule(sudo, `
FROM debian:13
RUN true && sudo -E apt-get update
            ^^^^ warning sudo/sudo
RUN apt-get install -y sudo
RUN echo sudo
`);
  });

  it('removes it where the build is root', () => {
    checkFix(sudo, `
FROM debian:13
RUN sudo   apt-get update
USER app
RUN sudo true
`, `
FROM debian:13
RUN apt-get update
USER app
RUN sudo true
`, 'safe');
  });
});
