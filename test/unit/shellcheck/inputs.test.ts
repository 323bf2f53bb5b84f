import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import type { Finding } from '../../../server/src/lint/finding';
import { defaultSettings } from '../../../server/src/lint/settings/model';
import { type ShellcheckComment, shellcheckFindings, shellcheckInputs, withSettings } from '../../../server/src/lint/shell/shellcheck';
import { SourceText } from '../../../server/src/lint/text/source';

const inputsOf = (text: string) => shellcheckInputs(parseDockerfile(text, 'file:///Dockerfile'));
const texts = (text: string): string[] => inputsOf(text).map((input) => input.text);

describe('what ShellCheck reads', () => {
  it('is the script below the shell in force', () => {
    assert.deepEqual(texts('FROM scratch\nRUN echo $X && \\\n  # c\n  pwd'), ['#!/bin/sh\necho $X &&   pwd\n']);
    assert.deepEqual(texts('FROM scratch\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN pwd'), ['#!/bin/bash -eo pipefail\npwd\n']);
    assert.deepEqual(texts('FROM scratch\nSHELL ["bash", "-c"]\nHEALTHCHECK CMD pwd'), ['#!/bin/bash\npwd\n']);
    assert.deepEqual(texts('FROM scratch\nRUN <<EOF\n#!/usr/bin/env bash\npwd $b\nEOF'), ['#!/bin/bash\n#!/usr/bin/env bash\npwd $b\n\n']);
    assert.deepEqual(texts('FROM scratch\nRUN cat <<EOF > x\na $b\nEOF'), ['#!/bin/sh\ncat <<EOF > x\na $b\nEOF\n\n']);
  });

  it('is nothing of exec forms, of other languages and of shells that it does not know', () => {
    for (const text of [
      'RUN ["a", "$b"]', 'CMD ["sh", "-c", "a $b"]', 'SHELL ["pwsh", "-c"]\nRUN a $b', 'SHELL ["cmd", "/C"]\nRUN a', 'SHELL ["zsh", "-c"]\nRUN a $b', 'SHELL ["python", "-c"]\nRUN print(1)', 'RUN <<EOF\n#!/usr/bin/python\na\nEOF', 'RUN',
      'HEALTHCHECK NONE', 'COPY a b',
    ]) assert.deepEqual(texts(`FROM scratch\n${text}`), [], text);
    assert.deepEqual(texts('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir $b'), []);
  });

  const shells: [string, string][] = [
    ['debian:12', 'dash'], ['ubuntu', 'dash'], ['python:3.12', 'dash'], ['python:3.12-slim', 'dash'], ['node:22-bookworm', 'dash'], ['example.org/app:1-bookworm', 'dash'], ['alpine', 'busybox'], ['node:22-alpine3.20', 'busybox'],
    ['example.org/x-alpine', 'busybox'], ['busybox', 'busybox'], ['fedora:41', 'bash'], ['rockylinux:9', 'bash'], ['registry.access.redhat.com/ubi9/ubi-minimal', 'bash'], ['quay.io/centos/centos:stream9', 'bash'],
    ['example.org/app', 'sh'], ['scratch', 'sh'],
  ];
  for (const [image, shell] of shells) it(`/bin/sh of ${image} is ${shell}`, () => assert.equal(inputsOf(`FROM ${image}\nRUN a $b`)[0]!.shell, shell));

  it('is in the dialect of the image at the root of the chain, or of SHELL', () => {
    assert.equal(inputsOf('FROM alpine AS a\nFROM a AS b\nFROM b\nRUN a $b').at(-1)!.shell, 'busybox');
    assert.equal(inputsOf('FROM debian\nSHELL ["/bin/ash", "-c"]\nRUN a $b')[0]!.shell, 'busybox');
    assert.equal(inputsOf('FROM debian\nSHELL ["/bin/busybox", "sh", "-c"]\nRUN a $b')[0]!.shell, 'busybox');
    assert.equal(inputsOf('FROM debian\nSHELL ["/bin/ksh", "-c"]\nRUN a $b')[0]!.shell, 'ksh');
    assert.equal(inputsOf('FROM debian\nRUN <<EOF\n#!/bin/bash\na $b\nEOF')[0]!.shell, 'bash');
  });

  it('knows the variables that the script names', () => {
    const before = "FROM scratch\nARG v=1\nARG none\nENV fixed=\"it's\" made=$v other=x\n";
    assert.deepEqual(texts(`${before}RUN pwd $v \${none} $fixed $made $unset $http_proxy`), ["#!/bin/sh\nexport fixed='it'\\''s' http_proxy made none v\npwd $v ${none} $fixed $made $unset $http_proxy\n"]);
    assert.deepEqual(texts(`${before}RUN pwd $((v + 1))`), ['#!/bin/sh\nexport v\npwd $((v + 1))\n']);
    assert.deepEqual(texts(`${before}CMD pwd $v $fixed`), ["#!/bin/sh\nexport fixed='it'\\''s'\npwd $v $fixed\n"], 'an ARG is not set when the container runs');
    assert.deepEqual(texts(`${before}ONBUILD RUN pwd $v`), ['#!/bin/sh\npwd $v\n']);
  });

  it('has of a value that is one word no more than that, where it is no number', () => {
    const before = 'FROM scratch\nENV a=https://example.org/b-1.2+c d=12 e=-1 f="g h" i="" j=*.k\n';
    assert.deepEqual(texts(`${before}RUN pwd $a $d $e $f $i $j`), ["#!/bin/sh\nexport a='x' d='12' e='-1' f='x x' i='' j='*.k'\npwd $a $d $e $f $i $j\n"]);
  });

  it('has nothing of a variable that is set, where nothing depends on it', () => {
    const before = 'FROM scratch\nARG arg\nENV word=a-1.2 words="a b" empty=""\n';
    assert.deepEqual(texts(`${before}RUN make "$arg" $word/b "\${words} c" d="$empty"`), ['']);
    assert.deepEqual(texts(`${before}RUN make "$arg" $word && pwd $words`), ["#!/bin/sh\nexport words='x x'\nx && pwd $words\n"]);
    for (const script of ['make $arg', 'make $words', 'make $empty', 'make $unset', 'make "$unset"', 'word=b; make $word', 'read word; make "$word"', ': ${word:=c}; make $word', 'make ${word#a}', 'make ${#word}', 'make "${!word}"', 'exit; make $word', 'rm -r "$word"'])
      assert.notEqual(texts(`${before}RUN ${script}`)[0], '', script);
    assert.notEqual(texts(`${before}CMD make "$arg"`)[0], '', 'an ARG is not set when the container runs');
    assert.deepEqual(texts(`${before}RUN make "$arg" && pwd $argh`), ['#!/bin/sh\nexport arg\nx && pwd $argh\n'], 'it may be what was meant by another name');
  });

  it('does not change with variables that the script does not name', () => {
    assert.deepEqual(texts('FROM scratch\nENV a=1\nRUN b $c'), texts('FROM scratch\nENV a=2 d=3\nRUN b $c'));
  });
});

