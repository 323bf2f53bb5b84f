import { insertAfter } from '../../dockerfile/edits';
import { labelsOf, labelsOfChain, readSchema } from '../../dockerfile/labels';
import { defineRule } from '../../rule';

/** The older and the newer key for the same thing. */
const same: Readonly<Record<string, string>> = { maintainer: 'org.opencontainers.image.authors', 'org.opencontainers.image.authors': 'maintainer' };

export const labelSchema = defineRule({
  name: 'label-schema',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { hadolint: ['DL3049', 'DL3050'], sonar: ['S7028'] },
  fix: 'unsafe',
  options: {
    schema: { default: ['maintainer: text'], description: 'Labels that every image must have, as "key: type"; the types (text, url, rfc3339, semver, hash, spdx, email) are checked by label-value.' },
    strict: { default: false, description: 'Report labels that the schema does not have, too.' },
  },
  docs: {
    what: 'The final image lacks a label that the schema asks for or, where it is strict, has one that it does not know.',
    why: 'Labels tell whom to ask about an image, where its source is and which version it holds, when nothing else is at hand but the image.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.authors="ada@example.org"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'maintainer and org.opencontainers.image.authors count as the same. Labels of the base image cannot be seen. Labels whose key holds an unknown variable may be any.',
  },
  messages: {
    missing: 'The image has no label {labels}. Add it, or let the build set it.',
    superfluous: 'The label {key} is not in the schema of this project.',
  },
  check(file, report, { options }) {
    const schema = readSchema(options.schema);
    if (options.strict) {
      for (const { key, keyWord } of labelsOf(file)) if (key !== undefined && !schema.has(key)) report(keyWord.span, 'superfluous', { data: { key } });
    }
    const stage = file.finalStage;
    const labels = stage ? labelsOfChain(stage) : [];
    if (!stage || labels.some((label) => label.key === undefined)) return;
    const keys = new Set(labels.map((label) => label.key!.toLowerCase()));
    const missing = [...schema.keys()].filter((key) => !keys.has(key.toLowerCase()) && !keys.has(same[key.toLowerCase()] ?? ''));
    if (missing.length === 0) return;
    report(stage.instruction.from!.image.span, 'missing', {
      data: { labels: missing.join(', ') },
      fixes: [{ title: `Add LABEL ${missing.join(', ')}`, applicability: 'unsafe', edits: [insertAfter(file, stage.instruction, ...missing.map((key) => `LABEL ${key}="…"`))] }],
    });
  },
});
