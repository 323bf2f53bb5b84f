import { parseCompose } from '../../../server/src/lint/compose/parse';
import { rootUser } from '../../../server/src/lint/rules/dockerfile/root-user';
import { buildWorkspace } from '../../../server/src/lint/workspace';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

describe('root-user', () => {
  it('takes a comment for an explanation that says what needs root', () => {
    checkClean(rootUser, 'FROM alpine:3.24\n# Run as root (needed for network management)\nUSER root\nCMD ["serve"]\n');
    for (const comment of ['Switch to root', 'root is needed to install packages']) checkRule(rootUser, `FROM alpine:3.24\n# ${comment}\nUSER root\n     ^^^^ warning root-user/explicit\n`);
  });

  it('marks the user in every way of writing root', () => {
    for (const [user, drawing] of [['root', '^^^^'], ['0', '^'], ['0:0', '^^^'], ['root:root', '^^^^^^^^^']] as const) {
      checkRule(rootUser, `FROM alpine:3.24\nUSER ${user}\n     ${drawing} warning root-user/explicit\n`);
    }
  });

  it('takes the last USER of the final stage only', () => {
    checkClean(rootUser, 'FROM alpine:3.24 AS build\nUSER root\nFROM alpine:3.24\nUSER root\nRUN true\nUSER app\n');
  });

  it('follows arguments and the chain of stages', () => {
    checkRule(rootUser, `
ARG RUNTIME=unused
FROM alpine:3.24 AS base
ARG U=root
USER $U
FROM base
     ^^^^ warning root-user/explicit
`);
    checkClean(rootUser, 'FROM alpine:3.24\nARG U\nUSER $U\n');
  });

  it('accepts entrypoints that give up their privileges', () => {
    checkClean(rootUser, 'FROM alpine:3.24\nUSER root\nENTRYPOINT ["su-exec", "app", "server"]\n');
    checkClean(rootUser, 'FROM debian:13\nRUN apt-get install -y gosu\nUSER root\nENTRYPOINT ["/entrypoint.sh"]\n');
  });

  it('reads the start script that is copied', () => {
    const text = 'FROM debian:13\nUSER root\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n';
    const drawn = text.replace('root\n', 'root\n     ^^^^ warning root-user/explicit\n');
    for (const line of ["su - app <<'EOF'", 'su app -c "serve"', 'su -s /bin/sh -c "exec serve" app', 'exec gosu app "$@"', '[ -n "$1" ] && exec sudo -E -u "$APP_USER" serve', 'exec /usr/sbin/runuser -u app -- serve', 'start-stop-daemon --start --chuid app --exec /serve',
      'run() { su-exec app "$@"; }', 'run() {\n  if x; then\n    "$@"\n  else\n    runuser -u app -- "$@"\n  fi\n}', 'case $1 in *) setpriv --reuid=1 "$@" ;; esac', 'exec tini -- gosu app "$@"', 'HOME=/srv su-exec app x', 'exec /usr/bin/env HOME=/srv setpriv --reuid=1 x', 'if su -s /bin/sh app -c x; then', 'su --shell=/bin/sh app -c x', 'su -s /bin/sh -c "x" app &']) {
      checkClean(rootUser, text, within({ 'start.sh': `#!/bin/sh\nchown app /srv\n${line}\n` }));
    }
    for (const line of ['# gosu app serve', 'su - root -c "serve"', 'su -c "serve"', 'sudo serve', 'echo su app', 'apt-get install gosu', 'sudo -u root serve', 'exec serve # gosu app', 'echo gosu app', 'echo docker exec -it x su - app']) {
      checkRule(rootUser, drawn, within({ 'start.sh': `#!/bin/sh\n${line}\n` }));
    }
  });

  it('reads the start script also where it is called or lies otherwise before the build', () => {
    const text = 'FROM debian:13\nUSER root\nCOPY docker-entrypoint.sh /usr/local/bin/docker-entrypoint\nCOPY lib /srv/\nENTRYPOINT ["/usr/local/bin/docker-entrypoint"]\n';
    const drawn = text.replace('root\n', 'root\n     ^^^^ warning root-user/explicit\n');
    const uri = 'file:///project/build/Dockerfile';
    const script = '#!/bin/bash\nrun() {\n  runuser -u app -- "$@"\n}\nrun serve\n';
    for (const path of ['build/docker-entrypoint', 'docker-entrypoint', 'build/docker-entrypoint.sh']) checkClean(rootUser, text, { uri, ...within({ 'lib/a': '', 'build/x': '', [path]: script }) });
    for (const [path, content] of [['build/docker-entrypoint', '#!/bin/sh\nserve\n'], ['build/other', script], ['lib/docker-entrypoint', script]] as const) checkRule(rootUser, drawn, { uri, ...within({ 'lib/a': '', 'build/x': '', [path]: content }) });
    // Which directory is the context is not certain.
    const compose = 'services:\n  a: { build: { context: ., dockerfile: build/Dockerfile } }\n  b: { build: { context: build } }\n';
    checkClean(rootUser, text, { uri, ...within({ 'compose.yaml': compose, 'build/docker-entrypoint.sh': script, 'lib/a': '' }) });
  });

  it('is silenced by Compose services that all set another user', () => {
    const compose = (user: string) => ({
      workspace: buildWorkspace({ compose: [parseCompose(`services:\n  app:\n    build: .\n    user: "${user}"\n`, 'file:///project/compose.yaml')], dockerfile: () => undefined }),
    });
    checkClean(rootUser, 'FROM alpine:3.24\nUSER root\n', compose('1000'));
    checkRule(rootUser, 'FROM alpine:3.24\nUSER root\n     ^^^^ warning root-user/explicit\n', compose('0'));
  });

  it('offers an account that the file creates', () => {
    checkFix(rootUser, 'FROM alpine:3.24\nRUN adduser -D -u 1000 app\nUSER root\n', 'FROM alpine:3.24\nRUN adduser -D -u 1000 app\nUSER 1000\n', 'unsafe');
    checkFix(rootUser, 'FROM debian:13\nRUN useradd --no-log-init app\nUSER root\n', 'FROM debian:13\nRUN useradd --no-log-init app\nUSER app\n', 'unsafe');
  });
});