/** Text of a comment's range, and what each fix makes of the file. */
function applied(dockerfile: string, comments: (ShellcheckComment & { readonly of?: number })[]): { ranges: string[]; files: string[]; findings: Finding[] } {
  const model = parseDockerfile(dockerfile, 'file:///Dockerfile');
  const source = new SourceText(dockerfile);
  const findings = shellcheckFindings(shellcheckInputs(model)[0]!, comments, model);
  const slice = ({ range }: Finding): string => source.slice({ start: source.offsetAt(range.start), end: source.offsetAt(range.end) });
  const files = findings.flatMap(({ fixes }) => fixes).map(({ edits }) => {
    let text = dockerfile;
    for (const { range, newText } of [...edits].reverse()) text = text.slice(0, source.offsetAt(range.start)) + newText + text.slice(source.offsetAt(range.end));
    return text;
  });
  return { ranges: findings.map(slice), files, findings };
}

/** A comment on line 2, the script's first. */
function comment(column: number, endColumn: number, more: Partial<ShellcheckComment> = {}): ShellcheckComment {
  return { line: 2, endLine: 2, column, endColumn, code: 2086, severity: 'info', message: 'Double quote.', ...more };
}
function quotes(column: number, endColumn: number): Partial<ShellcheckComment> {
  const at = (place: number) => ({ startLine: 2, endLine: 2, startColumn: place, endColumn: place, text: '"' });
  return { fix: { replacements: [at(column), at(endColumn)] } };
}

