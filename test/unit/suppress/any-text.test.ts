/** Broken texts of every kind: nothing throws, every comment that is written silences its finding and leaves a whole Compose file whole. */
import assert from 'node:assert/strict';

import type { Finding } from '../../../server/src/lint/finding';
import { applyFixes } from '../../../server/src/lint/fix';
import { parseDocument, type ParsedDocument } from '../../../server/src/lint/document';
import { parseConfig } from '../../../server/src/lint/settings/config';
import { parseHadolintConfig } from '../../../server/src/lint/settings/hadolint';
import { filterFindings, ignoreHereEdit, ignoreInFileEdit } from '../../../server/src/lint/suppress';
import { randomFrom, type Random } from '../../helpers/random';

const uri = 'file:///w/x';
const bits = ['\n', '#', ' ', '\t', ':', '[', '{', '&a ', '*a', '"', "'", '\\', '|', '- ', '\ufeff', '!!x', '<<: ', '\r\n', '# plimsoll ignore=', '\0'];
const dockerfile = '# syntax=x\n# check=skip=all\n# plimsoll global ignore=a\nFROM debian:latest\n# hadolint ignore=DL3002\nRUN apt-get install x \\\n # plimsoll ignore=y\n && b\n\nRUN <<EOF\nx\nEOF\n# kics-scan ignore-block\nFROM b\nUSER root\n';
const compose = '# plimsoll global ignore=x\nservices:\n  # plimsoll ignore=y -- z\n  web: &a\n    image: a # NOSONAR\n    privileged: true\n    ports:\n      - "80:80"\n    command: |\n      x\n  db: {<<: *a, image: b}\n';
const config = 'extends: strict\nrules:\n  root-user: off\n  DL3008: {severity: warning}\ntrustedRegistries: [a, "*"]\nignore: [a/**]\noverrides:\n  - files: [x]\n    rules: {latest-tag: error}\nfailOn: error\n';
const hadolint = 'ignored: [DL3006, SC2086]\noverride:\n  error: [DL3001]\nlabel-schema: {a: text}\nstrict-labels: true\nfailure-threshold: style\n';

function mutate(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.below(6); count > 0; count--) {
    const at = random.below(result.length + 1);
    const kind = random.below(3);
    if (kind === 0) result = result.slice(0, at) + result.slice(at + random.below(8));
    else if (kind === 1) result = result.slice(0, at) + bits[random.below(bits.length)]! + result.slice(at);
    else if (random.below(3) === 0) result = result.slice(0, at);
  }
  return result;
}

function isSilenced(text: string, target: 'dockerfile' | 'compose', finding: Finding): boolean {
  const parsed = parseDocument({ uri, target, text })!;
  return filterFindings([finding], parsed).length === 0;
}

function shifted(finding: Finding, lines: number): Finding {
  const move = ({ line, character }: Finding['range']['start']): Finding['range']['start'] => ({ line: line + lines, character });
  return { ...finding, range: { start: move(finding.range.start), end: move(finding.range.end) } };
}

function isWhole(parsed: ParsedDocument): boolean {
  return parsed.target === 'compose' && parsed.model.errors.length === 0;
}

describe('any text', () => {
  it('is a configuration, with problems', () => {
    const random = randomFrom(1);
    for (let i = 0; i < 500; i++) {
      parseConfig(mutate(config, random), uri);
      parseHadolintConfig(mutate(hadolint, random), uri);
    }
  });

  for (const [target, sample] of [['dockerfile', dockerfile], ['compose', compose]] as const) {
    it(`of a ${target} takes ignore comments`, () => {
      const random = randomFrom(2);
      let written = 0;
      for (let i = 0; i < 600; i++) {
        const text = mutate(sample, random);
        const parsed = parseDocument({ uri, target, text })!;
        // Where YAML is broken, a line of it may belong to anything.
        if (target === 'compose' && !isWhole(parsed)) continue;
        const start = parsed.model.source.positionAt(random.below(text.length + 1));
        const finding: Finding = { rule: 'root-user', range: { start, end: start }, uri, severity: 'warning', message: '', fixes: [], related: [], tags: [], data: {} };
        for (const edit of [ignoreHereEdit(parsed, finding), ignoreInFileEdit(parsed, finding)]) {
          if (!edit) continue;
          written++;
          const fixed = applyFixes(text, [{ title: '', applicability: 'safe', edits: [edit] }]).text;
          const lines = edit.range.start.line <= start.line ? edit.newText.split(/\r\n|\r|\n/).length - 1 : 0;
          assert.ok(isSilenced(fixed, target, shifted(finding, lines)), `not silenced: ${JSON.stringify(text)} ${JSON.stringify(fixed)} ${JSON.stringify(start)}`);
          if (target === 'compose') assert.ok(isWhole(parseDocument({ uri, target, text: fixed })!), `broken: ${JSON.stringify(text)} ${JSON.stringify(fixed)}`);
        }
      }
      assert.ok(written > 300, `${written}`);
    });
  }
});
