import assert from 'node:assert/strict';
import { draw, read, run } from './support';

describe('commands of a script', () => {
  const cases: [string, string, string[]][] = [
    ['lists', 'a && b || c; d & e', ['first : a', '&& : b', '|| : c', '; background : d', '& : e']],
    ['pipelines', 'a x | b | c', ['first : a x', '| : b', '| : c']],
    ['if, elif, else', 'if a; then b; elif c; then d; else e; fi', ['first if-condition : a', 'first if-branch : b', 'first if-condition : c', 'first if-branch : d', 'first if-branch : e']],
    ['loops', 'for x in 1 2; do a; b; done; while c; do d; done', ['first loop : a', '; loop : b', 'first loop : c', 'first loop : d']],
    ['case', 'case $x in a) b;; c) d;; esac', ['first case : b', 'first case : d']],
    ['functions', 'f() { a; }; f', ['first function group : a', '; : f']],
    ['subshell and group', '(a; b) && { c; }', ['first subshell : a', '; subshell : b', 'first group : c']],
    ['negation', '! a', ['first negated : a']],
    ['substitution', 'a $(b c) `d`', ['first : a $(b c) `d`', 'first substitution : b c', 'first substitution : d']],
    ['substitution in quotes', 'a "x $(b "$(c)") y"', ['first : a "x $(b "$(c)") y"', 'first substitution : b "$(c)"', 'first substitution substitution : c']],
    ['substitution in an assignment', 'x=$(a b) && c', ['first x=? :', 'first substitution : a b', '&& : c']],
    ['substitution in a default', 'a ${x:-$(b)}', ['first : a ${x:-$(b)}', 'first substitution : b']],
    ['process substitution', 'a <(b c)', ['first : a <(b c)', 'first substitution : b c']],
    ['backticks in backticks', 'a `b \\`c d\\``', ['first : a `b \\`c d\\``', 'first substitution : b \\`c d\\`', 'first substitution substitution : c d']],
    ['substitution in arithmetic', 'a $((1 + $(b)))', ['first : a $((1 + $(b)))', 'first substitution : b']],
    ['substitution in a redirection', 'a > $(b)', ['first : a', 'first substitution : b']],
    ['substitution in a loop header', 'for x in $(a); do b; done', ['first substitution : a', 'first loop : b']],
    ['substitution in a test', '[[ -n $(a) ]] && b', ['first substitution : a', '&& : b']],
    ['assignment alone', 'x=1; a', ['first x=1 :', '; : a']],
    ['prefix assignments', 'X=1 Y="2 3" a', ['first X=1 Y=2 3 : a']],
    ['single quotes are text', "a '$(b)'", ["first : a '$(b)'"]],
    ['comment at the end', 'a # b', ['first : a']],
    ['string of sh -c', "sh -c 'a && b'", ["first : sh -c 'a && b'", 'first string : a', '&& string : b']],
    ['string of a shell with options', 'bash -euxo pipefail -c "a | b"', ['first : bash -euxo pipefail -c "a | b"', 'first string : a', '| string : b']],
    ['string with outer substitution', 'sh -c "a $(b) && c"', ['first : sh -c "a $(b) && c"', 'first substitution : b', 'first string : a $(b)', '&& string : c']],
    ['string with own substitution', "sh -c 'a $(b)'", ["first : sh -c 'a $(b)'", 'first string : a $(b)', 'first string substitution : b']],
    ['string with escapes', 'sh -c "a \\"b c\\" \\$(d)"', ['first : sh -c "a \\"b c\\" \\$(d)"', 'first string : a \\"b c\\" \\$(d)', 'first string substitution : d']],
    ['string in a string', `sh -c "bash -c 'a b'"`, [`first : sh -c "bash -c 'a b'"`, "first string : bash -c 'a b'", 'first string string : a b']],
    ['string that is all substitution', 'sh -c "$(a)"', ['first : sh -c "$(a)"', 'first substitution : a']],
    ['script file is no string', 'bash -e script.sh -c', ['first : bash -e script.sh -c']],
    ['su', "su - app -c 'a b'", ["first : su - app -c 'a b'", 'first string : a b']],
    ['eval', "eval 'a b'", ["first : eval 'a b'", 'first string : a b']],
    ['find -exec', 'find / -exec a {} \\; -exec b {} +', ['first : find / -exec a {} \\; -exec b {} +', 'first find[/ -exec a {} \\; -exec b {} +] : a {}', 'first find[/ -exec a {} \\; -exec b {} +] : b {}']],
    ['time keyword', 'time -p a | b', ['first time[-p] : a', '| : b']],
  ];
  for (const [name, script, expected] of cases) it(name, () => assert.deepEqual(draw(run(script)), expected));
});

