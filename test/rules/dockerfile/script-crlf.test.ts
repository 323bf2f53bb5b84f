import { scriptCrlf } from '../../../server/src/lint/rules/dockerfile/script-crlf';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

const within = (text: string) => ({ workspace: workspaceOf({ 'README.md': '', 'start.sh': text }) });
const windows = within('#!/bin/sh\r\nexec "$@"\r\n');
const text = 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n';

describe('script-crlf', () => {
  it('reports scripts that were saved as on Windows, also where a shell reads them', () => {
    checkRule(scriptCrlf, `${text}            ^^^^^^^^^^^ error script-crlf/crlf\n`, windows);
    checkRule(scriptCrlf, 'FROM a\nCOPY start.sh /\nCMD ["sh", "/start.sh"]\n           ^^^^^^^^^^^ error script-crlf/crlf\n', windows);
    checkRule(scriptCrlf, 'FROM a\nCOPY start.sh /\nCMD /start.sh\n    ^^^^^^^^^ error script-crlf/crlf\n', within('exec a\r\n'));
  });

  it('is silent for other line ends, converted files and programs', () => {
    checkClean(scriptCrlf, text, within('#!/bin/sh\nprintf "a\r\n"\n'));
    checkClean(scriptCrlf, text, within('MZ\r\n'));
    for (const run of ['dos2unix /start.sh', "sed -i 's/\\r$//' /start.sh", "find / -name '*.sh' | xargs dos2unix"]) checkClean(scriptCrlf, text.replace('ENTRYPOINT', `RUN ${run}\nENTRYPOINT`), windows);
    checkRule(scriptCrlf, "FROM a\nCOPY start.sh /\nRUN sed -i 's/a/b/' /etc/x\nENTRYPOINT [\"/start.sh\"]\n            ^^^^^^^^^^^ error script-crlf/crlf\n", windows);
    checkClean(scriptCrlf, text);
  });
});
