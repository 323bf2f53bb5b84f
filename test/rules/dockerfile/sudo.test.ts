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
RUN sudo true && sudo false; sudo -u app id
    ^^^^ warning sudo/sudo
RUN sudo -H -u postgres psql
    ^^^^ warning sudo/user
FROM example.org/base:1
RUN sudo -u app id
    ^^^^ warning sudo/user
`);
  });

  it('removes it where the build is root', () => {
    checkFix(sudo, 'FROM debian:13\nRUN sudo -E  apt-get update && sudo -u app id && sudo A=1 make\n', 'FROM debian:13\nRUN apt-get update && sudo -u app id && sudo A=1 make\n');
    checkFix(sudo, 'FROM debian:13\nRUN curl x | sudo \\\n  tar -x\n', 'FROM debian:13\nRUN curl x | \\\n  tar -x\n');
    checkFix(sudo, 'FROM postgres:18\nRUN sudo true\n', 'FROM postgres:18\nRUN true\n');
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

  it('keeps it where the base image may run as somebody else', () => {
    for (const image of ['circleci/ruby:2.7', 'jenkins/jenkins:2.555']) {
      const text = `FROM ${image}\nRUN sudo apt-get update\n`;
      checkFix(sudo, text, text);
    }
  });
});