describe('wrappers', () => {
  const cases: [string, string][] = [
    ['sudo -E -u root a b', 'first sudo[-E -u root] : a b'],
    ['sudo X=1 a', 'first sudo[X=1] X=1 : a'],
    ['sudo --user=x -- a', 'first sudo[--user=x --] : a'],
    ['sudo -l', 'first : sudo -l'],
    ['sudo -e file', 'first : sudo -e file'],
    ['doas -u x a', 'first doas[-u x] : a'],
    ['env -i A=1 B="2 3" a b', 'first env[-i A=1 B="2 3"] A=1 B=2 3 : a b'],
    ['env -u X a', 'first env[-u X] : a'],
    ['env', 'first : env'],
    ['env A=1', 'first : env A=1'],
    ['env -S "a b"', 'first : env -S "a b"'],
    ['sudo env A=1 nice -n 5 a', 'first sudo[] env[A=1] nice[-n 5] A=1 : a'],
    ['exec a b', 'first exec[] : a b'],
    ['exec -a x a b', 'first exec[-a x] : a b'],
    ['/usr/bin/time -f %e a', 'first time[-f %e] : a'],
    ['nice -10 a', 'first nice[-10] : a'],
    ['nohup a', 'first nohup[] : a'],
    ['command a b', 'first command[] : a b'],
    ['command -v a', 'first : command -v a'],
    ['builtin cd x', 'first builtin[] : cd x'],
    ['xargs -0 -n 1 -I {} a {} -x', 'first xargs[-0 -n 1 -I {}] : a {} -x'],
    ['xargs -r', 'first : xargs -r'],
    ['timeout -s KILL 5 a', 'first timeout[-s KILL 5] : a'],
    ['timeout 5m a -k', 'first timeout[5m] : a -k'],
    ['gosu app:app a', 'first gosu[app:app] : a'],
    ['su-exec app a', 'first su-exec[app] : a'],
    ['setpriv --reuid=1 --init-groups a', 'first setpriv[--reuid=1 --init-groups] : a'],
    ['setpriv --reuid 1 a', 'first setpriv[--reuid 1] : a'],
    ['chroot --userspec=x /mnt a', 'first chroot[--userspec=x /mnt] : a'],
    ['chroot /mnt', 'first : chroot /mnt'],
    ['runuser -u app -- a b', 'first runuser[-u app --] : a b'],
    ['busybox wget x', 'first busybox[] : wget x'],
    ['conda run -n env pip install x', 'first conda[run -n env] : pip install x'],
    ['conda install x', 'first : conda install x'],
    ['tini -g -- a', 'first tini[-g --] : a'],
    ['stdbuf -oL a', 'first stdbuf[-oL] : a'],
    ['sudo $x a', 'first sudo[] : $x a'],
    ['sudo "$@"', 'first sudo[] : "$@"'],
  ];
  for (const [script, expected] of cases) it(script, () => assert.equal(draw(run(script))[0], expected));

  it('looks through a wrapper in front of sh -c', () => {
    assert.deepEqual(draw(run("sudo timeout 5 sh -c 'a'")), ["first sudo[] timeout[5] : sh -c 'a'", 'first string : a']);
  });

  it('does the same in an exec form', () => {
    assert.deepEqual(draw(read('FROM a\nCMD ["tini", "--", "env", "A=1", "sh", "-c", "exec b"]')), ['first tini["--"] env["A=1"] A=1 : "sh" "-c" "exec b"', 'first string exec[] : b']);
  });
});

