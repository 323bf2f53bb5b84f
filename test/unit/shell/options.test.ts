import assert from 'node:assert/strict';
import type { ShellCommand } from '../../../server/src/lint/shell/model';
import { flag, flagValue, flagWord, hasFlag, parseOptions, positionals, subcommand } from '../../../server/src/lint/shell/options';
import { run } from './support';

function command(script: string): ShellCommand {
  return run(script, 'ARG U=https://x\nARG NONE\n').commands[0]!;
}

describe('hasFlag', () => {
  const cases: [string, string[], boolean][] = [
    ['apt-get -qy install x', ['-y', '--yes'], true],
    ['apt-get install -y x', ['-y'], true],
    ['apt-get install --yes x', ['-y', '--yes'], true],
    ['apt-get install --yes=true x', ['--yes'], true],
    ['apt-get install --yes=false x', ['--yes'], false],
    ['apt-get install x -- -y', ['-y'], false],
    ['apt-get install -o Dpkg::Options::=--yes x', ['--yes', '-y'], false],
    ['apt-get install -t y x', ['-y'], false],
    ['apt-get install -ty x', ['-y'], false],
    ['apt-get -q=2 install', ['-q'], true],
    ['curl -fsSLk https://x', ['-k'], true],
    ['curl -fsSLok https://x', ['-k'], false],
    ['curl --insecure x', ['-k', '--insecure'], true],
    ['unknown -abc', ['-b'], true],
    ['unknown "--x"', ['--x'], true],
    ['find . -delete', ['-delete'], true],
    ['find . -delete', ['-d'], false],
  ];
  for (const [script, names, expected] of cases) it(`${script}: ${names.join(' ')}`, () => assert.equal(hasFlag(command(script), ...names), expected));
});

describe('flagValue', () => {
  const cases: [string, string[], string | undefined][] = [
    ['curl -o x y', ['-o', '--output'], 'x'],
    ['curl -ox y', ['-o', '--output'], 'x'],
    ['curl -fsSLo x y', ['-o', '--output'], 'x'],
    ['curl --output=x y', ['-o', '--output'], 'x'],
    ['curl --output x y', ['-o', '--output'], 'x'],
    ['curl y', ['-o'], undefined],
    ['curl -o', ['-o'], undefined],
    ['tool --name x', ['--name'], 'x'],
    ['tool -n x', ['-n'], 'x'],
    ['curl -o $U', ['-o'], 'https://x'],
    ['curl -o $NONE', ['-o'], undefined],
    ['curl -o "$U/y"', ['-o'], 'https://x/y'],
    ['go build -ldflags="-s -w" x', ['-ldflags'], '-s -w'],
  ];
  for (const [script, names, expected] of cases) it(`${script}: ${names.join(' ')}`, () => assert.equal(flagValue(command(script), ...names), expected));
});

describe('words of options', () => {
  it('are the word that holds the flag and the one that holds the value', () => {
    const { model, commands } = run('curl -fsSLo x --url=$NONE/y z', 'ARG NONE\n');
    const output = flag(commands[0]!, '-o')!;
    assert.deepEqual([output.word, output.valueWord].map((word) => model.source.slice(word!.span)), ['-fsSLo', 'x']);
    const url = flag(commands[0]!, '--url')!;
    assert.deepEqual([url.word, url.valueWord!, flagWord(commands[0]!, '--url')!].map((word) => model.source.slice(word.span)), ['--url=$NONE/y', '--url=$NONE/y', '--url=$NONE/y']);
    assert.equal(url.value, undefined);
  });
});

describe('operands', () => {
  const texts = (script: string, values?: string[]): string[] => positionals(command(script), values).map((word) => word.text);
  it('leave out options and their values', () => assert.deepEqual(texts('apt-get -q -t bookworm install --no-install-recommends a -o x=y b'), ['install', 'a', 'b']));
  it('take value options of the caller', () => assert.deepEqual(texts('tool -a b c', ['-a']), ['c']));
  it('follow --', () => assert.deepEqual(texts('rm -rf -- -x y'), ['-x', 'y']));
  it('end the options of ssh', () => assert.deepEqual(texts('ssh -p 22 host ls -l'), ['host', 'ls', '-l']));
  it('hold words of unknown value', () => assert.deepEqual(texts('apt-get install $X "$Y" -$Z'), ['install', '$X', '"$Y"']));
  it('begin with the subcommand', () => {
    assert.equal(subcommand(command('git -C /x clone y'))!.literal, 'clone');
    assert.equal(subcommand(command('git --version')), undefined);
  });
  it('are worked out once', () => {
    const one = command('a b');
    assert.equal(parseOptions(one), parseOptions(one));
  });
});
