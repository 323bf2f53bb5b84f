import { defineRule } from '../../rule';

export const unterminatedHeredoc = defineRule({
  name: 'unterminated-heredoc',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A heredoc has no line that closes it.',
    why: 'Everything to the end of the file becomes part of the heredoc, and the build stops.',
    bad: 'FROM alpine:3.24\nUSER 10001\nRUN <<EOF\necho hello\n EOF\n',
    good: 'FROM alpine:3.24\nUSER 10001\nRUN <<EOF\necho hello\nEOF\n',
  },
  messages: {
    open: 'No line below holds just {name}, so this heredoc goes on to the end of the file and the build stops. Add that line.',
    indented: 'The line that should close this heredoc has blanks around {name}. Remove them, or write <<-{name} and indent with tabs.',
  },
  check(file, report) {
    for (const instruction of file.instructions) {
      for (const heredoc of instruction.heredocs) {
        if (heredoc.terminated) continue;
        const near = heredoc.content.split(/\r?\n/).some((line) => line !== heredoc.name && line.trim() === heredoc.name);
        report(heredoc.markerSpan, near ? 'indented' : 'open', { data: { name: heredoc.name } });
      }
    }
  },
});
