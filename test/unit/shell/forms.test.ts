import assert from 'node:assert/strict';
import { commandsOf, scriptsOf } from '../../../server/src/lint/shell/scripts';
import { draw, read, type Read } from './support';

function forms({ scripts }: Read): [string, string, string][] {
  return scripts.map((script) => [script.origin, script.dialect, script.text]);
}

describe('forms of an instruction', () => {
  it('RUN in shell form', () => assert.deepEqual(forms(read('FROM a\nRUN --mount=type=cache,target=/x a \\\n b')), [['shell', 'posix', 'a  b']]));

  it('RUN in exec form', () => {
    const result = read('FROM a\nRUN ["apt-get", "install", "-y", "x"]');
    assert.deepEqual(forms(result), [['exec', 'other', '["apt-get", "install", "-y", "x"]']]);
    assert.deepEqual(result.commands.map((command) => [command.name, command.args.map((word) => word.literal)]), [['apt-get', ['install', '-y', 'x']]]);
  });

  it('CMD, ENTRYPOINT and HEALTHCHECK', () => {
    assert.deepEqual(draw(read('FROM a\nCMD a b')), ['first : a b']);
    assert.deepEqual(draw(read('FROM a\nENTRYPOINT ["a", "b"]')), ['first : "a" "b"']);
    assert.deepEqual(draw(read('FROM a\nHEALTHCHECK --interval=5s \\\n CMD a b || c')), ['first : a b', '|| : c']);
    assert.deepEqual(draw(read('FROM a\nHEALTHCHECK CMD ["a", "CMD"]')), ['first : "a" "CMD"']);
    assert.deepEqual(draw(read('FROM a\nHEALTHCHECK NONE')), []);
    assert.deepEqual(draw(read('FROM a\nCMD []')), []);
    assert.deepEqual(draw(read('FROM a\nRUN')), []);
    assert.deepEqual(draw(read('FROM a\nENV A=b')), []);
  });

  it('trigger of ONBUILD', () => assert.deepEqual(draw(read('FROM a\nONBUILD RUN a && b')), ['first : a', '&& : b']));

  it('are made once', () => {
    const { scripts, instruction, commands } = read('FROM a\nRUN a');
    assert.equal(scriptsOf(instruction), scripts);
    assert.equal(commandsOf(instruction), commands);
  });
});

describe('the shell in force', () => {
  const cases: [string, string][] = [
    ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', 'bash'],
    ['SHELL ["bash", "-c"]', 'bash'],
    ['SHELL ["/bin/ash", "-eo", "pipefail", "-c"]', 'posix'],
    ['SHELL ["/busybox/busybox", "sh", "-c"]', 'posix'],
    ['SHELL ["conda", "run", "-n", "x", "/bin/bash", "-c"]', 'bash'],
    ['SHELL ["pwsh", "-Command"]', 'powershell'],
    ['SHELL ["C:\\\\Windows\\\\System32\\\\WindowsPowerShell\\\\v1.0\\\\PowerShell.exe", "-Command"]', 'powershell'],
    ['SHELL ["cmd", "/S", "/C"]', 'cmd'],
    ['SHELL ["/usr/bin/python3", "-c"]', 'other'],
    ['', 'posix'],
  ];
  for (const [shell, dialect] of cases) it(`${shell || 'none'} is ${dialect}`, () => assert.equal(read(`FROM a\n${shell}\nRUN a`).scripts[0]!.dialect, dialect));

  it('has no commands where it is no Bourne shell', () => assert.deepEqual(read('FROM a\nSHELL ["pwsh", "-c"]\nRUN Get-Item x | Remove-Item').commands, []));
  it('of a Windows stage is cmd', () => assert.equal(read('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir').scripts[0]!.dialect, 'cmd'));
});

describe('heredocs', () => {
  it('alone are the script', () => {
    const result = read('FROM a\nRUN <<EOF\na b\n  c\nEOF');
    assert.deepEqual(forms(result), [['heredoc', 'posix', 'a b\n  c\n']]);
    assert.deepEqual(draw(result), ['first : a b', '; : c']);
    assert.equal(result.model.source.slice(result.scripts[0]!.span), 'a b\n  c\n');
  });

  it('with a first line that says who reads them', () => {
    const bash = read('FROM a\nRUN <<"EOF"\n#!/usr/bin/env -S bash -e\na b\nEOF');
    assert.deepEqual([bash.scripts[0]!.dialect, bash.scripts[0]!.shebang, draw(bash)], ['bash', '/usr/bin/env -S bash -e', ['first : a b']]);
    const python = read('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF');
    assert.deepEqual([python.scripts[0]!.dialect, python.commands.length], ['other', 0]);
    assert.equal(read('FROM a\nRUN <<EOF\n#!/usr/bin/pwsh\nGet-Item\nEOF').scripts[0]!.dialect, 'powershell');
  });

  it('lose leading tabs after <<-', () => {
    const result = read('FROM a\nRUN <<-EOF\n\ta \\\n\t\tb\n\tEOF');
    assert.deepEqual(forms(result), [['heredoc', 'posix', 'a \\\nb\n']]);
    assert.deepEqual(result.commands[0]!.words.map((word) => result.model.source.slice(word.span)), ['a', 'b']);
  });

  it('as data of a command are not a script', () => {
    const result = read('FROM a\nRUN <<EOF cat > /x\na && b $(c)\nEOF');
    assert.deepEqual(draw(result), ['first : cat', 'first substitution : c']);
    assert.equal(result.model.source.slice(result.commands[1]!.nameWord.span), 'c');
  });

  it('of several commands', () => {
    const result = read('FROM a\nRUN cat <<A > x && cat <<"B" > y && d\n$(e)\nA\n$(f)\nB\n');
    assert.deepEqual(draw(result), ['first : cat', 'first substitution : e', '&& : cat', '&& : d']);
  });

  it('read by a shell are a script of it', () => {
    const result = read("FROM a\nRUN bash -e <<'EOF' && x\na b | c\nEOF");
    assert.deepEqual(draw(result), ['first : bash -e', 'first string : a b', '| string : c', '&& : x']);
    assert.deepEqual([result.commands[1]!.script.origin, result.commands[1]!.script.dialect], ['heredoc', 'bash']);
    assert.deepEqual(draw(read('FROM a\nRUN bash script <<EOF\na b\nEOF')), ['first : bash script']);
    assert.deepEqual(draw(read('FROM a\nRUN sh <<EOF\na \\$(b) $(c)\nEOF')), ['first : sh', 'first substitution : c', 'first string : a \\$(b) $(c)', 'first string substitution : b']);
  });

  it('with the line breaks of Windows', () => {
    const result = read('FROM a\r\nRUN <<EOF\r\na b\r\nc\r\nEOF\r\n');
    assert.deepEqual(draw(result), ['first : a b', '; : c']);
  });

  it('without an end', () => assert.deepEqual(draw(read('FROM a\nRUN cat <<EOF && b\nx')), ['first : cat', '&& : b']));
});
