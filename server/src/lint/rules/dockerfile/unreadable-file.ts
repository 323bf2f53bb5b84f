import { defineRule } from '../../rule';

export const unreadableFile = defineRule({
  name: 'unreadable-file',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['NO_SOURCE_IMAGE'] },
  fix: 'unsafe',
  docs: {
    what: 'The file holds no instruction, or a line that is longer than BuildKit reads.',
    why: 'There is nothing to build in a file that is empty or has comments only, and the line buffer holds 65535 bytes; BuildKit refuses either.',
    bad: '# The image of the app.\n',
    good: '# The image of the app.\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    empty: 'The file has no instructions, so there is nothing to build. Begin with FROM and the image to start from.',
    long: 'This line has more than 65535 bytes, which is more than BuildKit reads, so the build stops. Break it with {escape}, or copy the data from a file.',
  },
  check(file, report) {
    for (const error of file.errors) {
      if (error.code === 'line-too-long') report(error.span, 'long', { data: { escape: file.escape } });
      if (error.code !== 'empty-file') continue;
      const end = file.source.text.length;
      const broken = end > 0 && !/[\r\n]$/.test(file.source.text);
      const edit = { span: { start: end, end }, newText: `${broken ? file.source.eol : ''}FROM scratch${file.source.eol}` };
      report(error.span, 'empty', { fixes: [{ title: 'Add FROM scratch', applicability: 'unsafe', edits: [edit] }] });
    }
  },
});
