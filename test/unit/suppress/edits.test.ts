import assert from 'node:assert/strict';

import type { Finding, TextEdit } from '../../../server/src/lint/finding';
import { applyFixes } from '../../../server/src/lint/fix';
import { parseDocument } from '../../../server/src/lint/document';
import { ignoreHereEdit, ignoreInFileEdit } from '../../../server/src/lint/suppress';
import { filterFindings } from '../../../server/src/lint/suppress/filter';
import { SourceText } from '../../../server/src/lint/text/source';
import { sampleNames } from '../settings/rules';

type Writer = typeof ignoreHereEdit;

/** `|` in the text is where the finding is. The text with the comment; every comment must silence its finding. */
function apply(write: Writer, target: 'dockerfile' | 'compose', marked: string): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const uri = 'file:///w/x';
  const parsed = parseDocument({ uri, target, text })!;
  const start = new SourceText(text).positionAt(offset);
  const finding: Finding = { rule: 'root-user', range: { start, end: start }, uri, severity: 'warning', message: '', fixes: [], related: [], tags: [], data: {} };
  const edit: TextEdit | undefined = write(parsed, finding);
  if (!edit) return undefined;
  const fixed = applyFixes(text, [{ title: '', applicability: 'safe', edits: [edit] }]).text;
  const moved = new SourceText(fixed).positionAt(offset + fixed.length - text.length);
  assert.deepEqual(filterFindings([{ ...finding, range: { start: moved, end: moved } }], parseDocument({ uri, target, text: fixed })!, undefined, sampleNames), [], `not silenced: ${fixed}`);
  return fixed;
}

describe('writing an ignore comment here', () => {
  const here = (marked: string): string | undefined => apply(ignoreHereEdit, 'dockerfile', marked);
  it('puts it above the instruction', () => {
    assert.equal(here('FROM a\nUSER |root\n'), 'FROM a\n# plimsoll ignore=root-user\nUSER root\n');
    assert.equal(here('FROM |a'), '# plimsoll ignore=root-user\nFROM a');
  });
  it('keeps indentation, line breaks and the byte order mark', () => {
    assert.equal(here('FROM a\r\n\tUSER |root\r\n'), 'FROM a\r\n\t# plimsoll ignore=root-user\r\n\tUSER root\r\n');
    assert.equal(here('\ufeffFROM |a\n'), '\ufeff# plimsoll ignore=root-user\nFROM a\n');
  });
  it('goes above the first line of a continued instruction', () => {
    assert.equal(here('FROM a\nRUN a \\\n  && |b\n'), 'FROM a\n# plimsoll ignore=root-user\nRUN a \\\n  && b\n');
    assert.equal(here('FROM a\nRUN <<EOF\n|b\nEOF\n'), 'FROM a\n# plimsoll ignore=root-user\nRUN <<EOF\nb\nEOF\n');
  });
  it('adds to a comment that is there', () => {
    assert.equal(here('FROM a\n# plimsoll ignore=x, y -- reason\n# more\nUSER |root\n'), 'FROM a\n# plimsoll ignore=x, y,root-user -- reason\n# more\nUSER root\n');
  });
  it('stays below parser directives', () => assert.equal(here('# syntax=docker/dockerfile:1\nFROM |a\n'), '# syntax=docker/dockerfile:1\n# plimsoll ignore=root-user\nFROM a\n'));
  it('is not offered where no comment can be', () => {
    assert.equal(here('# syntax=|x\nFROM a\n'), undefined);
    assert.equal(here('|'), undefined);
  });
  it('puts it above a Compose entry', () => {
    const compose = (marked: string): string | undefined => apply(ignoreHereEdit, 'compose', marked);
    assert.equal(compose('services:\n  web:\n    image: |a\n'), 'services:\n  web:\n    # plimsoll ignore=root-user\n    image: a\n');
    assert.equal(compose('services:\n  |web:\n    image: a\n'), 'services:\n  # plimsoll ignore=root-user\n  web:\n    image: a\n');
    assert.equal(compose('services:\n  web:\n    ports:\n      - |"1"\n'), 'services:\n  web:\n    ports:\n      # plimsoll ignore=root-user\n      - "1"\n');
    assert.equal(compose('services:\n  web:\n    command: >\n      a\n      |b\n'), 'services:\n  web:\n    # plimsoll ignore=root-user\n    command: >\n      a\n      b\n');
    assert.equal(compose('services:\n  # plimsoll ignore=x\n  |web:\n    image: a\n'), 'services:\n  # plimsoll ignore=x,root-user\n  web:\n    image: a\n');
    assert.equal(compose('|'), undefined);
  });
});

describe('writing an ignore comment for the file', () => {
  const inFile = (marked: string, target: 'dockerfile' | 'compose' = 'dockerfile'): string | undefined => apply(ignoreInFileEdit, target, marked);
  it('puts it at the top, below parser directives', () => {
    assert.equal(inFile('FROM |a\n'), '# plimsoll global ignore=root-user\nFROM a\n');
    assert.equal(inFile('# syntax=x\r\n# escape=`\r\n\r\nFROM |a\r\n'), '# syntax=x\r\n# escape=`\r\n# plimsoll global ignore=root-user\r\n\r\nFROM a\r\n');
    assert.equal(inFile('# syntax=|x'), '# syntax=x\n# plimsoll global ignore=root-user\n');
    assert.equal(inFile('\ufeffFROM |a\n'), '\ufeff# plimsoll global ignore=root-user\nFROM a\n');
    assert.equal(inFile('#!/usr/bin/env x\nFROM |a\n'), '#!/usr/bin/env x\n# plimsoll global ignore=root-user\nFROM a\n');
    assert.equal(inFile('services:\n  |web: {}\n', 'compose'), '# plimsoll global ignore=root-user\nservices:\n  web: {}\n');
  });
  it('adds to a comment that is there', () => assert.equal(inFile('FROM |a\n# plimsoll global ignore=x -- why\n'), 'FROM a\n# plimsoll global ignore=x,root-user -- why\n'));
});
