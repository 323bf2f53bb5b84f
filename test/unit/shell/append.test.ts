import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { appendCommand } from '../../../server/src/lint/shell/append';

/** The file with `clean` added to its last RUN; `refused` where that is not possible. */
function append(text: string): string {
  const first = text.includes('\r') ? 'FROM debian\r\n' : 'FROM debian\n';
  const file = parseDockerfile(first + text, 'file:///Dockerfile');
  const edit = appendCommand(file, file.all('RUN').at(-1)!, 'clean');
  if (!edit) return 'refused';
  const { text: whole } = file.source;
  return (whole.slice(0, edit.span.start) + edit.newText + whole.slice(edit.span.end)).slice(first.length);
}

describe('appendCommand', () => {
  const joined: [string, string][] = [
    ['RUN a', 'RUN a && clean'],
    ['RUN a  \n', 'RUN a && clean  \n'],
    ['RUN a || b', 'RUN a || b && clean'],
    ['RUN a; b', 'RUN a; b && clean'],
    ['RUN a | b', 'RUN a | b && clean'],
    ['RUN if a; then b; fi', 'RUN if a; then b; fi && clean'],
    ['RUN for x in 1 2; do b; done', 'RUN for x in 1 2; do b; done && clean'],
    ['RUN { a; b; }', 'RUN { a; b; } && clean'],
    ['RUN (a; b)', 'RUN (a; b) && clean'],
    ['RUN case $x in a) b;; esac', 'refused'],
    ["RUN bash -c 'a; b'", "RUN bash -c 'a; b' && clean"],
    ['RUN echo "$(a)"', 'RUN echo "$(a)" && clean'],
    ['RUN a > /b', 'RUN a > /b && clean'],
    ['RUN a || exit 1', 'RUN a || exit 1 && clean'],
    ['ONBUILD RUN a', 'ONBUILD RUN a && clean'],
    ['RUN a \\\n  && b', 'RUN a \\\n  && b \\\n  && clean'],
    ['RUN a \\\n      b', 'RUN a \\\n      b \\\n    && clean'],
    ['RUN a && \\\n  b', 'RUN a && \\\n  b && \\\n  clean'],
    ['RUN a \\\n  && b \\\n# why\n', 'RUN a \\\n  && b \\\n  && clean \\\n# why\n'],
    ['RUN a \\\n', 'RUN a && clean \\\n'],
    ['RUN a \\\r\n  && b\r\n', 'RUN a \\\r\n  && b \\\r\n  && clean\r\n'],
    ['RUN <<EOF\nset -e\na\nEOF', 'RUN <<EOF\nset -e\na\nclean\nEOF'],
    ['RUN <<-EOF\n\tset -eux\n\ta\n\tEOF', 'RUN <<-EOF\n\tset -eux\n\ta\n\tclean\n\tEOF'],
    ['RUN <<EOF\n#!/bin/bash -e\na\nEOF', 'RUN <<EOF\n#!/bin/bash -e\na\nclean\nEOF'],
  ];
  for (const [before, after] of joined) it(JSON.stringify(before), () => assert.equal(append(before), after));

  const refused: [string, string][] = [
    ['RUN ["a", "b"]', 'an exec form has no &&'],
    ['RUN a # note', 'it would stand in the comment'],
    ['RUN a &', 'the list ends in the background'],
    ['RUN a;', '&& cannot follow a semicolon'],
    ['RUN a; exec b', 'nothing runs behind exec'],
    ['RUN a; exit 0', 'nothing runs behind exit'],
    ['RUN a "b', 'the script cannot be read'],
    ['RUN cat <<EOF > /x\na\nEOF', 'the line ends before the heredoc'],
    ['RUN <<EOF\na\nEOF', 'the status of the last command would be lost'],
    ['RUN <<EOF\nset -e\na \\\nEOF', 'it would be an argument'],
    ['SHELL ["pwsh", "-Command"]\nRUN a', 'not a POSIX shell'],
    ['RUN true && [[ -f x ]]', 'the end is no command'],
  ];
  for (const [text, why] of refused) it(`refuses ${JSON.stringify(text)}: ${why}`, () => assert.equal(append(text), 'refused'));
});
