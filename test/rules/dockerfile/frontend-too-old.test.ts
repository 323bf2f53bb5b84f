import { frontendTooOld } from '../../../server/src/lint/rules/dockerfile/frontend-too-old';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('frontend-too-old', () => {
  it('flags, heredocs, expansions, the first use of each', () => {
    checkRule(frontendTooOld, `
# syntax=docker/dockerfile:1.1
ARG A=1 B=2
        ^^^ error frontend-too-old/newer
FROM alpine:3.24
RUN --mount=type=cache,target=/x --network=none ls
      ^^^^^ error frontend-too-old/newer
                                   ^^^^^^^ error frontend-too-old/newer
RUN --mount=type=cache,target=/x ls
COPY --link --chmod=u+x --parents a/b /x/
       ^^^^ error frontend-too-old/newer
              ^^^^^ error frontend-too-old/newer
                    ^^^ error frontend-too-old/newer
                          ^^^^^^^ error frontend-too-old/newer
COPY <<EOF /x
     ^^^^^ error frontend-too-old/newer
EOF
ENV C=\${A%.*} D=\${B-x}
      ^^^^^^^ error frontend-too-old/newer
                ^^^^^^ error frontend-too-old/newer
HEALTHCHECK --start-interval=1s CMD ls \${A##x}
              ^^^^^^^^^^^^^^ error frontend-too-old/newer
`);
    checkRule(frontendTooOld, `
# syntax=docker.io/docker/dockerfile:1.9.0
FROM alpine:3.24
RUN --mount=type=secret,id=a,env=A ls
                             ^^^^^ error frontend-too-old/newer
ONBUILD COPY --exclude=*.md . /x
               ^^^^^^^ error frontend-too-old/newer
`);
  });

  it('new enough, moving, other frontends, none', () => {
    const body = 'FROM alpine:3.24\nCOPY --parents --exclude=b --chmod=u+x a /x/\nRUN <<EOF\nls\nEOF\n';
    for (const syntax of ['docker/dockerfile:1', 'docker/dockerfile:1.20', 'docker/dockerfile:1.7-labs', 'docker/dockerfile:latest', 'example.com/frontend:1.2', `docker/dockerfile:1.2@sha256:${'a'.repeat(64)}`]) {
      checkClean(frontendTooOld, `# syntax=${syntax}\n${body}`);
    }
    checkClean(frontendTooOld, body);
  });

  it('takes the newest of the channel', () => {
    checkFix(frontendTooOld, '# syntax=docker/dockerfile:1.2.1\nFROM alpine:3.24\nCOPY --link a /x\n', '# syntax=docker/dockerfile:1\nFROM alpine:3.24\nCOPY --link a /x\n', 'unsafe');
  });
});
