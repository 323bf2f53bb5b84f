import { rootLikeAccount } from '../../../server/src/lint/rules/dockerfile/root-like-account';
import { checkClean, checkRule } from '../../helpers/rules';

describe('root-like-account', () => {
  it('marks sudoers, groups and ids', () => {
    checkRule(rootLikeAccount, `
FROM debian:13
RUN useradd -m -G docker,audio app && echo "app ALL=(ALL) NOPASSWD: ALL" >> /etc/sudoers
                  ^^^^^^^^^^^^ warning root-like-account/docker
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning root-like-account/sudoers
RUN usermod -aG sudo app; adduser app wheel; gpasswd -a app shadow
                ^^^^ info root-like-account/sudo
                                      ^^^^^ info root-like-account/sudo
                                                            ^^^^^^ warning root-like-account/group
RUN useradd -o -u 0 toor
                  ^ warning root-like-account/uid
COPY <<EOF /etc/sudoers.d/app
app ALL=(ALL) NOPASSWD:ALL
              ^^^^^^^^^^^^ warning root-like-account/sudoers
EOF
RUN echo "app ALL=(root) NOPASSWD: /usr/bin/systemctl" > /etc/sudoers.d/one && useradd -u 1000 -G audio bob && useradd -u 0 -o root
`);
  });

  it('does not take the id of a new group for who is in it', () => {
    checkClean(rootLikeAccount, 'FROM debian:13\nRUN addgroup -gid 999 docker && addgroup --gid 998 sudo && addgroup -g 997 wheel\n');
  });

  it('looks at the final image only, and not at stages for development', () => {
    checkClean(rootLikeAccount, 'FROM debian:13 AS build\nRUN usermod -aG docker app\nFROM debian:13\nCOPY --from=build /a /a\n');
    checkClean(rootLikeAccount, 'FROM debian:13 AS dev\nRUN usermod -aG docker app\n');
  });
});
