import assert from 'node:assert/strict';
import { readLines } from '../../../server/src/lint/dockerfile/lines';
import { SourceText } from '../../../server/src/lint/text/source';

function read(text: string) {
  return readLines(new SourceText(text));
}

function texts(text: string): string[] {
  return read(text).instructions.map((instruction) => instruction.text.text);
}

describe('directives', () => {
  it('count on the first lines only', () => {
    const { directives, comments, escape } = read('# syntax=docker/dockerfile:1\n#escape = `\n# check=skip=all;error=true\n# escape=\\\nFROM a\n');
    assert.deepEqual(directives.map(({ name, value }) => [name, value]), [['syntax', 'docker/dockerfile:1'], ['escape', '`'], ['check', 'skip=all;error=true'], ['escape', '\\']]);
    assert.equal(escape, '`');
    assert.equal(comments.length, 0);
  });

  it('end at a comment, a blank line, an unknown name or an instruction', () => {
    for (const first of ['# hello', '', '# other=x', 'FROM a']) assert.equal(read(`${first}\n# escape=\`\nFROM a\n`).escape, '\\', first);
  });

  it('may stand behind a byte order mark, and know their places', () => {
    const text = '\ufeff# Escape=`\nFROM a\n';
    const [directive] = read(text).directives;
    assert.equal(directive!.name, 'escape');
    assert.equal(text.slice(directive!.nameSpan.start, directive!.nameSpan.end), 'Escape');
    assert.equal(text.slice(directive!.valueSpan.start, directive!.valueSpan.end), '`');
    assert.deepEqual(texts(text), ['FROM a']);
  });

  it('that are repeated or have a wrong value are errors', () => {
    assert.deepEqual(read('# escape=`\n# escape=`\nFROM a\n').errors.map((error) => error.code), ['directive-duplicate']);
    assert.deepEqual(read('# escape=x\nFROM a\n').errors.map((error) => error.code), ['directive-escape']);
  });
});

describe('lines', () => {
  it('end at LF, CRLF and a lone CR', () => {
    assert.deepEqual(texts('FROM a\r\nRUN b \\\r\n  c\r\n'), ['FROM a', 'RUN b   c']);
    assert.deepEqual(texts('FROM a\rRUN b\r'), ['FROM a', 'RUN b']);
    assert.deepEqual(texts('FROM a'), ['FROM a']);
  });

  it('go on behind the escape character, over comments and blank lines', () => {
    const text = 'RUN a \\\n# comment\n\n  # another \\\n  b \\ \t\n  c\nRUN d\n';
    const { instructions, comments } = read(text);
    assert.deepEqual(instructions.map((instruction) => instruction.text.text), ['RUN a   b   c', 'RUN d']);
    assert.deepEqual(comments.map((comment) => [comment.text, comment.inside]), [['comment', true], ['another \\', true]]);
    assert.equal(instructions[0]!.emptyContinuations.length, 1);
  });

  it('do not go on behind two escape characters', () => {
    assert.deepEqual(texts('RUN a\\\\\nRUN b\n'), ['RUN a\\\\', 'RUN b']);
  });

  it('go on behind a backtick where the directive says so, and not behind a backslash', () => {
    assert.deepEqual(texts('# escape=`\nRUN a `\n b\nCOPY c:\\ d\\\nRUN e\n'), ['RUN a  b', 'COPY c:\\ d\\', 'RUN e']);
  });

  it('map back to the document', () => {
    const text = 'RUN one \\\n  # note\n  two\n';
    const [instruction] = read(text).instructions;
    const at = instruction!.text.text.indexOf('two');
    assert.equal(instruction!.text.toDocument(at), text.indexOf('two'));
    const span = instruction!.text.span(instruction!.text.text.indexOf('one'), instruction!.text.text.length);
    assert.equal(text.slice(span.start, span.end), 'one \\\n  # note\n  two');
  });

  it('take a dangling escape character for the end of the file', () => {
    assert.deepEqual(texts('FROM a\nRUN b \\'), ['FROM a', 'RUN b ']);
    assert.deepEqual(texts('FROM a\nRUN b \\\n\n'), ['FROM a', 'RUN b ']);
  });

  it('longer than the buffer are an error', () => {
    assert.deepEqual(read(`FROM a\nRUN ${'x'.repeat(70_000)}\n`).errors.map((error) => error.code), ['line-too-long']);
    assert.deepEqual(read(`FROM a\nRUN ${'é'.repeat(33_000)}\n`).errors.map((error) => error.code), ['line-too-long']);
    assert.deepEqual(read(`FROM a\nRUN ${'x'.repeat(60_000)}\n`).errors, []);
  });

  it('without an instruction are an error', () => {
    for (const text of ['', '\n\n', '# only\n', '\ufeff']) assert.deepEqual(read(text).errors.map((error) => error.code), ['empty-file'], JSON.stringify(text));
  });

  it('keep the comments right above an instruction with it', () => {
    const { instructions } = read('# far\n\n# near\n# nearer\nFROM a\n');
    assert.deepEqual(instructions[0]!.leadingComments.map((comment) => comment.text), ['near', 'nearer']);
  });
});

