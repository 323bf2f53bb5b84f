import assert from 'node:assert/strict';
import { aptNoYes } from '../../../server/src/lint/rules/dockerfile/apt-no-yes';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('apt-no-yes', () => {
  it('says when apt asks', () => {
    const messages = findingsOf(aptNoYes, 'FROM debian:13\nRUN apt-get install ./a.deb && apt-get purge b\n').map(({ message }) => /asks before it (.*),/.exec(message)?.[1]);
    assert.deepEqual(messages, ['does more than what is named here', 'acts']);
  });

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

  it('accepts every answer in advance', () => {
    checkClean(aptNoYes, `
FROM debian:13
RUN apt-get -qq install curl && apt-get install -q -q curl && apt-get install -q=2 curl && apt-get install --quiet --quiet curl
RUN apt-get -o APT::Get::Assume-Yes=true install curl
RUN printf 'y\\n' | apt-get install curl; apt-get install curl <<< y
RUN apt-get install $APT_OPTS curl; apt-get install --dry-run curl
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90-yes
RUN apt-get install curl
`);
  });

  it('adds the option to an exec form', () => {
    checkFix(aptNoYes, 'FROM debian:13\nRUN ["apt-get", "install", "curl"]\n', 'FROM debian:13\nRUN ["apt-get", "install", "-y", "curl"]\n');
  });

  it('is silent where the base image or a copied file may have said yes', () => {
    checkClean(aptNoYes, 'FROM circleci/ruby:2.6\nRUN apt-get autoremove\n');
    checkClean(aptNoYes, 'FROM debian:13\nCOPY 90yes /etc/apt/apt.conf.d/\nRUN apt-get install git\n');
  });

  it('does not know how a base of a team of its own has set up apt', () => {
    checkClean(aptNoYes, 'FROM ghcr.io/team/base:1\nRUN apt-get install curl\n');
    checkClean(aptNoYes, 'FROM registry.example.com:5000/base:1\nRUN apt-get install curl\n');
    checkRule(aptNoYes, `
FROM mcr.microsoft.com/playwright:v1.40.0
RUN apt-get install curl
            ^^^^^^^ warning apt-no-yes/asks
`);
  });

  it('leaves autoremove, which asks only where there is something to remove', () => {
    checkClean(aptNoYes, 'FROM debian:13\nRUN apt-get autoremove\n');
  });
});
