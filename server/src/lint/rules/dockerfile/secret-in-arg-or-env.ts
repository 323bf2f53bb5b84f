import { isSecretName } from '../../secrets/names';
import { isLiteralSecret, isPlaceholder } from '../../secrets/values';
import { defineRule } from '../../rule';

export const secretInArgOrEnv = defineRule({
  name: 'secret-in-arg-or-env',
  target: 'dockerfile',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3064'], buildkit: ['SecretsUsedInArgOrEnv'], trivy: ['DS-0031'], semgrep: ['secret-in-build-arg'], sonar: ['S6472'], droast: ['DF013', 'DF014'], dockle: ['CIS-DI-0010'] },
  docs: {
    what: 'An ARG or ENV is named like a credential.',
    why: 'Build arguments and variables are kept in the image: `docker history` and `docker inspect` show them to everybody who has it, also after they are changed or unset.',
    bad: 'FROM alpine:3.24\nARG DB_PASSWORD\nRUN ./migrate "$DB_PASSWORD"\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=db_password ./migrate /run/secrets/db_password\nUSER 10001\n',
    exceptions: 'Names that say public, file, path, url, id, version and the like are left alone, and so are empty values, which only declare a variable.',
  },
  messages: {
    arg: '{name} looks like a credential, and build arguments stay readable in the history of the image. Use RUN --mount=type=secret.',
    env: '{name} looks like a credential, and ENV keeps it in the image for everybody who has it. Use RUN --mount=type=secret, or set it when the container starts.',
  },
  check(file, report) {
    for (const instruction of file.all('ARG', 'ENV')) {
      for (const { key, value } of instruction.pairs) {
        if (!isSecretName(key.value) || (value && /^["']?["']?$/.test(value.text))) continue;
        const literal = value?.resolved !== undefined && isLiteralSecret(value.resolved);
        if (value?.resolved !== undefined && !literal && isHarmless(value.resolved)) continue;
        report(key.span, instruction.keyword === 'ARG' ? 'arg' : 'env', { data: { name: key.value } });
      }
    }
  },
});

/** Paths, addresses and switches are no secrets, whatever their name; a placeholder is there to be filled in with one. */
function isHarmless(value: string): boolean {
  return !isPlaceholder(value) && /^(?:\.{0,2}\/|[a-z]+:\/\/)|^(?:yes|no|on|off)$/i.test(value);
}
