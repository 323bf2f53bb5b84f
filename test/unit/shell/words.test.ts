import assert from 'node:assert/strict';
import type { ShellWord } from '../../../server/src/lint/shell/model';
import { read, run } from './support';

/** The last argument of the first command. */
function last(script: string, before = ''): ShellWord {
  return run(script, before).commands[0]!.args.at(-1)!;
}

describe('literal', () => {
  const cases: [string, string | undefined][] = [
    ['x', 'x'], ["'x y'", 'x y'], ['"x y"', 'x y'], ['a"b"\'c\'d', 'abcd'], ['a\\ b', 'a b'], ['"a\\"b\\n"', 'a"b\\n'], ["$'a\\tb'", 'a\tb'], ['*.deb', '*.deb'], ['a[0-9]?', 'a[0-9]?'], ['~/x', '~/x'], ['$x', undefined],
    ['"a$x"', undefined], ['$(y)', undefined], ['`y`', undefined], ['{}', '{}'], ['{a,b}', '{a,b}'], ['\\$x', '$x'], ["'$x'", '$x'], ['a=b', 'a=b'], ['""', ''],
  ];
  for (const [word, expected] of cases) it(word, () => assert.equal(last(`a ${word}`).literal, expected));

  it('is undefined for braces in Bash', () => {
    const word = last('a x{b,c}', 'SHELL ["/bin/bash", "-c"]\n');
    assert.equal(word.literal, undefined);
    assert.deepEqual(word.splits, ['xb', 'xc']);
  });
});

describe('value', () => {
  const env = 'ARG V=1.2.3\nARG NONE\nENV A="x y" E="" P=/a/b.tar.gz\n';
  const cases: [string, string | undefined, (readonly string[] | undefined)?][] = [
    ['a $V', '1.2.3', ['1.2.3']],
    ['a ${V}', '1.2.3'],
    ['a "$V"', '1.2.3'],
    ['a foo=$V-1', 'foo=1.2.3-1'],
    ['a $A', 'x y', ['x', 'y']],
    ['a "$A"', 'x y', ['x y']],
    ['a p$A', 'px y', ['px', 'y']],
    ['a $E', '', []],
    ['a "$E"', '', ['']],
    ['a $NONE', undefined, undefined],
    ['a $UNSET', undefined],
    ['a ${UNSET:-d}', undefined],
    ['a ${E:-d}', 'd'],
    ['a ${E-d}', ''],
    ['a ${E:-$V}', '1.2.3'],
    ['a ${V:+yes}', 'yes'],
    ['a ${V:?no}', '1.2.3'],
    ['a ${V%.*}', '1.2'],
    ['a ${V%%.*}', '1'],
    ['a ${V#*.}', '2.3'],
    ['a ${P##*/}', 'b.tar.gz'],
    ['a ${V//./_}', '1_2_3'],
    ['a ${V/./_}', '1_2.3'],
    ['a ${V:0:1}', '1'],
    ['a ${#V}', '5'],
    ['a ${A^^}', 'X Y'],
    ['a $(b)', undefined],
    ['a $1', undefined],
    ["a '$V'", '$V'],
    ['x=5; a $x', '5'],
    ['x=5 && a $x', '5'],
    ['x=5 y=$x$x && a $y', '55'],
    ['x=$V && x=$x.4 && a $x', '1.2.3.4'],
    ['x=$(b) && a $x', undefined],
    ['x=1; x=$(b); a $x', undefined],
    ['x=1 b; a $x', undefined],
    ['V=9; a $V', '9'],
    ['b && x=5; a $x', undefined],
    ['b && x=5 && a $x', '5'],
    ['b || x=5; a $x', undefined],
    ['b && x=5 || a $x', undefined],
    ['V=9 || b; a $V', '9'],
    ['b || V=9; a $V', undefined],
    ['if b; then V=9; fi; a $V', undefined],
    ['if b; then V=9; a $V; fi', '9'],
    ['(V=9); a $V', '1.2.3'],
    ['{ V=9; }; a $V', '9'],
    ['V=9 & a $V', '1.2.3'],
    ['echo 1 | V=9; a $V', '1.2.3'],
    ['for V in 1 2; do a $V; done', undefined],
    ['for V in 7; do a $V; done', '7'],
    ['for i in 1 2; do a $V; V=9; done', undefined],
    ['while b; do V=9; done; a $V', undefined],
    ['export V=9; a $V', '9'],
    ['export V; a $V', '1.2.3'],
    ['read V; a $V', undefined],
    ['unset V; a $V', undefined],
    ['printf -v V x; a $V', undefined],
    ['((V++)); a $V', undefined],
    ['f() { V=9; }; f; a $V', undefined],
    ['f() { a $V; }', '1.2.3'],
    ['f() { a $x; }; x=1', undefined],
    ['V+=4; a $V', '1.2.34'],
    ['case b in b) V=9;; esac; a $V', undefined],
    ["sh -c 'a $V'", '1.2.3'],
    ["x=1; sh -c 'a $x'", undefined],
    ["export x=1; sh -c 'a $x'", '1'],
    ["x=1 sh -c 'a $x'", '1'],
    ['x=1; sh -c "a $x"', '1'],
    ['x=1; eval \'a $x\'', '1'],
    ["V=9; sh -c 'a $V'", '9'],
  ];
  for (const [script, expected, splits] of cases) {
    it(script, () => {
      // The command in question is the last one called `a`.
      const word = run(script, env).commands.filter((command) => command.name === 'a').at(-1)!.args.at(-1)!;
      assert.equal(word.value, expected);
      if (splits) assert.deepEqual(word.splits, splits);
      if (expected === undefined) assert.equal(word.splits, undefined);
    });
  }

  it('of ARG is not known when the container runs', () => {
    const words = read(`FROM a\n${env}CMD a $V $P`).commands[0]!.args;
    assert.deepEqual(words.map((word) => word.value), [undefined, '/a/b.tar.gz']);
  });

  it('is the text itself in an exec form', () => {
    const word = read(`FROM a\n${env}RUN ["a", "$V \\u0041"]`).commands[0]!.args[0]!;
    assert.deepEqual([word.value, word.literal, word.variables], ['$V A', '$V A', []]);
  });
});

