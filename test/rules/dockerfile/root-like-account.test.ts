import { rootLikeAccount } from '../../../server/src/lint/rules/dockerfile/root-like-account';
import { checkClean, checkRule } from '../../helpers/rules';

describe('root-like-account', () => {
  it('leaves Dockerfiles for tests and development alone', () => {
    for (const name of ['Dockerfile.test', 'dev.Dockerfile']) checkClean(rootLikeAccount, "FROM debian:13\nRUN echo 'app ALL=NOPASSWD: ALL' >> /etc/sudoers.d/app\n", { uri: `file:///project/${name}` });
  });

  it('marks sudoers, groups and ids', () => {
    checkRule(rootLikeAccount, `
FROM debian:13
RUN useradd -m -G docker,audio ann && echo "app ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers
                  ^^^^^^^^^^^^ warning root-like-account/docker
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning root-like-account/sudoers
RUN usermod -aG sudo ben; adduser cat wheel; gpasswd -a dan shadow
                ^^^^ info root-like-account/sudo
                                      ^^^^^ info root-like-account/sudo
                                                            ^^^^^^ warning root-like-account/group
RUN useradd -o -u 0 toor
                  ^ warning root-like-account/uid
COPY <<EOF /etc/sudoers.d/eve
eve ALL=(ALL) NOPASSWD:ALL
              ^^^^^^^^^^^^ warning root-like-account/sudoers
EOF
RUN echo "app ALL=(root) NOPASSWD: /usr/bin/systemctl" > /etc/sudoers.d/one && useradd -u 1000 -G audio bob && useradd -u 0 -o root
`);
  });

  it('does not take the id of a new group for who is in it', () => {
    checkClean(rootLikeAccount, 'FROM debian:13\nRUN addgroup -gid 999 docker && addgroup --gid 998 sudo && addgroup -g 997 wheel\n');
  });

  it('says it once for an account', () => {
    checkRule(rootLikeAccount, `
FROM debian:13
ARG who=jenkins
RUN useradd --groups users,wheel \$who
RUN echo "\$who ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/a && echo "jenkins ALL = NOPASSWD: ALL" >> /etc/sudoers
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning root-like-account/sudoers
`.replaceAll('\\$', '$'));
    checkRule(rootLikeAccount, 'FROM debian:13\nRUN usermod -aG sudo,docker app\n                ^^^^^^^^^^^ warning root-like-account/docker\n');
    checkRule(rootLikeAccount, 'FROM debian:13\nRUN adduser app sudo && echo "%sudo ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers\n                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning root-like-account/sudoers\n');
    checkRule(rootLikeAccount, 'FROM debian:13\nRUN adduser app sudo\n                ^^^^ info root-like-account/sudo\nRUN adduser bob docker\n                ^^^^^^ warning root-like-account/docker\n');
  });

  it('is silent about development containers', () => {
    const sudoers = 'RUN echo "node ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/node\n';
    checkClean(rootLikeAccount, `FROM node:24\n${sudoers}`, { uri: 'file:///project/.devcontainer/Dockerfile' });
    checkClean(rootLikeAccount, `FROM mcr.microsoft.com/devcontainers/base:ubuntu-24.04\n${sudoers}`);
    checkClean(rootLikeAccount, `FROM debian:13\nRUN useradd vscode\n${sudoers}`);
  });

  it('looks at the final image only, and not at stages for development', () => {
    checkClean(rootLikeAccount, 'FROM debian:13 AS build\nRUN usermod -aG docker app\nFROM debian:13\nCOPY --from=build /a /a\n');
    checkClean(rootLikeAccount, 'FROM debian:13 AS dev\nRUN usermod -aG docker app\n');
  });
});
