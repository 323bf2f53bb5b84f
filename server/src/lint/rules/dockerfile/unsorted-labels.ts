import { labelsOfInstruction } from '../../dockerfile/labels';
import type { Label } from '../../dockerfile/labels';
import type { SpanEdit } from '../../rule';
import { defineRule } from '../../rule';

export const unsortedLabels = defineRule({
  name: 'unsorted-labels',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['labels/prefer-stable-order'] },
  options: {
    order: {
      default: [
        'title', 'description', 'source', 'url', 'documentation', 'authors', 'vendor', 'licenses', 'version', 'revision', 'created', 'ref.name', 'base.name', 'base.digest',
      ].map((name) => `org.opencontainers.image.${name}`) as readonly string[],
      description: 'Labels in the order they should stand in.',
    },
  },
  docs: {
    what: 'The labels of one LABEL do not stand in the usual order.',
    why: 'Where every file begins with the title and goes on in the same order, labels are found and compared without searching.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.description="A server" \\\n      org.opencontainers.image.title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="app" \\\n      org.opencontainers.image.description="A server"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'The order has no effect. Labels that the option does not name come behind it in any order, those without a dot last. A LABEL with a key from a variable, or with one key twice, is not judged.',
  },
  messages: {
    unsorted: '{key} usually stands before {other}. Sort the labels.',
  },
  check(file, report, { options }) {
    const rank = new Map(options.order.map((key, i) => [key, i]));
    const rankOf = ({ key }: Label): number => rank.get(key!) ?? (key!.includes('.') ? options.order.length : options.order.length + 1);
    for (const instruction of file.all('LABEL')) {
      const labels = labelsOfInstruction(instruction);
      if (labels.length < 2 || labels.some(({ key, pair }) => key === undefined || pair.form !== 'equals')) continue;
      const repeated = (instruction.stage?.instructions ?? []).flatMap((other) => (other.keyword === 'LABEL' ? labelsOfInstruction(other) : [])).map(({ key }) => key);
      if (labels.some(({ key }) => repeated.indexOf(key) !== repeated.lastIndexOf(key))) continue;
      const at = labels.findIndex((label, i) => i > 0 && rankOf(label) < rankOf(labels[i - 1]!));
      if (at < 0) continue;
      const sorted = labels.map((label, i) => ({ label, i })).sort((a, b) => rankOf(a.label) - rankOf(b.label) || a.i - b.i).map(({ label }) => label);
      const edits: SpanEdit[] = labels.flatMap((label, i) => (sorted[i] === label ? [] : [{ span: label.pair.span, newText: file.source.slice(sorted[i]!.pair.span) }]));
      report(labels[at]!.keyWord.span, 'unsorted', { data: { key: labels[at]!.key!, other: labels[at - 1]!.key! }, fixes: [{ title: 'Sort the labels', applicability: 'unsafe', edits }] });
    }
  },
});