describe('variables and quotes', () => {
  it('names the variables of a word once each time they stand', () => assert.deepEqual(last('a "$x ${y:-$z}"$1$(b $w)').variables, ['x', 'y', 'z']));
  it('knows quotes', () => {
    const words = run('a x "x" \'x\' x"y" \\"x').commands[0]!.args;
    assert.deepEqual(words.map((word) => word.quoted), [false, true, true, true, false]);
  });
});

describe('places', () => {
  it('go through continuation lines and comments', () => {
    const text = 'FROM a\r\nRUN apt-get \\\r\n  # why\r\n  install "a \\\r\n  b" c\\\r\nd && \\\r\n\r\n  e';
    const { model, commands } = read(text);
    assert.deepEqual(
      commands.map((command) => command.words.map((word) => model.source.slice(word.span))),
      [['apt-get', 'install', '"a \\\r\n  b"', 'c\\\r\nd'], ['e']],
    );
    assert.equal(commands[0]!.args[2]!.literal, 'cd');
  });

  it('go into quoted scripts, through continuation lines', () => {
    const { model, commands } = run("sh -c 'a b \\\n  && c \"d\"' x");
    assert.deepEqual(commands.slice(1).map((command) => model.source.slice(command.span)), ['a b', 'c "d"']);
  });

  it('go into JSON strings', () => {
    const text = 'FROM a\nCMD [ "sh", \\\n  "-c", "a \\"b\\\\c\\" \\u0064 && e\\tf" ]';
    const { model, commands } = read(text);
    assert.deepEqual(commands.map((command) => command.words.map((word) => model.source.slice(word.span))), [
      ['"sh"', '"-c"', '"a \\"b\\\\c\\" \\u0064 && e\\tf"'],
      ['a', '\\"b\\\\c\\"', '\\u0064'],
      ['e', 'f'],
    ]);
    assert.equal(commands[1]!.args[0]!.literal, 'b\\c');
  });

  it('are those of the whole word where quoting is not plain', () => {
    const { model, commands } = run("sh -c $'a\\tb'");
    assert.deepEqual(commands[1]!.words.map((word) => [word.literal, model.source.slice(word.span)]), [['a', "$'a\\tb'"], ['b', "$'a\\tb'"]]);
  });

  it('of env values cover the value', () => {
    const { model, commands } = run('env A="b $c" X=y d');
    assert.deepEqual(commands[0]!.assignments.map((item) => [item.name, model.source.slice(item.value!.span), model.source.slice(item.span)]), [['A', '"b $c"', 'A="b $c"'], ['X', 'y', 'X=y']]);
  });

  it('of a script are those of its text', () => {
    const { model, scripts } = run('a &&\\\n b');
    const script = scripts[0]!;
    assert.equal(script.text, 'a && b');
    assert.equal(model.source.slice(script.toSpan(0, script.text.length)), 'a &&\\\n b');
    assert.equal(model.source.slice(script.toSpan(5, 6)), 'b');
  });
});
