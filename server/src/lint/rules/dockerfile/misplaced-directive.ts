import type { Comment, DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

/** Values that nobody writes in a note; `check` may stand above an instruction too. */
const directive = /^#\s*(syntax|escape)\s*=\s*(\S+)\s*$/i;

export const misplacedDirective = defineRule({
  name: 'misplaced-directive',
  target: 'dockerfile',
  severity: 'warning',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A syntax or escape directive stands below a comment, a blank line or an instruction.',
    why: 'Directives count only on the first lines of a file. This one is a comment: the escape character or the frontend is not the one that it names.',
    bad: '# The image of the app.\n# syntax=docker/dockerfile:1\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# syntax=docker/dockerfile:1\n# The image of the app.\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { late: 'This {name} directive is a comment only: directives count on the first lines of the file, before any comment, blank line or instruction. Move it up.' },
  check(file, report) {
    for (const comment of file.comments) {
      // Most comments are prose: one look tells.
      const match = comment.inside || !/^(?:syntax|escape)\b/i.test(comment.text) ? null : directive.exec(file.source.slice(comment.span));
      if (!match) continue;
      const name = match[1]!.toLowerCase();
      const value = match[2]!;
      if (name === 'escape' ? value !== '`' && value !== '\\' : !/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?$/.test(value)) continue;
      report(comment.span, 'late', { data: { name }, fixes: file.directives.some((other) => other.name === name) ? [] : [moveUp(file, comment)] });
    }
  },
});

function moveUp(file: DockerfileModel, comment: Comment): RuleFix {
  const { source } = file;
  const bom = source.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const last = file.directives[file.directives.length - 1];
  const at = last ? source.lineStart(source.lineAt(last.span.start) + 1) : bom;
  const line = { start: source.lineStart(comment.line), end: source.lineStart(comment.line + 1) };
  const edits = [{ span: { start: at, end: at }, newText: source.slice(comment.span) + source.eol }, { span: line, newText: '' }];
  return { title: 'Move it to the top of the file', applicability: 'unsafe', edits };
}
