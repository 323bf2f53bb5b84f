import assert from 'node:assert/strict';
import { plainPrograms, plainRanges } from '../../../server/src/lint/shell/plain-commands';
import { syntaxTree } from '../../../server/src/lint/shell/syntax';
import { ShellcheckService } from '../../../server/src/shellcheck/client';
import { input, realPlace } from './support';

/** The script as ShellCheck gets it. */
function shorten(text: string): string {
  let short = '';
  let at = 0;
  for (const [start, end] of plainRanges(syntaxTree(text), text)) {
    short += `${text.slice(at, start)}x`;
    at = end;
  }
  return short + text.slice(at);
}

describe('plain commands', () => {
  const cases: [string, string][] = [
    ['apt-get update', 'x'],
    ['apt-get update && apt-get install -y a=1.2 b/c ./d.deb', 'x'],
    ['apt-get update && echo $x && make && make install && cd y', 'x && echo $x && x && cd y'],
    ['apt-get update; make', 'x'],
    ['set -e; make; make a && make b\nmake c; cd y; make', 'set -e; x; cd y; x'],
    ['make; make >/dev/null; make', 'x; x >/dev/null; x'],
    ['make; make & make; make', 'x; make & x'],
    ['make; make || a; make', 'x; make || a; x'],
    ['A=1 apt-get install b', 'A=1 x'],
    ['make >/dev/null 2>&1 && make', 'x >/dev/null 2>&1 && x'],
    ['make >log all', 'make >log all'],
    ['pip install "a>=1,<2" \'b[c]\'', 'pip install "a>=1,<2" \'b[c]\''],
    ['pip install "a>=1,<2" \'b==1\'', 'x'],
    ['curl -fsSL https://a/b | tar xz', 'x'],
    ['curl $a | tar xz', 'curl $a | x'],
    ['curl a | rm -f /tmp/b', 'x | rm -f /tmp/b'],
    ['if make; then make install; else exit 1; fi', 'if x; then x; else exit 1; fi'],
    ['for a in b; do make; done', 'for a in b; do x; done'],
    ['(cd a && make)', '(cd a && x)'],
    ['rm -rf /var/lib/apt/lists/* && make', 'x'],
    ['mkdir -p a && ln -s a b', 'x'],
    // What may mean something stays.
    ['make || make b', 'make || make b'],
    ['make && a || b', 'make && a || b'],
    ['make &', 'make &'],
    ['make $a', 'make $a'],
    ['make "$a"', 'make "$a"'],
    ['make *', 'make *'],
    ['make a{b,c}', 'make a{b,c}'],
    ['make ~/a', 'make ~/a'],
    ['make a\\ b', 'make a\\ b'],
    ['make = a', 'make = a'],
    ['make done', 'make done'],
    ['! make', '! make'],
    ['time make', 'time make'],
    ['echo a', 'echo a'],
    ['cd a', 'cd a'],
    ['rm -rf /usr', 'rm -rf /usr'],
    ['rm -rf /var/lib/*', 'x'],
    ['mkdir -pm 700 a', 'mkdir -pm 700 a'],
    ['ln -s a', 'ln -s a'],
    ['make; make() { a; }', 'make; make() { a; }'],
    ['make <<E\na\nE', 'make <<E\na\nE'],
    ['alias a=b; make', 'alias a=b; make'],
    ['make; if a', 'make; if a'],
    ['a "$(make)"', 'a "$(make)"'],
  ];
  for (const [script, expected] of cases) it(script, () => assert.equal(shorten(script), expected));

  it('leave ShellCheck without a word', async function () {
    this.timeout(120_000);
    const service = new ShellcheckService(realPlace());
    const words = 'install -y --no-a -o a=b /x/y,z b@3:4 ./c+d%e "f>=1,<2; (g) | h & ~i #" \'j^k\' http://l -';
    try {
      const texts = [...plainPrograms].filter((program) => !['cp', 'ln', 'mv', 'mkdir'].includes(program)).map((program) => `${program} ${words}`);
      texts.push('cp -r a b', 'ln -sf a b', 'mv a b', 'mkdir -p -v a', 'rm -rf /var/lib/apt/lists/* /tmp/x /root/.cache/*');
      for (const text of texts) assert.equal(shorten(text), 'x', text);
      for (const shell of ['sh', 'bash'] as const) {
        const [alone, piped] = await service.lint([input(`${texts.join('\n')}\n`, shell), input(`${texts.filter((text) => !/^(ch|cp|ln|mkdir|mv|rm|touch)/.test(text)).join(' | ')}\n`, shell)]);
        assert.deepEqual([alone!.comments, piped!.comments], [[], []]);
      }
    } finally {
      await service.dispose();
    }
  });

  it('are the same to ShellCheck as the letter, for what stands around them', async function () {
    this.timeout(120_000);
    const service = new ShellcheckService(realPlace());
    const scripts = [
      'apt-get update; a=1; apt-get install b; [ $? = 0 ]', 'cd a; make; cd ..; make', 'echo a >>f; make >>f; echo b >>f; echo c >>f', 'make >>f && make >>f && make >>f', 'exit 1; make', 'if make; then a=b; fi; echo $a', 'make; a=b make; echo $a',
      'for a in *; do make; echo $a; done', 'curl -s https://a | while read b; do c=$b; make; done; echo $c', 'set -e; make; cd a; make', 'a=$(b); make; rm -rf $a/*', 'export a=$(b) && make && echo "$a"', 'git a > b && make < b',
      'curl a | tar x | make 2>&1 >/dev/null', 'cat a | tar x', 'make; echo `make`', 'while make; do cd a; done', 'case $a in b) make;; b) make;; esac', '{ make; cd a; } > b', 'make && { make; echo $a; }', '[ $a ] && make',
    ];
    const comments = async (text: string): Promise<(string | number)[]> => (await service.lint([input(`${text}\n`)]))[0]!.comments.map(({ code, message }) => `${code} ${message}`);
    try {
      for (const script of scripts) {
        const short = shorten(script);
        assert.notEqual(short, script);
        assert.deepEqual(await comments(short), await comments(script), script);
      }
    } finally {
      await service.dispose();
    }
  });
});
