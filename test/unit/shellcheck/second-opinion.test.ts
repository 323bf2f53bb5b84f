import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ShellcheckComment, ShellcheckShell } from '../../../server/src/lint/shell/shellcheck';
import { ShellcheckService } from '../../../server/src/shellcheck/client';
import { input, realPlace } from './support';
import { skip } from '../../helpers/skip';

/** The distribution's ShellCheck is another release of the same program: what both know, they say at the same places. */
const scripts: [ShellcheckShell, string][] = [
  ['sh', 'echo $a "$b"\tc $d'],
  ['sh', 'cd /x\nfor f in $(ls *.txt); do rm -rf "$dir/$f"/*; done'],
  ['sh', 'x=`date`; [ $x = y ] && echo "$x" || exit 1'],
  ['sh', 'echo é𝒳 \t$x; read y; [[ a == b ]]'],
  ['dash', 'local x; source ./y; echo -e "a\\n"'],
  ['bash', 'a=(b c); echo $a; [[ $a == b ]] && declare x=$(y)'],
  ['ksh', 'print -r -- $x'],
  ['sh', 'if true; then echo'],
  ['sh', 'echo "a'],
  ['sh', "sudo echo x > /etc/y; grep x f | wc -l; find . -name *.x -exec sh -c 'rm {}' \\;"],
];

function native(shell: string, script: string): ShellcheckComment[] | undefined {
  const { stdout, error } = spawnSync('shellcheck', ['-s', shell, '-f', 'json', '-'], { input: script, encoding: 'utf8' });
  return error ? undefined : (JSON.parse(stdout) as ShellcheckComment[]);
}

const draw = (comments: readonly ShellcheckComment[]): string[] => comments.map(({ code, line, column, endLine, endColumn }) => `SC${code} ${line}:${column}-${endLine}:${endColumn}`).sort();

describe('a second opinion', () => {
  it('of the installed ShellCheck is the same', async function () {
    if (!native('sh', 'true\n')) {
      skip(this, 'there is no shellcheck on the PATH');
    }
    this.timeout(60_000);
    const service = new ShellcheckService(realPlace());
    try {
      for (const [shell, script] of scripts) {
        const [ours] = await service.lint([input(`${script}\n`, shell)]);
        const theirs = native(shell, `${script}\n`)!;
        assert.ok(theirs.length > 0, script);
        // The newer of the two knows more.
        const shared = ours!.comments.filter(({ code }) => theirs.some((comment) => comment.code === code));
        assert.deepEqual(draw(shared), draw(theirs), script);
      }
    } finally {
      await service.dispose();
    }
  });
});
