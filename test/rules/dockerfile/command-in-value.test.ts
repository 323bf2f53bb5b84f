import { checkClean, checkRule } from '../../helpers/rules';
import { commandInValue } from '../../../server/src/lint/rules/dockerfile/command-in-value';

describe('command-in-value', () => {
  it('marks the substitution', () => {
    checkRule(commandInValue, `
FROM debian:13
ENV TOOLS_HOME $(pwd)
               ^^^^^^ warning command-in-value/text
ARG JOBS=$(nproc) FLAGS="-j$(nproc --all) -O2"
         ^^^^^^^^ warning command-in-value/text
                           ^^^^^^^^^^^^^^ warning command-in-value/text
ENV N=$((1+1))
      ^^^^^^^^ warning command-in-value/text
`);
  });

  it('leaves what is meant as text alone, and variables', () => {
    checkClean(commandInValue, `
FROM debian:13
ENV A='$(pwd)' B=\\$(pwd) PS1="$(hostname)$ " PROMPT_COMMAND="$(date)" C=\${A} D=$A E="a(b)" F="$(open"
RUN export A=$(pwd) && make
`);
  });
});
