import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { cdInRun } from '../../../server/src/lint/rules/dockerfile/cd-in-run';

describe('cd-in-run', () => {
  it('the first cd of a RUN', () => {
    checkRule(cdInRun, `
FROM alpine:3.24
RUN cd /app && make && cd ..
    ^^ info cd-in-run/cd
RUN (cd $HOME && make)
     ^^ info cd-in-run/cd
RUN ["cd", "/x"]
     ^^^^ info cd-in-run/cd
ONBUILD RUN cd "/a b"
            ^^ info cd-in-run/cd
`);
  });

  it('WORKDIR, other commands, other instructions', () => {
    checkClean(cdInRun, `
FROM alpine:3.24
WORKDIR /app
RUN echo cd /x
CMD cd /app && ls
`);
  });

  it('where it comes first and is known', () => {
    checkFix(cdInRun, `
FROM alpine:3.24
WORKDIR /srv
RUN cd app && \\
    make
RUN cd /opt
`, `
FROM alpine:3.24
WORKDIR /srv
WORKDIR /srv/app
RUN make
WORKDIR /opt
`, 'unsafe');
  });

  it('where it is not first, not known or in a subshell', () => {
    const text = `
FROM alpine:3.24
RUN make && cd /app
RUN cd $DIR && make
RUN (cd /app && make)
RUN cd /app; make
RUN cd - && make
`;
    checkFix(cdInRun, text, text, 'unsafe');
  });
});
