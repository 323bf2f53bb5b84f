import assert from 'node:assert/strict';

import { checkstyle } from '../../../server/src/report/checkstyle';
import { githubAnnotations } from '../../../server/src/report/github';
import { lintIssues } from '../../../server/src/report/issue';
import { junit } from '../../../server/src/report/junit';
import { isFixable, lintJson } from '../../../server/src/report/lint-report';
import { lintTable } from '../../../server/src/report/lint-table';
import { colours, plain } from '../../../server/src/report/style';
import { checkXml } from './xml-check';
import { context, finding, lintReport, range, type Json } from './samples';

describe('lint report as JSON', () => {
  const parsed = JSON.parse(lintJson(lintReport)) as Record<string, Json>;
  it('has the form that other programs rely on', () => {
    assert.deepEqual(Object.keys(parsed), ['version', 'files', 'summary']);
    assert.equal(parsed['version'], 1);
    assert.deepEqual(parsed['files'][1], { path: 'clean/Dockerfile', findings: [] });
    assert.deepEqual(parsed['files'][2], { path: '/abs/gone & <more>', findings: [], error: 'does not exist' });
    assert.deepEqual(parsed['files'][0].findings[0], lintReport.files[0]!.findings[0]);
  });
  it('sums up', () => assert.deepEqual(parsed['summary'], { files: 2, unreadable: 1, findings: 3, error: 1, warning: 0, info: 1, hint: 1, fixable: 1, fixed: 2 }));
  it('counts as fixable what --fix can do: safe edits of the same file', () => {
    const edit = { uri: 'file:///w/Dockerfile', range: range(0, 0, 0), newText: '' };
    assert.equal(isFixable(finding({ fixes: [{ title: '', applicability: 'unsafe', edits: [edit] }, { title: '', applicability: 'safe', edits: [edit] }] })), true);
    assert.equal(isFixable(finding({ fixes: [{ title: '', applicability: 'unsafe', edits: [edit] }] })), false);
    assert.equal(isFixable(finding({ fixes: [{ title: '', applicability: 'safe', edits: [{ ...edit, uri: 'file:///w/other' }] }] })), false);
  });
});

describe('lint report as a table', () => {
  it('shows place, message, rule, the line with the range marked, related places and the fix', () => {
    const text = lintTable(lintReport, context, plain);
    assert.ok(text.startsWith([
      'Dockerfile:1:13: error A tag. [latest-tag]', '  1 | FROM debian:latest', '    |             ^^^^^^', '  compose.yaml:3:5: Built here.', '  Fix: Use debian:13', '',
      'Dockerfile:2:5: info Quote it. [shellcheck/SC2086]', '  2 | RUN a \\', '    |     ^^^…', '',
    ].join('\n')), text);
    assert.ok(text.endsWith('\n3 findings in 2 files: 1 error, 1 info, 1 hint. 2 fixes applied. 1 can be fixed with --fix. 1 file could not be read.\n'), text);
  });
  it('lets nothing of a file control the terminal', () => {
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(lintTable(lintReport, context, plain), /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    const hostile = { fixed: 0, files: [{ ...lintReport.files[0]!, path: 'a\u001b]0;x\u0007', text: 'FROM \u001b[2Ja\u202eb:latest\n', findings: [finding({})] }] };
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(lintTable(hostile, context, plain), /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  });
  it('cuts long lines to where the range is, and marks wide characters as wide', () => {
    const table = (text: string, at: ReturnType<typeof range>): string[] => lintTable({ fixed: 0, files: [{ path: 'x', uri: 'u', text, findings: [finding({ range: at })] }] }, context, plain).split('\n');
    const long = table(`${'a'.repeat(500)}BAD${'c'.repeat(500)}`, range(0, 500, 503));
    assert.ok(long[1]!.length < 180, `${long[1]!.length}`);
    assert.equal(long[1]!.indexOf('BAD'), long[2]!.indexOf('^^^'));
    const wide = table('日本 x', range(0, 3, 4));
    assert.equal(wide[2], '    |      ^');
    assert.equal(table('\tx', range(0, 1, 2))[2], '    |  ^');
    assert.equal(table('x', range(0, 1, 1))[2], '    |  ^');
  });
  it('has colours where they are wanted', () => assert.match(lintTable(lintReport, context, colours), /\x1b\[31merror\x1b\[39m/)); // eslint-disable-line no-control-regex
});

describe('lint report as GitHub annotations', () => {
  it('has one escaped line each', () => {
    assert.deepEqual(githubAnnotations(lintIssues(lintReport)).split('\n'), [
      '::error file=Dockerfile,line=1,endLine=1,col=13,endColumn=19,title=latest-tag::A tag.',
      '::notice file=Dockerfile,line=2,endLine=3,title=shellcheck/SC2086::Quote it.',
      '::notice file=Dockerfile,line=1,endLine=1,col=6,endColumn=12,title=latest-tag::a<b>&"c\'\u0000\u001b[31m\ud800]]>,:%25%0D%0Aend',
      '::error file=/abs/gone & <more>,title=unreadable::/abs/gone & <more> does not exist',
      '',
    ]);
    assert.match(githubAnnotations([{ path: 'a,b:c%', issues: [finding({})] }]), /file=a%2Cb%3Ac%25,/);
  });
});

describe('lint reports as XML', () => {
  it('are well-formed whatever they hold', () => {
    checkXml(checkstyle(lintIssues(lintReport), '0.1.0'));
    checkXml(junit(lintIssues(lintReport)));
  });
  it('have Checkstyle files and errors', () => {
    const text = checkstyle(lintIssues(lintReport), '0.1.0');
    assert.ok(text.includes('<file name="Dockerfile">'), text);
    assert.ok(text.includes('<error line="1" column="13" severity="error" message="A tag." source="plimsoll.latest-tag"/>'), text);
    assert.ok(text.includes('<file name="clean/Dockerfile"/>'), text);
    assert.ok(text.includes('message="The file does not exist"'), text);
    assert.ok(text.includes('a&lt;b&gt;&amp;&quot;c&#39;\ufffd\ufffd[31m\ufffd]]&gt;,:%&#13;&#10;end'), text);
  });
  it('have JUnit suites that count', () => {
    const text = junit(lintIssues(lintReport));
    assert.ok(text.includes('<testsuites name="plimsoll" tests="5" failures="3" errors="1">'), text);
    assert.ok(text.includes('<testsuite name="clean/Dockerfile" tests="1" failures="0" errors="0">'), text);
    assert.equal(text.match(/<testcase /g)?.length, 5);
    assert.equal(text.match(/<failure /g)?.length, 3);
  });
});
