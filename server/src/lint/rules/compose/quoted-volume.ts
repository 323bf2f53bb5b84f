import { once } from '../../compose/containers';
import { replaceFix } from '../../compose/fixes';
import type { Node } from '../../compose/model';
import { listOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const quotedVolume = defineRule({
  name: 'quoted-volume',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['no-quotes-in-volumes'] },
  fix: 'safe',
  docs: {
    what: 'A value in the volumes of a service has quotes that it does not need.',
    why: 'One way to write paths is easier to read and to search for than two.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - "./html:/usr/share/nginx/html:ro"\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - ./html:/usr/share/nginx/html:ro\n',
    exceptions: 'Quotes that YAML needs are left alone, as around values with blanks, commas, brackets or braces, and around numbers.',
  },
  messages: {
    quoted: 'The quotes around {value} are not needed. Leave them out.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const node of listOf(service.get('volumes')).flatMap(scalarsOf)) {
        const inner = node.text.slice(1, -1);
        if ((node.form !== 'single' && node.form !== 'double') || !needsNoQuotes.test(inner)) continue;
        reportOnce(node.span, 'quoted', { data: { value: inner }, fixes: replaceFix(file, 'Leave the quotes out', node, inner, 'safe') });
      }
    }
  },
});

function scalarsOf(node: Node): readonly Node[] {
  if (node.entries) return node.entries.flatMap(({ value }) => scalarsOf(value));
  return node.items ? node.items.flatMap(scalarsOf) : [node];
}

/** Text that YAML reads as the same string without quotes: no number, no word such as `true`, no character with a meaning. */
const needsNoQuotes = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)(?:[a-z_/$]|\.{1,2}\/)[\w/.$@+:-]*(?<!:)$/i;
