import assert from 'node:assert/strict';

import { rewriteComments, type RewrittenComments } from '../../../../server/src/cli/migrate/comments';
import { parseDocument } from '../../../../server/src/lint/document';
import { ruleNames } from '../../../../server/src/lint/settings/rule-names';

function rewrite(text: string): RewrittenComments {
  const parsed = parseDocument({ uri: 'file:///w/Dockerfile', target: 'dockerfile', text });
  assert.equal(parsed?.target, 'dockerfile');
  return rewriteComments(parsed.model, ruleNames());
}

describe('ignore comments of other tools', () => {
  const becomes = (comment: string, expected: string): void => assert.equal(rewrite(`FROM a\n${comment}\nRUN b\n`).text, `FROM a\n${expected}\nRUN b\n`);

  it('become ours with their reason', () => {
    becomes('# hadolint ignore=DL3008,SC2086', '# plimsoll ignore=apt-unpinned,shellcheck/SC2086');
    becomes('#hadolint ignore=DL3008 # why', '# plimsoll ignore=apt-unpinned -- why');
    becomes('# hadolint global ignore=DL3008', '# plimsoll global ignore=apt-unpinned');
    becomes('# tally ignore=hadolint/DL3008;reason=it is old', '# plimsoll ignore=apt-unpinned -- it is old');
    becomes('# checkov:skip=CKV_DOCKER_2:no need', '# plimsoll global ignore=missing-healthcheck -- no need');
    becomes('# nosemgrep: dockerfile.security.missing-user.missing-user', '# plimsoll ignore=missing-user,unclear-user,unused-account');
    becomes('# Because. trivy:ignore:AVD-DS-0026 checkov:skip=CKV_DOCKER_7', `# plimsoll global ignore=${rulesOfCheckov7()} -- Because.\n# plimsoll ignore=missing-healthcheck -- Because.`);
  });
  it('keep their place inside an instruction, and line breaks', () => {
    assert.equal(rewrite('FROM a\r\nRUN b \\\r\n  # hadolint ignore=DL3008\r\n  c\r\n').text, 'FROM a\r\nRUN b \\\r\n  # plimsoll ignore=apt-unpinned\r\n  c\r\n');
  });
  it('for the file count only at the top, where that is so', () => {
    assert.match(rewrite('# kics-scan disable=healthcheck_instruction_missing\nFROM a\n').text, /^# plimsoll global ignore=missing-healthcheck\n/);
    assert.match(rewrite('FROM a\n# kics-scan disable=healthcheck_instruction_missing\nRUN b\n').notes[0]!.message, /it stands where it has no effect/);
  });
  it('stay where ours would not do the same, with the reason', () => {
    const stays = (text: string, reason: RegExp): void => {
      const { text: after, changed, notes } = rewrite(text);
      assert.equal(after, text);
      assert.deepEqual(changed, []);
      assert.match(notes.map(({ at, message }) => `${at.line + 1} ${message}`).join('\n'), reason);
    };
    stays('FROM a\n# hadolint ignore=all\nRUN b\n', /^2 .*silences all that hadolint checks/);
    stays('FROM a\n# kics-scan ignore-line\nRUN b\n', /^2 .*silences all that KICS checks/);
    stays('FROM a\n# trivy:ignore:DS-0026:exp:2099-01-01\nRUN b\n', /^2 .*ends on 2099-01-01/);
    stays('# hadolint stage ignore=DL3008\nFROM a\nRUN b\n', /^1 .*for a whole stage/);
    stays('FROM a\n# check=skip=StageNameCasing\nRUN b\n', /^2 .*docker build reads it/);
    stays('FROM a\n# hadolint ignore=DL9999\nRUN b\n', /^2 No rule of Plimsoll stands for DL9999/);
    stays('FROM a\n# plimsoll ignore=sudo\n# shellcheck disable=SC2086\n# prose about what to ignore\nRUN b\n', /^$/);
  });
});

function rulesOfCheckov7(): string {
  const found = ruleNames().fromTool('checkov', 'CKV_DOCKER_7');
  assert.ok(found.length > 0);
  return found.join(',');
}
