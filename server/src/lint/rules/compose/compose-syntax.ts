import { fixOf } from '../../compose/fixes';
import { defineRule } from '../../rule';

export const composeSyntax = defineRule({
  name: 'compose-syntax',
  target: 'compose',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The file is no YAML that Compose can read: a syntax error, an alias or `extends` that leads nowhere, a `${` that starts no variable, a service that is no map, services at the top level.',
    why: 'Compose refuses the whole file, so no service starts. The other rules still look at what can be read.',
    bad: 'web:\n  image: nginx:1.30\n  mem_limit: 256m\n  cpus: 1\n  pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Of several documents in one file only the first is read; an info says so. Silent in templates: where marks such as {{ … }}, {% … %} or <% … %> stand for a value or a line.',
  },
  messages: { syntax: '{problem}' },
  check(file, report) {
    for (const { message, span, note, mend } of file.errors) {
      report(span, 'syntax', { data: { problem: message }, ...(note ? { severity: 'info' as const } : {}), fixes: mend ? fixOf(file, mend.title, mend.edits) : [] });
    }
  },
});
