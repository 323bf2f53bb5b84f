import assert from 'node:assert/strict';
import { gitHistoryKept } from '../../../server/src/lint/rules/dockerfile/git-history-kept';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('git-history-kept', () => {
  it('in the final image, once a RUN', () => {
    checkRule(gitHistoryKept, `
FROM alpine:3.24 AS base
RUN git clone https://github.com/example/one.git
        ^^^^^ info git-history-kept/full
FROM base
RUN cd /opt && git clone -b v1 git@github.com:example/two.git /opt/two && git clone https://github.com/example/three
                   ^^^^^ info git-history-kept/full
`);
  });

  it('shallow, deleted, moved, mounted, left behind, not known', () => {
    checkClean(gitHistoryKept, `
FROM alpine:3.24 AS build
RUN git clone https://github.com/example/one.git
FROM alpine:3.24
RUN git clone --depth 1 https://github.com/example/one.git
RUN git clone --filter=blob:none https://github.com/example/one.git
RUN git clone https://github.com/example/one.git && make -C one install && rm -rf one
RUN git clone https://github.com/example/one.git /opt/one && rm -rf /opt/one/.git
RUN git clone https://github.com/example/one.git /tmp/one && make -C /tmp/one && rm -rf /tmp
RUN git clone https://github.com/example/one.git && rm -rf $DIR
RUN git clone https://github.com/example/one.git && find . -name .git -delete
RUN --mount=type=tmpfs,target=/src git clone https://github.com/example/one.git /src/one
RUN git clone $REPOSITORY
RUN git pull
`);
  });

  it('becomes shallow where no other commit is asked for', () => {
    checkFix(gitHistoryKept, `
FROM alpine:3.24
RUN git clone -b v1 https://github.com/example/one.git
RUN git clone https://github.com/example/two.git && cd two && git checkout 1234567
`, `
FROM alpine:3.24
RUN git clone --depth 1 -b v1 https://github.com/example/one.git
RUN git clone https://github.com/example/two.git && cd two && git checkout 1234567
`, 'unsafe');
  });

  it('is silent where a clone stands in for a shallow fetch', () => {
    checkClean(gitHistoryKept, 'FROM alpine:3.24\nRUN (git init -q /a && cd /a && git fetch --depth 1 https://example.com/x.git v1) || (rm -rf /b && git clone https://example.com/x.git /a)\n');
  });

  it('does not become shallow where a later RUN asks for another commit', () => {
    const [finding] = findingsOf(gitHistoryKept, 'FROM alpine:3.24\nRUN git clone https://github.com/example/one.git\nWORKDIR /one\nRUN git checkout stable && make\n');
    assert.deepEqual(finding!.fixes, []);
  });
});
