import { isOfType, labelsOf, readSchema, valueMeant } from '../../dockerfile/labels';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const labelValue = defineRule({
  name: 'label-value',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['LABEL'],
  severity: 'warning',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'] },
  fix: 'unsafe',
  options: {
    schema: {
      default: [
        'org.opencontainers.image.created: rfc3339', 'org.opencontainers.image.url: url', 'org.opencontainers.image.documentation: url', 'org.opencontainers.image.source: url',
        'org.opencontainers.image.licenses: spdx', 'org.label-schema.build-date: rfc3339', 'org.label-schema.url: url',
      ],
      description: 'Types of label values, as "key: type": text, url, rfc3339, semver, hash, spdx, email.',
    },
  },
  docs: {
    what: 'The value of a label is not of the type that its key asks for.',
    why: 'Registries and scanners read these labels: a date that is none, a licence that is no SPDX expression or an address without https:// is dropped or shown wrongly.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.licenses="Apache 2.0"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.licenses="Apache-2.0"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Values with a variable that is set at build time. The default types are those of the OCI annotations.',
  },
  messages: {
    url: '{key} must be an address with its scheme, such as https://example.org, not "{value}".',
    rfc3339: '{key} must be a date and time as RFC 3339 has it, such as 2026-11-24T10:00:00Z, not "{value}".',
    spdx: '{key} must be an SPDX licence expression, such as Apache-2.0 OR MIT, not "{value}".',
    semver: '{key} must be a semantic version, such as 1.2.3, not "{value}".',
    hash: '{key} must be a commit of 7 or 40 hexadecimal digits, not "{value}".',
    email: '{key} must be an e-mail address, not "{value}".',
  },
  check(file, report, { options }) {
    const schema = readSchema(options.schema);
    for (const { key, value, valueWord } of labelsOf(file)) {
      const type = key === undefined ? undefined : schema.get(key);
      // An empty value is empty-label's; a variable gets its value at build time.
      if (key === undefined || type === undefined || type === 'text' || !valueWord || value === undefined || value === '' || valueWord.variables.length > 0 || isOfType(value, type)) continue;
      const meant = valueMeant(value, type);
      const fixes: RuleFix[] = meant === undefined ? [] : [{ title: `Write ${meant}`, applicability: 'unsafe', edits: [{ span: valueWord.span, newText: `"${meant}"` }] }];
      report(valueWord.span, type, { data: { key, value }, fixes });
    }
  },
});
