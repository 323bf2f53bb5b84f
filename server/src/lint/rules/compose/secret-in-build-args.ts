import { once } from '../../compose/containers';
import { isSecretVariable } from '../../compose/secret-variables';
import { rawString } from '../../compose/values';
import { defineRule } from '../../rule';
import { embeddedPassword } from '../../secrets/connection-string';
import { isLiteralSecret } from '../../secrets/literal';
import { findSecrets } from '../../secrets/values';

export const secretInBuildArgs = defineRule({
  name: 'secret-in-build-args',
  target: 'compose',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A secret is passed to the build as an argument.',
    why: 'Build arguments are kept in the history of the image: `docker history` shows them to everybody who can pull it, wherever the value came from.',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      args:\n        NPM_TOKEN: "${NPM_TOKEN}"\n',
    good: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm:\n    environment: NPM_TOKEN\n',
    exceptions: 'Silent where the value is a switch, a path or a placeholder.',
  },
  messages: {
    secret: '{name} stays in the history of the image, where docker history shows it. Pass it as a build secret (build.secrets) and read it with RUN --mount=type=secret.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const { name, nameSpan, value } of service.build?.args ?? []) {
        const text = rawString(value);
        const named = isSecretVariable(name) && (text === undefined || value!.unresolved || isLiteralSecret(text));
        if (named || (text !== undefined && (embeddedPassword(text) || findSecrets(text).length > 0))) reportOnce(nameSpan, 'secret', { data: { name, service: service.name } });
      }
    }
  },
});
