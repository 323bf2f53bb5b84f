import { defineImageRule } from '../rule';

export const historySecret = defineImageRule({
  name: 'history-secret',
  target: 'image',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  toldBy: ['literal-secret', 'credential-in-command', 'secret-in-arg-or-env'],
  docs: {
    what: 'The history of the built image shows a credential: the value of a build argument, a password or token in a command, a variable that was set and changed later.',
    why: 'Builders write every instruction into the history, with the values of all build arguments in front of each RUN. `docker history --no-trunc` shows them to everybody who has the image, and nothing that a later instruction does takes them out.',
    bad: 'FROM alpine:3.24\nARG NPM_TOKEN\nRUN ./install.sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN ./install.sh\nUSER 10001\n',
    exceptions: 'Placeholders, empty values and what comes from variables of the shell are left alone. Passwords that everybody tries first, and plain words, are warnings, and are not reported of the base image. A credential that several entries show is reported where it is first seen.',
  },
  messages: {
    secret: 'The history of the image shows {what}, and docker history --no-trunc shows it to everybody who has the image. Change it, and use RUN --mount=type=secret.',
  },
  check(image, report) {
    const seen = new Set<string>();
    for (const { entry, what, value, weak } of image.historySecrets) {
      const place = { history: entry };
      if (seen.has(value) || (weak && image.isBase(place))) continue;
      seen.add(value);
      report(place, 'secret', { data: { what }, ...(weak && { severity: 'warning' as const }) });
    }
  },
});
