import assert from 'node:assert/strict';
import { scriptWithoutShebang } from '../../../server/src/lint/rules/dockerfile/script-without-shebang';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

const within = (text: string, name = 'start.sh') => ({ workspace: workspaceOf({ 'README.md': '', [name]: text }) });
const text = 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n';

describe('script-without-shebang', () => {
  it('reports a script that the kernel cannot start', () => {
    checkRule(scriptWithoutShebang, `${text}            ^^^^^^^^^^^ error script-without-shebang/missing\n`, within('# starts\nexec "$@"\n'));
    checkRule(scriptWithoutShebang, `${text}            ^^^^^^^^^^^ error script-without-shebang/late\n`, within('\ufeff#!/bin/sh\nexec "$@"\n'));
    checkRule(scriptWithoutShebang, `${text}            ^^^^^^^^^^^ error script-without-shebang/late\n`, within('\n#!/bin/sh\nexec "$@"\n'));
    checkRule(scriptWithoutShebang, 'FROM a\nCOPY entrypoint /\nENTRYPOINT ["/entrypoint"]\n            ^^^^^^^^^^^^^ error script-without-shebang/missing\n', within('exec "$@"\n', 'entrypoint'));
  });

  it('is silent where a shell starts the script, for other files, and where a RUN writes it anew', () => {
    const bare = within('exec "$@"\n');
    checkClean(scriptWithoutShebang, text.replace('["/start.sh"]', '/start.sh'), bare);
    checkClean(scriptWithoutShebang, text.replace('["/start.sh"]', '["bash", "/start.sh"]'), bare);
    checkClean(scriptWithoutShebang, text, within('#!/usr/bin/env python3\n'));
    checkClean(scriptWithoutShebang, text, within(''));
    checkClean(scriptWithoutShebang, text.replaceAll('start.sh', 'server'), within('binary', 'server'));
    checkClean(scriptWithoutShebang, text.replace('ENTRYPOINT', "RUN sed -i '1i #!/bin/sh' /start.sh\nENTRYPOINT"), bare);
    checkClean(scriptWithoutShebang, text);
  });

  it('begins the script with one', () => {
    const [finding] = findingsOf(scriptWithoutShebang, text, within('exec "$@"\n'));
    assert.deepEqual(finding!.fixes.map(({ title, edits }) => [title, edits.map(({ uri, newText }) => [uri, newText])]), [['Begin start.sh with #!/bin/sh', [['file:///project/start.sh', '#!/bin/sh\n']]]]);
  });
});
