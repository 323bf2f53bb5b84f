import { labelsOf } from '../../dockerfile/labels';
import { defineRule } from '../../rule';

/** Namespaces that Docker keeps for itself, and the keys in them that files may set. */
const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
const allowed = /^com\.docker\.(?:image\.source\.entrypoint$|extension\.|desktop\.extension\.)/;

export const labelKey = defineRule({
  name: 'label-key',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['LABEL'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3048'], tally: ['labels/valid-key'] },
  fix: 'unsafe',
  docs: {
    what: 'The key of a label does not follow Docker\'s guidelines.',
    why: 'Keys are lower case letters and digits with single dots, hyphens or underscores between them, and begin with a letter; tools search and filter by them. com.docker, io.docker and org.dockerproject belong to Docker.',
    bad: 'FROM alpine:3.24\nLABEL Image.Title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'com.docker.extension.* and com.docker.image.source.entrypoint.',
  },
  messages: {
    variable: 'The key {key} holds a variable, so nobody can search for it. Write the key out.',
    reserved: '{key} is in a namespace that Docker keeps for itself. Use one of your own: com.example.{last}.',
    upper: 'Label keys are written in lower case: {lower}.',
    characters: 'The key "{key}" has characters other than lower case letters, digits, dots, hyphens and underscores.',
    ends: 'The key "{key}" must begin with a letter and end with a letter or a digit.',
    separators: 'The key "{key}" has several separators in a row.',
  },
  check(file, report) {
    for (const { key, keyWord } of labelsOf(file)) {
      if (keyWord.variables.length > 0) {
        report(keyWord.span, 'variable', { data: { key: keyWord.text } });
        continue;
      }
      if (key === undefined) continue;
      const fault = faultOf(key);
      if (!fault) continue;
      const lower = key.toLowerCase();
      const exact = keyWord.text === key || keyWord.text === `"${key}"`;
      const fixes = fault === 'upper' && exact && faultOf(lower) === undefined ? [{ title: `Write ${lower}`, applicability: 'unsafe' as const, edits: [{ span: keyWord.span, newText: keyWord.text.toLowerCase() }] }] : [];
      report(keyWord.span, fault, { data: { key, lower, last: key.slice(key.lastIndexOf('.') + 1) }, fixes });
    }
  },
});

function faultOf(key: string): 'reserved' | 'upper' | 'characters' | 'ends' | 'separators' | undefined {
  if (reserved.test(key)) return allowed.test(key) ? undefined : 'reserved';
  if (/[^A-Za-z0-9._-]/.test(key)) return 'characters';
  if (/[A-Z]/.test(key)) return 'upper';
  if (!/^[a-z](?:.*[a-z0-9])?$/.test(key)) return 'ends';
  return /[._-]{2}/.test(key) ? 'separators' : undefined;
}