describe('heredocs', () => {
  function heredocs(text: string) {
    return read(text).instructions.flatMap((instruction) => instruction.heredocs);
  }

  it('hold all lines to the closing word', () => {
    const text = 'RUN <<EOF\necho # no comment\n\n EOF\nEOF\nRUN b\n';
    const [heredoc] = heredocs(text);
    assert.equal(heredoc!.content, 'echo # no comment\n\n EOF\n');
    assert.equal(text.slice(heredoc!.markerSpan.start, heredoc!.markerSpan.end), '<<EOF');
    assert.equal(heredoc!.terminated, true);
    assert.deepEqual(texts(text), ['RUN <<EOF', 'RUN b']);
  });

  it('may be several, quoted, and indented with tabs', () => {
    const found = heredocs(`COPY <<A <<'B' <<-"C" /x/\na\nA\nb $X\nB\n\tc\n\tC\n`);
    assert.deepEqual(found.map(({ name, content, expand, stripTabs }) => ({ name, content, expand, stripTabs })), [
      { name: 'A', content: 'a\n', expand: true, stripTabs: false },
      { name: 'B', content: 'b $X\n', expand: false, stripTabs: false },
      { name: 'C', content: '\tc\n', expand: false, stripTabs: true },
    ]);
  });

  it('belong to ADD, COPY and RUN, behind ONBUILD too, in shell form only', () => {
    assert.equal(heredocs('ONBUILD RUN <<EOF\nx\nEOF\n').length, 1);
    assert.equal(heredocs('ADD <<EOF /x\nx\nEOF\n').length, 1);
    for (const text of ['CMD cat <<EOF\n', 'ENV A=<<EOF\n', 'RUN ["cat", "<<EOF"]\n', 'RUN cat <<<EOF\n', 'RUN echo "<<EOF"\n', 'ONBUILD ONBUILD RUN <<EOF\n', 'RUN echo $((1<<2))\n']) {
      assert.equal(heredocs(text).length, 0, text);
    }
  });

  it('go on to the end of the file where they are not closed', () => {
    const lines = read('RUN <<EOF\nx\nRUN y\n');
    assert.deepEqual(lines.errors.map((error) => error.code), ['heredoc-unterminated']);
    assert.equal(lines.instructions.length, 1);
    assert.equal(lines.instructions[0]!.heredocs[0]!.content, 'x\nRUN y\n');
  });

  it('close with CRLF too', () => {
    const [heredoc] = heredocs('RUN <<EOF\r\nx\r\nEOF\r\nRUN y\r\n');
    assert.equal(heredoc!.terminated, true);
    assert.equal(heredoc!.content, 'x\r\n');
  });
});
