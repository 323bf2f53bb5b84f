import { once } from '../../compose/containers';
import { takeFromEnvironmentFix } from '../../compose/fixes';
import { isSecretVariable } from '../../compose/secret-variables';
import { partSpan, rawString, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';
import { embeddedPassword } from '../../secrets/connection-string';
import { isLiteralSecret } from '../../secrets/literal';
import { findSecrets } from '../../secrets/values';
import { isOnlyTested } from '../../workspace/purpose';

export const secretInEnvironment = defineRule({
  name: 'secret-in-environment',
  target: 'compose',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0020'] },
  fix: 'unsafe',
  docs: {
    what: 'A variable whose name says that it is a secret, or whose value has the form of a known kind of token, has its value written in the Compose file, or in the default of a variable.',
    why: 'The file is in version control, so everybody who can read the repository has the secret, also years later; and `docker inspect` shows the environment to every member of the group docker.',
    bad: 'services:\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    environment:\n      POSTGRES_PASSWORD: tr0ub4dor\n',
    good: 'services:\n  db:\n    image: postgres:18\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n    secrets: [db]\nsecrets:\n  db:\n    file: ./db.secret\n',
    exceptions: 'Silent for names such as TOKEN_URL, PUBLIC_KEY or PASSWORD_FILE, for values from variables without a default, for paths, switches and placeholders; and in Compose files of tests and pipelines, by their name or directory, for all but known kinds of tokens. Best are Compose secrets, which the official database images read through variables that end in _FILE.',
  },
  messages: {
    known: '{name} holds a {kind}, for everybody who can read the repository. Revoke it, and pass the new one as a Compose secret or from the environment: ${{name}:?}.',
    literal: 'The value of {name} is in the file, for everybody who can read the repository. Use a Compose secret (many images read {name}_FILE), or take it from the environment: ${{name}:?}.',
    fallback: 'The default of {name} is a secret in the file, and is used wherever nobody sets another. Let Compose stop in its place: ${{name}:?}.',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(report);
    const tested = isOnlyTested(file.uri, workspace);
    for (const service of file.services) {
      for (const variable of service.environment) {
        const { name, value } = variable;
        if (!value) continue;
        const fixes = takeFromEnvironmentFix(file, variable);
        const [known] = findSecrets(rawString(value) ?? '');
        if (known) {
          reportOnce(partSpan(value, known.start, known.end), 'known', { data: { name, kind: known.label }, fixes });
          continue;
        }
        const text = stringOf(value);
        if (tested || text === undefined || /^\d*\.\d+$/.test(text) || !isSecretVariable(name) || !isLiteralSecret(text) || embeddedPassword(text)) continue;
        const fallback = file.source.slice(variable.span).includes('$');
        reportOnce(fallback ? partSpan(value, 0, text.length) : value.span, fallback ? 'fallback' : 'literal', { data: { name }, fixes });
      }
    }
  },
});
