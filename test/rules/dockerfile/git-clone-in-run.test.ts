import { gitCloneInRun } from '../../../server/src/lint/rules/dockerfile/git-clone-in-run';
import { checkFix, checkRule } from '../../helpers/rules';

describe('git-clone-in-run', () => {
  it('marks the verb', () => {
    checkRule(gitCloneInRun, `
FROM alpine:3.24
RUN cd /src && git clone --depth 1 https://github.com/a/b && make
                   ^^^^^ hint git-clone-in-run/clone
RUN git clone git@github.com:a/b.git -b v$V
        ^^^^^ hint git-clone-in-run/clone
RUN git clone /srv/repo && git fetch && git clone --help
RUN ["git", "clone", "https://github.com/a/b"]
`);
  });

  it('rewrites a clone alone', () => {
    checkFix(gitCloneInRun, `
FROM alpine:3.24
RUN git clone --depth 1 https://github.com/a/b
WORKDIR /src
RUN git clone -b v1 https://github.com/a/b.git
RUN git clone https://github.com/a/b /opt/c
RUN git clone --bare https://github.com/a/b
RUN git clone https://github.com/a/b && make
`, `
FROM alpine:3.24
ADD https://github.com/a/b.git /b
WORKDIR /src
ADD https://github.com/a/b.git#v1 /src/b
ADD https://github.com/a/b.git /opt/c
RUN git clone --bare https://github.com/a/b
RUN git clone https://github.com/a/b && make
`, 'unsafe');
  });
});
