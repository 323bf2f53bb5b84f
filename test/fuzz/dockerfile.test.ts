/**
 * Damaged Dockerfiles: whatever a text is, it is linted without a throw, with ranges inside the document; the safe fixes leave a text that parses no worse and come to an
 * end; and the model's spans stay in order.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerfileModel } from '../../server/src/lint/dockerfile/model';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import { fixDocument } from '../../server/src/lint/fix';
import { lint } from '../../server/src/lint/lint';
import type { LintDocument } from '../../server/src/lint/document';
import type { LintOptions } from '../../server/src/lint/lint';
import { rules } from '../../server/src/lint/rules/registry';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { SourceText } from '../../server/src/lint/text/source';
import type { Span } from '../../server/src/lint/text/span';
import { randomFrom } from '../helpers/random';
import type { Random } from '../helpers/random';

const options: LintOptions = { settings: { ...defaultSettings, preset: 'all' }, today: '2026-11-24', rules: rules.filter((rule) => rule.target === 'dockerfile') };
const documentOf = (text: string): LintDocument => ({ uri: 'file:///project/Dockerfile', target: 'dockerfile', text });

const directory = join(__dirname, '../fixtures/dockerfiles');
const samples = readdirSync(directory).sort().map((name) => readFileSync(join(directory, name), 'utf8'));

/** Pieces that change what the text around them means. */
const tokens = [
  '\\\n', '`\n', '\r\n', '\r', '\n', '"', "'", '$', '${', '}', '<<EOF', 'EOF\n', '[', ']', ',', '=', ' ', '\t', '#', '--', ':', '@', '/', '\\', '|', '&&', ';', '(', ')', '\0', '\ufeff', '\ud83d', '😀', 'FROM ', 'RUN ',
  'COPY --from=', 'ONBUILD ', 'ARG ', '# escape=`\n',
];

function checkRanges(text: string): void {
  const source = new SourceText(text);
  const inside = ({ line, character }: { line: number; character: number }): boolean => line >= 0 && line < source.lineCount && character >= 0 && source.lineStart(line) + character <= text.length;
  for (const finding of lint(documentOf(text), options)) {
    const { start, end } = finding.range;
    assert.ok(inside(start) && inside(end), `${finding.rule} is outside the document: ${JSON.stringify(text)}`);
    assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character), `${finding.rule} runs backwards: ${JSON.stringify(text)}`);
    assert.ok(!/\{[a-z]\w*\}/i.test(finding.message.replace(/\$\{\w+\}/g, '')) || text.includes('{'), `${finding.rule} left a placeholder in "${finding.message}"`);
    for (const fix of finding.fixes) {
      const edits = fix.edits.map((edit) => [source.offsetAt(edit.range.start), source.offsetAt(edit.range.end)] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      edits.forEach(([from], i) => assert.ok(i === 0 || from >= edits[i - 1]![1], `${finding.rule} has a fix whose edits overlap: ${JSON.stringify(text)}`));
    }
  }
}

function checkFixes(text: string): void {
  const before = parseDockerfile(text, 'file:///project/Dockerfile');
  const fixed = fixDocument(documentOf(text), options, 'safe');
  assert.equal(fixed.settled, true, `the fixes never end: ${JSON.stringify(text)}`);
  assert.equal(fixDocument(documentOf(fixed.text), options, 'safe').text, fixed.text, `a second run changes the text again: ${JSON.stringify(text)}`);
  const after = parseDockerfile(fixed.text, 'file:///project/Dockerfile');
  assert.ok(after.errors.length <= before.errors.length, `a fix breaks the text: ${JSON.stringify(text)} becomes ${JSON.stringify(fixed.text)}: ${after.errors[0]?.message}`);
}

function checkModel(model: DockerfileModel): void {
  const { length } = model.source.text;
  const within = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
  let end = 0;
  for (const instruction of model.instructions) {
    assert.ok(instruction.span.start >= end && within({ start: 0, end: length }, instruction.span), `instructions overlap: ${JSON.stringify(model.source.text)}`);
    assert.ok(within(instruction.span, instruction.keywordSpan) && within(instruction.span, instruction.lineSpan));
    for (const word of [...instruction.words, ...instruction.flags]) assert.ok(within({ start: 0, end: length }, word.span), JSON.stringify(model.source.text));
    end = instruction.span.end;
  }
}

function mutate(text: string, random: Random): string {
  let result = text;
  for (let i = random.below(6); i >= 0; i--) {
    const at = random.below(result.length + 1);
    const length = random.below(3) === 0 ? random.below(40) : 0;
    const token = tokens[random.below(tokens.length)]!;
    switch (random.below(4)) {
      case 0:
        result = result.slice(0, at) + token + result.slice(at);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(at + 1 + length);
        break;
      case 2:
        result = result.slice(0, at) + token + result.slice(at + 1 + length);
        break;
      default: {
        const from = random.below(result.length + 1);
        result = result.slice(0, at) + result.slice(from, from + 1 + random.below(60)) + result.slice(at);
      }
    }
  }
  return result;
}

describe('fuzz: Dockerfiles', () => {
  it('cut off anywhere are linted', () => {
    for (const sample of samples) {
      for (let length = 0; length <= sample.length; length += 1) {
        const text = sample.slice(0, length);
        checkModel(parseDockerfile(text, 'file:///project/Dockerfile'));
        if (length % 7 === 0) checkRanges(text);
        if (length % 29 === 0) checkFixes(text);
      }
    }
  }).timeout(120_000);

  it('with random damage are linted, and their fixes end', () => {
    const random = randomFrom(20261124);
    for (let i = 0; i < 400; i++) {
      const text = mutate(samples[i % samples.length]!, random);
      checkModel(parseDockerfile(text, 'file:///project/Dockerfile'));
      checkRanges(text);
      if (i % 4 === 0) checkFixes(text);
    }
  }).timeout(120_000);

  it('of random pieces are linted, and their fixes end', () => {
    const random = randomFrom(7);
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: 1 + random.below(30) }, () => tokens[random.below(tokens.length)]).join('');
      checkModel(parseDockerfile(text, 'file:///project/Dockerfile'));
      checkRanges(text);
      checkFixes(text);
    }
  }).timeout(120_000);

  it('with other line breaks have the same findings on the same lines', () => {
    for (const sample of samples) {
      const places = (text: string): string[] => lint(documentOf(text), options).map((finding) => `${finding.rule} ${finding.range.start.line}:${finding.range.start.character}`);
      assert.deepEqual(places(sample.replace(/\n/g, '\r\n')), places(sample));
    }
  });
});