describe('findings of ShellCheck', () => {
  it('are findings', () => {
    const { findings } = applied('FROM scratch\nRUN echo $x\n', [comment(6, 8), comment(1, 5, { code: 2000, severity: 'style' })]);
    assert.deepEqual(findings[0], {
      rule: 'shellcheck/SC2086', severity: 'info', message: 'Double quote.', uri: 'file:///Dockerfile', range: { start: { line: 1, character: 9 }, end: { line: 1, character: 11 } }, fixes: [], related: [], tags: [],
      data: { code: 'SC2086', link: 'https://www.shellcheck.net/wiki/SC2086' },
    });
    assert.equal(findings[1]!.severity, 'hint');
  });

  it('are where they are in the document: continuation lines, tabs, characters of two units', () => {
    assert.deepEqual(applied('FROM scratch\nRUN echo \\\n  # why\n  $x', [comment(8, 10)]).ranges, ['$x']);
    assert.deepEqual(applied('FROM scratch\nRUN echo\t$x', [comment(9, 11)]).ranges, ['$x']);
    assert.deepEqual(applied('FROM scratch\nRUN echo é𝒳 \t$x', [comment(17, 19)]).ranges, ['$x']);
    assert.deepEqual(applied('FROM scratch\nRUN echo $long\\\ner x', [comment(6, 13)]).ranges, ['$long\\\ner']);
    assert.deepEqual(applied('FROM scratch\nRUN <<EOF\na\n  echo $x\nEOF', [comment(8, 10, { line: 3, endLine: 3 })]).ranges, ['$x']);
  });

  it('cover a character at least, and never leave the document', () => {
    assert.deepEqual(applied('FROM scratch\nRUN if x', [comment(1, 1), comment(6, 6), comment(99, 99), comment(1, 1, { line: 9, endLine: 9 })]).ranges, ['i', 'x', 'x', 'x']);
  });

  it('are left out on our own lines', () => {
    assert.deepEqual(applied('FROM scratch\nRUN echo $x', [comment(1, 3, { line: 1, endLine: 1 })]).ranges, []);
  });

  it('follow shortened commands', () => {
    const text = 'FROM scratch\nRUN apt-get update && apt-get install a b c && echo $x && make all && echo $y';
    assert.equal(shellcheckInputs(parseDockerfile(text, ''))[0]!.text, '#!/bin/sh\nx && echo $x && x && echo $y\n');
    assert.deepEqual(applied(text, [comment(11, 13), comment(27, 29), comment(17, 18), comment(1, 5)]).ranges, ['$x', '$y', 'make all', 'apt-get update && apt-get install a b c &&']);
  });

  it('follow shortened rows of words', () => {
    const text = 'FROM scratch\nRUN make -j 4 $x all install "$y" && make $x';
    assert.equal(shellcheckInputs(parseDockerfile(text, ''))[0]!.text, '#!/bin/sh\nx $x x "$y" && x $x\n');
    assert.deepEqual(applied(text, [comment(3, 5), comment(6, 7), comment(9, 11), comment(1, 12), comment(16, 20)]).ranges, ['$x', 'all install', '$y', 'make -j 4 $x all install "$y"', 'make $x']);
    assert.deepEqual(applied(text, [comment(3, 5, quotes(3, 5))]).files, ['FROM scratch\nRUN make -j 4 "$x" all install "$y" && make $x']);
  });

  it('name lines of the document', () => {
    const text = 'FROM scratch\nRUN <<EOF\nmake a\nmake b\ncase $x in\n*) a;;\nb) b;;\nesac\nEOF\n';
    assert.equal(shellcheckInputs(parseDockerfile(text, ''))[0]!.text, '#!/bin/sh\nx\ncase $x in\n*) x;;\nb) x;;\nesac\n\n');
    const { findings } = applied(text, [comment(1, 2, { line: 4, endLine: 4, code: 2221, message: 'It overrides a later one on line 5.' }), comment(1, 2, { line: 5, endLine: 5, code: 2222, message: 'It never matches because of one on line 4.' })]);
    assert.deepEqual(findings.map(({ message }) => message), ['It overrides a later one on line 7.', 'It never matches because of one on line 6.']);
  });

  it('offer what ShellCheck proposes', () => {
    const { files, findings } = applied('FROM scratch\nRUN echo $x \\\n && b', [comment(6, 8, quotes(6, 8))]);
    assert.deepEqual(files, ['FROM scratch\nRUN echo "$x" \\\n && b']);
    assert.deepEqual(findings[0]!.fixes.map(({ title, applicability }) => [title, applicability]), [['Add double quotes', 'unsafe']]);
    const other = applied('FROM scratch\nRUN `b`', [comment(1, 4, { code: 2006, fix: { replacements: [{ startLine: 2, startColumn: 1, endLine: 2, endColumn: 2, text: '$(' }, { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4, text: ')' }] } })]);
    assert.deepEqual([other.files, other.findings[0]!.fixes[0]!.title], [['FROM scratch\nRUN $(b)'], "Apply ShellCheck's fix for SC2006: $( … )"]);
  });

  it('put a closing quote before the line break', () => {
    assert.deepEqual(applied('FROM scratch\nRUN echo $x\\\n && b', [comment(6, 8, quotes(6, 8))]).files, ['FROM scratch\nRUN echo "$x"\\\n && b']);
  });

  it('have a safe fix where quotes change nothing', () => {
    const applicability = (before: string, word: string): string | undefined =>
      applied(`FROM scratch\n${before}\nRUN echo ${word}`, [comment(6, 6 + word.length, { ...quotes(6, 6 + word.length), line: 3, endLine: 3, fix: { replacements: [6, 6 + word.length].map((place) => ({ startLine: 3, endLine: 3, startColumn: place, endColumn: place, text: '"' })) } })]).findings[0]!.fixes[0]?.applicability;
    assert.equal(applicability('ARG V=1', '$V'), 'safe');
    assert.equal(applicability('ARG V="a b"', '$V'), 'unsafe');
    assert.equal(applicability('ARG V="*"', '$V'), 'unsafe');
    assert.equal(applicability('ARG V=""', '$V'), 'unsafe');
    assert.equal(applicability('ARG V', '$V'), 'unsafe');
  });

  it('offer no fix where it would not do what it does in a file', () => {
    const replace = (start: number, end: number): Partial<ShellcheckComment> => ({ code: 2000, fix: { replacements: [{ startLine: 2, startColumn: start, endLine: 2, endColumn: end, text: 'z' }] } });
    assert.deepEqual(applied('FROM scratch\nRUN ec\\\nho $x', [comment(1, 5, replace(1, 5))]).files, [], 'the text goes over a line break');
    assert.deepEqual(applied('FROM scratch\nRUN apt-get install a; echo $x', [comment(1, 2, replace(1, 2))]).files, ['FROM scratch\nRUN z; echo $x']);
    assert.deepEqual(applied('FROM scratch\nRUN echo `a \\`b\\``', [comment(6, 17, { code: 2006, fix: { replacements: [{ startLine: 2, startColumn: 6, endLine: 2, endColumn: 7, text: '$(' }] } })]).files, [], 'escapes in backticks');
    assert.deepEqual(applied('FROM scratch\nRUN echo $x', [comment(1, 5, { fix: { replacements: [{ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, text: 'z' }] } })]).files, [], 'on our own line');
  });

  it('are as the settings want them', () => {
    const { findings } = applied('FROM scratch\nRUN echo $x', [comment(6, 8), comment(1, 5, { code: 2000 })]);
    const settings = { ...defaultSettings, rules: { 'shellcheck/SC2086': { severity: 'error' as const }, 'shellcheck/SC2000': { severity: 'off' as const } } };
    assert.deepEqual(withSettings(findings, settings).map(({ rule, severity }) => [rule, severity]), [['shellcheck/SC2086', 'error']]);
    assert.deepEqual(withSettings(findings, defaultSettings), findings);
  });
});
