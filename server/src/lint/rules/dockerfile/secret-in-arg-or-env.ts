import { flowOf } from '../../dockerfile/secret-flow';
import { secretVariables } from '../../dockerfile/secret-variables';
import { isInFinalImage } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const secretInArgOrEnv = defineRule({
  name: 'secret-in-arg-or-env',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['ARG', 'ENV'],
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { hadolint: ['DL3064'], buildkit: ['SecretsUsedInArgOrEnv'], trivy: ['DS-0031'], semgrep: ['secret-in-build-arg'], sonar: ['S6472'], tally: ['ruby/secrets-in-arg-or-env', 'ruby/prefer-secret-mounts-for-build-credentials'], droast: ['DF013'], dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  docs: {
    what: 'An ARG or ENV is named like a credential and gets its value from outside.',
    why: 'Build arguments and variables are kept in the image: `docker history` and `docker inspect` show them to everybody who has it, also after they are changed or unset.',
    bad: 'FROM alpine:3.24\nARG DB_PASSWORD\nRUN ./migrate "$DB_PASSWORD"\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=db_password,env=DB_PASSWORD ./migrate "$DB_PASSWORD"\nUSER 10001\n',
    exceptions: 'Names that say public, file, path, url, id, version and the like are left alone, and so are values that are empty, switches, paths, addresses or fingerprints of keys. A value that is a credential itself is the matter of `literal-secret`. The fix needs an argument that only RUNs of its stage use; it gives them a secret mount that sets a variable of the same name, which takes Dockerfile syntax 1.10 (Docker 27). Build with `docker build --secret id=db_password,env=DB_PASSWORD`.',
  },
  messages: {
    arg: '{name} looks like a credential, and build arguments stay readable in the history of the image. Use RUN --mount=type=secret.',
    env: '{name} looks like a credential, and ENV keeps it in the image for everybody who has it. Use RUN --mount=type=secret, or set it when the container starts.',
    stage: '{name} looks like a credential, and what a build stage is given stays in the build cache and in the provenance of the image. Use RUN --mount=type=secret.',
    placeholder: '{name} is meant to hold a credential, and whoever fills it in here puts it into the image. Leave it out, and set it when the container starts or use RUN --mount=type=secret.',
  },
  check(file, report) {
    for (const variable of secretVariables(file)) {
      const { instruction, pair, kind, name } = variable;
      // What is written out is for `literal-secret`.
      if (kind === 'literal' || kind === 'known') continue;
      if (kind === 'placeholder') {
        report(pair.key.span, 'placeholder', { data: { name }, severity: 'info' });
        continue;
      }
      const flow = instruction.keyword === 'ARG' ? flowOf(file, variable) : undefined;
      const related = (flow?.uses ?? []).map(({ span, what }) => ({ span, message: places[what] }));
      report(pair.key.span, !isInFinalImage(file, instruction.stage) ? 'stage' : instruction.keyword === 'ARG' ? 'arg' : 'env', { data: { name }, related, fixes: flow?.fix ? [flow.fix] : [] });
    }
  },
});

const places = {
  env: 'From here on it is in the image itself.',
  run: 'It is used here.',
  copy: 'It is part of what is copied here.',
} as const;
