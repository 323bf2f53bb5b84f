import { stageSecretsCopied } from '../../../server/src/lint/rules/dockerfile/stage-secrets-copied';
import { checkClean, checkRule } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

describe('stage-secrets-copied', () => {
  it('marks the directory that holds them', () => {
    checkRule(stageSecretsCopied, `
FROM node:24-slim AS base
COPY id_rsa /root/.ssh/
FROM base AS build
WORKDIR /app
ARG TOKEN
RUN git clone https://x:$TOKEN@git.test/a.git src
RUN echo "token" > ~/.netrc && docker login -u x
COPY .npmrc /web/
FROM node:24-slim
COPY --from=build /root /root
                  ^^^^^ error stage-secrets-copied/left
COPY --from=build /app/src ./src
                  ^^^^^^^^ error stage-secrets-copied/left
COPY --from=build /app/dist /web /out/
                            ^^^^ info stage-secrets-copied/possible
COPY --from=1 /root/.docker/config.json /x
              ^^^^^^^^^^^^^^^^^^^^^^^^^ error stage-secrets-copied/left
`);
  });

  it('is silent about settings that hold no credential', () => {
    const text = 'FROM node:24 AS build\nWORKDIR /app\nCOPY package.json .yarnrc.yml ./\nRUN yarn install\nFROM node:24\nCOPY --from=build /app /app\n';
    checkClean(stageSecretsCopied, text, within({ 'package.json': '{}', '.yarnrc.yml': 'nodeLinker: node-modules\n' }));
    checkClean(stageSecretsCopied, text);
    checkRule(stageSecretsCopied, `${text}                  ^^^^ info stage-secrets-copied/possible\n`, within({ 'package.json': '{}', '.yarnrc.yml': 'npmAuthIdent: "ci:9d2f41c7aa310bfe"\n' }));
  });

  it('is silent about what was deleted, mounted, or is not copied', () => {
    for (const lines of ['COPY .netrc ./\nRUN make && rm .netrc', 'COPY .netrc ./\nRUN rm -rf /app/.netrc', 'RUN echo x > .netrc && make && rm -f .netrc', 'RUN --mount=type=secret,id=n,target=/app/.netrc make', 'RUN git clone https://git.test/a.git', 'COPY .netrc /root/', 'COPY src/ ./']) {
      checkClean(stageSecretsCopied, `FROM node:24-slim AS build\nWORKDIR /app\n${lines}\nFROM node:24-slim\nCOPY --from=build /app /app\n`);
    }
    checkClean(stageSecretsCopied, 'FROM node:24-slim\nCOPY --from=node:24-slim /root /root\n');
  });
});