describe('a command', () => {
  it('is named by its last path component', () => {
    const names = (script: string): string[] => run(script).commands.map((command) => command.name);
    assert.deepEqual(names('/usr/bin/apt-get update; ./configure; "make"; $x y; a$x; \\ls'), ['apt-get', 'configure', 'make', '', '', 'ls']);
  });

  it('spans wrapper, assignments and redirections', () => {
    const { model, commands } = run('a && X=1 sudo b c 2>/dev/null | d');
    assert.deepEqual(commands.map((command) => model.source.slice(command.span)), ['a', 'X=1 sudo b c 2>/dev/null', 'd']);
  });

  it('has its redirections', () => {
    const { model, commands } = run('a >x 2>&1 <y >>"z $(b)"');
    assert.deepEqual(
      commands[0]!.redirections.map((item) => [item.operator, item.descriptor, item.target?.literal, model.source.slice(item.span)]),
      [['>', undefined, 'x', '>x'], ['>&', 2, '1', '2>&1'], ['<', undefined, 'y', '<y'], ['>>', undefined, undefined, '>>"z $(b)"']],
    );
  });

  it('knows its neighbours in a pipeline', () => {
    const { commands } = run('a $(x | y) | (b; c) | d && e');
    const tie = commands.map((command) => [command.name, command.pipedFrom?.name, command.pipedTo?.name]);
    assert.deepEqual(tie, [['a', undefined, 'b'], ['x', undefined, 'y'], ['y', 'x', undefined], ['b', 'a', 'd'], ['c', 'a', 'd'], ['d', 'c', undefined], ['e', undefined, undefined]]);
  });

  it('knows the command whose word holds it', () => {
    const { model, commands } = run('sh -c "$(a)" && bash <(b) && x=$(c) && sh -c \'d\' && f $(g $(h)) && for i in $(j); do k; done');
    const parents = commands.filter((command) => command.parent).map((command) => [command.name, command.parent!.command.name, model.source.slice(command.parent!.word.span)]);
    assert.deepEqual(parents, [['a', 'sh', '"$(a)"'], ['b', 'bash', '<(b)'], ['c', '', '$(c)'], ['d', 'sh', "'d'"], ['g', 'f', '$(g $(h))'], ['h', 'g', '$(h)']]);
  });

  it('has its place in its own script', () => {
    const { commands, scripts } = run("a; sh -c 'b; c'; d");
    assert.deepEqual(commands.map((command) => [command.name, command.index, command.script.origin]), [['a', 0, 'shell'], ['sh', 1, 'shell'], ['b', 0, 'string'], ['c', 1, 'string'], ['d', 2, 'shell']]);
    assert.equal(scripts[0]!.commands.length, 5);
    assert.deepEqual(commands[2]!.script.commands.map((command) => command.name), ['b', 'c']);
  });

  it('gives pipelines in source order, inner ones too', () => {
    const { model, scripts } = run('a | b && (c | { d; e; }) | f; g');
    assert.deepEqual(
      scripts[0]!.pipelines.map((pipeline) => [model.source.slice(pipeline.span), pipeline.commands.map((command) => command.name).join(' ')]),
      [['a | b', 'a b'], ['(c | { d; e; }) | f', 'e f'], ['c | { d; e; }', 'c e']],
    );
  });
});

describe('broken scripts', () => {
  it('report where they break and give the rest', () => {
    const { model, scripts, commands } = run('if a; then b && done; c');
    assert.ok(scripts[0]!.errors.length > 0);
    for (const error of scripts[0]!.errors) assert.ok(error.span.start >= 'FROM debian:12\nRUN '.length && error.span.end <= model.source.text.length);
    assert.ok(commands.some((command) => command.name === 'a'));
  });

  it('of any depth end', () => {
    for (const text of ['('.repeat(5000), 'a $('.repeat(3000), '`'.repeat(999), 'sh -c "'.repeat(400), '{ '.repeat(4000), 'if '.repeat(4000), '${x:-'.repeat(3000), "eval '".repeat(500)]) {
      assert.doesNotThrow(() => draw(run(text)), text.slice(0, 20));
    }
  });

  it('assign without end and end', () => {
    const { commands } = run(`${Array.from({ length: 5000 }, (_, i) => `x${i % 7}=$x$x${(i + 1) % 7}`).join('; ')}; a $x3`);
    assert.equal(commands.at(-1)!.args[0]!.value, undefined);
    const doubled = run(`x=ab; ${'x=$x$x; '.repeat(200)} a $x`);
    assert.equal(doubled.commands.at(-1)!.args[0]!.value, undefined);
  });
});
