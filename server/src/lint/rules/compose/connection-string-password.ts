import { once } from '../../compose/containers';
import { isForDevelopment, isForTests } from '../../compose/purpose';
import { partSpan, rawString } from '../../compose/values';
import { defineRule } from '../../rule';
import { embeddedPassword } from '../../secrets/connection-string';

export const connectionStringPassword = defineRule({
  name: 'connection-string-password',
  target: 'compose',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0021'] },
  fix: 'none',
  docs: {
    what: 'A variable holds a URL or connection string with a password written in it.',
    why: 'The password is in version control for everybody who can read the repository, and in the logs of whatever prints the address it connects to.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    environment:\n      DATABASE_URL: postgres://app:tr0ub4dor@db/app\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    environment:\n      DATABASE_URL: "postgres://app:${DB_PASSWORD:?}@db/app"\n',
    exceptions: 'Silent where the password is a variable or a placeholder, and in files for tests and development. A hint in services whose environment says that they are for it, and for addresses on localhost; a password that everybody guesses and the default of a variable are left alone there. The same default is reported once.',
  },
  messages: {
    password: '{name} holds a password, for everybody who can read the repository. Put a variable there, such as ${DB_PASSWORD:?}, or pass the password as a secret.',
    fallback: 'The default of {name} holds a password, for everybody who can read the repository, and is used wherever nobody sets another. Let Compose stop in its place: ${DB_PASSWORD:?}.',
  },
  check(file, report, { workspace }) {
    // Databases of tests hold nothing.
    if (isForTests(file, workspace)) return;
    const reportOnce = once(report);
    const seen = new Set<string>();
    for (const service of file.services) {
      for (const variable of service.environment) {
        const { name, value } = variable;
        const found = value && embeddedPassword(rawString(value) ?? '');
        if (!found) continue;
        const span = partSpan(value, found.start, found.end);
        // The value of a list's entry is only what stands for the variable.
        const fallback = /\$\{[^}]*$/.test(file.source.slice({ start: variable.span.start, end: span.start }));
        // Services of one system are given the same address.
        const key = file.source.slice(variable.span);
        if (fallback && seen.has(key)) continue;
        seen.add(key);
        // What is reached on the own machine only, or stands in for what an environment for development has not set, is no secret of a deployment.
        const local = /^@?(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)\b/.test((rawString(value) ?? '').slice(found.end));
        const development = local || isForDevelopment(service);
        if (development && (found.weak || fallback)) continue;
        reportOnce(span, fallback ? 'fallback' : 'password', { data: { name, service: service.name }, ...(development ? { severity: 'hint' as const } : found.weak && fallback ? { severity: 'info' as const } : {}) });
      }
    }
  },
});
