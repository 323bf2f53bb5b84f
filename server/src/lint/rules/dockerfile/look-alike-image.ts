import { imagesOf } from '../../dockerfile/images';
import { officialNames } from '../../facts/products';
import { defineRule } from '../../rule';
import { nearest } from '../../text/nearest';

export const lookAlikeImage = defineRule({
  name: 'look-alike-image',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {},
  docs: {
    what: 'A short image name is one letter away from a well-known official image.',
    why: 'Names such as `ngnix` and `pyhton` are typing errors: the build fails, or takes an image of that name that happens to lie on the machine or in a mirror.',
    bad: 'FROM ngnix:1.30\nUSER 10001\n',
    good: 'FROM nginx:1.30\nUSER 10001\n',
    exceptions: 'Only short names of Docker Hub are judged, since those can only be official images.',
  },
  messages: {
    lookAlike: '{image} is no official image, so it is found nowhere but where somebody built it; {official} was probably meant.',
  },
  check(file, report) {
    for (const { image, word } of imagesOf(file)) {
      if (!image.official || image.path.includes('/') || image.registry !== undefined || image.name.length < 4 || known.has(image.name)) continue;
      const official = nearest(image.name, officialNames, 1);
      // A typing error seldom hits the first letter; a name of one's own often differs there.
      if (official === undefined || official[0] !== image.name[0]) continue;
      const fixes = word.variables.length > 0 ? [] : [{ title: `Use ${official}`, applicability: 'unsafe' as const, edits: [{ span: image.nameSpan, newText: official }] }];
      report(image.nameSpan, 'lookAlike', { data: { image: image.name, official }, fixes });
    }
  },
});

/** Official images whose names are that near to another's. */
const known: ReadonlySet<string> = new Set([...officialNames, 'mongo', 'nats', 'bash', 'unit', 'gcc', 'mono', 'dart', 'odoo', 'swift', 'storm', 'spark', 'varnish', 'sl', 'alt', 'ros', 'pypy', 'jruby', 'rails', 'django', 'crux', 'flink']);
