import { defineRule } from '../../rule';

export const heredocDestination = defineRule({
  name: 'heredoc-destination',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'The last argument of COPY or ADD, the destination, is a heredoc.',
    why: 'A heredoc is the content of a file, so it can be a source only; the build stops.',
    bad: 'FROM alpine:3.24\nCOPY /etc/motd <<EOF\nhello\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nCOPY <<EOF /etc/motd\nhello\nEOF\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { last: 'A heredoc cannot be the destination of {keyword}, so the build stops. Put the path behind it.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const destination = instruction.copy?.destination;
      if (!destination || instruction.words.length < 2) continue;
      if (instruction.heredocs.some((heredoc) => heredoc.markerSpan.start === destination.span.start)) report(destination.span, 'last', { data: { keyword: instruction.keyword } });
    }
  },
});
