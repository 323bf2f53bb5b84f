import assert from 'node:assert/strict';
import type * as Sarif from 'sarif';

import { rules } from '../../../server/src/lint/rules/registry';
import { Fingerprints } from '../../../server/src/report/fingerprints';
import { lintSarif } from '../../../server/src/report/lint-sarif';
import { artifactLocation } from '../../../server/src/report/sarif';
import { context, finding, lintReport } from './samples';

describe('lint report as SARIF', () => {
  const log = JSON.parse(lintSarif(lintReport, rules, context)) as Sarif.Log;
  const run = log.runs[0]!;

  it('is version 2.1.0 with columns in UTF-16', () => {
    assert.equal(log.version, '2.1.0');
    assert.equal(log.runs.length, 1);
    assert.equal(run.columnKind, 'utf16CodeUnits');
    assert.equal(run.tool.driver.name, 'Plimsoll');
  });
  it('describes the rules that were found, with help', () => {
    assert.deepEqual(run.tool.driver.rules?.map(rule => rule.id), ['latest-tag', 'shellcheck/SC2086']);
    const rule = run.tool.driver.rules![0]!;
    for (const part of [rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text, rule.help?.markdown, rule.helpUri]) assert.ok(part);
    assert.ok(rule.properties?.tags?.includes('hadolint/DL3007'));
    run.results?.forEach(result => assert.equal(run.tool.driver.rules![result.ruleIndex!]!.id, result.ruleId));
  });
  it('places results from line and column 1, with related places and fixes', () => {
    const [first, second] = run.results!;
    assert.deepEqual(first!.locations, [{ physicalLocation: { artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 13, endLine: 1, endColumn: 19 } } }]);
    assert.equal(first!.level, 'error');
    assert.equal(first!.relatedLocations?.[0]?.physicalLocation?.region?.startLine, 3);
    assert.deepEqual(first!.fixes, [
      { description: { text: 'Use debian:13' }, artifactChanges: [{ artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' }, replacements: [{ deletedRegion: { startLine: 1, startColumn: 13, endLine: 1, endColumn: 19 }, insertedContent: { text: '13' } }] }] },
    ]);
    assert.equal(second!.level, 'note');
  });
  it('tells of files that could not be read', () => assert.deepEqual(run.invocations?.[0]?.toolExecutionNotifications?.map(each => each.message.text), ['/abs/gone & <more> does not exist']));
  it('keeps fingerprints while lines move, and tells equal results apart', () => {
    const file = lintReport.files[0]!;
    const prints = (text: string, line: number): string[] => {
      const at = { start: { line, character: 12 }, end: { line, character: 18 } };
      const moved = JSON.parse(lintSarif({ fixed: 0, files: [{ ...file, text, findings: [finding({ range: at }), finding({ range: at })] }] }, rules, context)) as Sarif.Log;
      return moved.runs[0]!.results!.map(result => result.partialFingerprints!['primaryLocationLineHash']!);
    };
    assert.deepEqual(prints('FROM debian:latest\n', 0), prints('\n\nFROM debian:latest\n', 2));
    assert.equal(new Set(prints('FROM debian:latest\n', 0)).size, 2);
    assert.notEqual(new Fingerprints().of('a', 'b'), new Fingerprints().of('ab', ''));
  });
  it('encodes paths', () => {
    assert.deepEqual(artifactLocation('a b/ü#.x'), { uri: 'a%20b/%C3%BC%23.x', uriBaseId: '%SRCROOT%' });
    assert.deepEqual(artifactLocation('/abs/a b'), { uri: 'file:///abs/a%20b' });
    assert.deepEqual(artifactLocation('C:/x/a b'), { uri: 'file:///C:/x/a%20b' });
  });
});
