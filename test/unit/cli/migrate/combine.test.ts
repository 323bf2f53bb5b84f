import assert from 'node:assert/strict';

import { combine } from '../../../../server/src/cli/migrate/combine';
import type { Wanted } from '../../../../server/src/cli/migrate/wanted';
import { newProblems, writePlan, type Written } from '../../../../server/src/cli/migrate/write';
import { ruleNames } from '../../../../server/src/lint/settings/rule-names';

const names = ruleNames();
const at = { line: 0, character: 0 };
const off = (rule: string, files?: readonly string[]): Wanted => ({ kind: 'rule', rule, severity: 'off', at, ...(files && { files }) });

function merged(wanted: readonly Wanted[], existing: string): Written {
  const result = writePlan(combine([{ shown: 'x', wanted }], names).plan, existing, '', names);
  assert.ok('text' in result, JSON.stringify(result));
  assert.deepEqual(newProblems(existing, result.text, names), []);
  return result;
}

describe('what several files want', () => {
  it('silences where one of them does, or else takes the more severe, and tells the other', () => {
    const severity = (rule: string, value: 'error' | 'info'): Wanted => ({ kind: 'rule', rule, severity: value, at });
    const { plan, conflicts } = combine([{ shown: 'a', wanted: [severity('sudo', 'error'), severity('root-user', 'info')] }, { shown: 'b', wanted: [off('sudo'), severity('root-user', 'error')] }], names);
    assert.deepEqual([...plan.rules].map(([rule, planned]) => [rule, planned.severity]), [['root-user', 'error'], ['sudo', 'off']]);
    assert.deepEqual(conflicts.map(({ shown, message }) => `${shown}: ${message}`), ['b: sudo is error by a and off here: off is taken.', 'b: root-user is info by a and error here: error is taken.']);
  });
  it('joins lists', () => {
    const registries = (...value: string[]): Wanted => ({ kind: 'key', key: 'trustedRegistries', value, at });
    assert.deepEqual(combine([{ shown: 'a', wanted: [registries('x')] }, { shown: 'b', wanted: [registries('x', 'y')] }], names).plan.keys, { trustedRegistries: ['x', 'y'] });
  });
});

describe('a .plimsoll.yaml that is there', () => {
  it('keeps what it says, with comments, and gets what it does not speak of', () => {
    const existing = '# Ours\nextends: strict # yes\n\nrules:\n  # never\n  sudo: error\n  DL3008: info # by its id\nignore:\n- old/**\n';
    const result = merged(
      [off('sudo'), off('apt-unpinned'), off('root-user'), { kind: 'key', key: 'extends', value: 'all', at }, { kind: 'key', key: 'failOn', value: 'error', at }, { kind: 'key', key: 'ignore', value: ['old/**', 'new'], at }], existing,
    );
    assert.equal(result.text, '# Ours\nextends: strict # yes\n\nrules:\n  # never\n  sudo: error\n  DL3008: info # by its id\n  root-user: off\nignore:\n- old/**\n- new\nfailOn: error\n');
    assert.deepEqual(result.left, [
      { line: 1, message: '"extends" is set here; the files that were read have: {"extends":"all"}' },
      { line: 6, message: 'apt-unpinned is set here; the files that were read have: {"apt-unpinned":"off"}' },
      { line: 5, message: 'sudo is set here; the files that were read have: {"sudo":"off"}' },
    ]);
    assert.equal(result.added, 3);
  });
  it('is not touched the second time', () => {
    const wanted = [off('sudo'), off('sudo', ['a/**']), { kind: 'key', key: 'trustedRegistries', value: ['x'], at } as const];
    const first = merged(wanted, 'extends: all\n');
    assert.deepEqual(merged(wanted, first.text), { text: first.text, left: [], added: 0 });
  });
  it('keeps its line breaks, and lists on one line', () => {
    assert.equal(merged([off('sudo')], 'rules: { root-user: off }\r\n').text, 'rules: { root-user: off, sudo: off }\r\n');
    assert.equal(merged([off('sudo')], 'rules:\n').text, 'rules:\n  sudo: off\n');
  });
  it('says what to add where its parts are of another kind, and where it cannot be read', () => {
    assert.deepEqual(merged([off('sudo'), off('sudo', ['a'])], 'rules: 5\noverrides: x\n').left.map(({ line, message }) => `${line} ${message}`), [
      '0 "rules" is no plain map here; the files that were read have: {"rules":{"sudo":"off"}}',
      '1 "overrides" is no plain list here; the files that were read have: {"overrides":[{"files":["a"],"rules":{"sudo":"off"}}]}',
    ]);
    for (const [text, error] of [['rules: [\n', /is not YAML/], ['- a\n', /is no map of keys/]] as const) {
      const result = writePlan(combine([{ shown: 'x', wanted: [off('sudo')] }], names).plan, text, '', names);
      assert.ok('error' in result);
      assert.match(result.error, error);
    }
  });
});
