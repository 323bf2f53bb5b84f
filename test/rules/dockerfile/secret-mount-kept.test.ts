import { secretMountKept } from '../../../server/src/lint/rules/dockerfile/secret-mount-kept';
import { checkClean, checkRule } from '../../helpers/rules';

describe('secret-mount-kept', () => {
  it('marks the file that keeps the secret', () => {
    checkRule(secretMountKept, `
FROM alpine:3.24
RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc
                                                       ^^^^^^^^^^^^ error secret-mount-kept/kept
RUN --mount=type=secret,id=a,target=/tmp/a cat /tmp/a > /etc/a && cat < /tmp/a | base64 | tee -a /etc/b
                                                        ^^^^^^ error secret-mount-kept/kept
                                                                                                 ^^^^^^ error secret-mount-kept/kept
RUN --mount=type=secret,id=t echo "//r.test/:_authToken=$(cat /run/secrets/t)" >> ~/.npmrc
                                                                                  ^^^^^^^^ error secret-mount-kept/kept
RUN --mount=type=secret,id=t,env=TOKEN printf 'machine x login y password %s' "$TOKEN" > /root/.netrc
                                                                                         ^^^^^^^^^^^^ error secret-mount-kept/kept
RUN --mount=type=secret,id=t,env=TOKEN <<EOF
echo "token=$TOKEN" > /app/.env
                      ^^^^^^^^^ error secret-mount-kept/kept
EOF
`);
  });

  it('marks what prints it', () => {
    checkRule(secretMountKept, `
FROM alpine:3.24
RUN --mount=type=secret,id=t cat /run/secrets/t
                             ^^^ error secret-mount-kept/printed
RUN --mount=type=secret,id=t,env=TOKEN echo "using $TOKEN" && printenv
                                       ^^^^ error secret-mount-kept/printed
                                                              ^^^^^^^^ error secret-mount-kept/printed
RUN --mount=type=secret,id=t,env=TOKEN set -eux; curl -H "Authorization: Bearer $TOKEN" https://x.test
                                       ^^^^^^^^ error secret-mount-kept/traced
`);
  });

  it('accepts use, deletion in the same RUN, mounts and other files', () => {
    for (const run of [
      '--mount=type=secret,id=t curl -H "Authorization: Bearer $(cat /run/secrets/t)" https://x.test',
      '--mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) && export TOKEN && npm ci',
      '--mount=type=secret,id=t cp /run/secrets/t ~/.npmrc && npm ci && rm -f ~/.npmrc',
      '--mount=type=secret,id=t --mount=type=tmpfs,target=/work cat /run/secrets/t > /work/t',
      '--mount=type=secret,id=t cat /run/secrets/t | docker login --password-stdin -u x',
      '--mount=type=secret,id=t cat /run/secrets/t > /dev/null',
      '--mount=type=secret,id=t cat /etc/os-release && cp /run/secrets/t2 /x && env FOO=1 make',
      '--mount=type=secret,id=t grep -q x /run/secrets/t',
      '--mount=type=secret,id=k,target=/tmp/id_rsa.pub cp /tmp/id_rsa.pub /home/a/.ssh/authorized_keys',
      '--mount=type=secret,id=k,target=/tmp/key.pub cp /tmp/key.pub /etc/keys/',
      '--mount=type=cache,target=/c cat /run/secrets/t > /etc/t',
      '--mount=type=secret,id=t,env=TOKEN set -e; curl -H "Authorization: Bearer $TOKEN" https://x.test',
    ]) {
      checkClean(secretMountKept, `FROM alpine:3.24\nRUN ${run}\n`);
    }
  });
});
