import { newerSyntax } from '../../dockerfile/frontend-versions';
import { defineRule } from '../../rule';

/** A stable release of Docker's own frontend; `1` alone and the labs channel move on. */
const release = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?:(1\.(\d+)(?:\.\d+)?)$/;

export const frontendTooOld = defineRule({
  name: 'frontend-too-old',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The file uses something that the frontend of its syntax directive does not know yet.',
    why: 'The syntax directive fixes which version of the Dockerfile frontend reads the file. An older one stops at what is new, or reads it as something else: the lines of a heredoc as instructions, for example.',
    bad: '# syntax=docker/dockerfile:1.2\nFROM alpine:3.24\nCOPY --link app /app\nUSER 10001\n',
    good: '# syntax=docker/dockerfile:1\nFROM alpine:3.24\nCOPY --link app /app\nUSER 10001\n',
    exceptions: 'Directives without a minor version, of the labs channel, with a digest, or of other frontends. Without a directive the builder decides.',
  },
  messages: { newer: 'docker/dockerfile:{version} does not know {what}, which needs 1.{minor}. Use docker/dockerfile:1.' },
  check(file, report) {
    const directive = file.directives.find(({ name }) => name === 'syntax');
    const match = directive && release.exec(directive.value);
    if (!directive || !match) return;
    const [, version, minor] = match as unknown as [string, string, string];
    const end = directive.valueSpan.start + directive.value.length;
    const edit = { span: { start: end - version.length, end }, newText: '1' };
    const told = new Set<string>();
    for (const instruction of file.instructions) {
      for (const syntax of newerSyntax(instruction.trigger ?? instruction)) {
        if (syntax.minor <= Number(minor) || told.has(syntax.what)) continue;
        told.add(syntax.what);
        report(syntax.span, 'newer', {
          data: { version, what: syntax.what, minor: syntax.minor },
          related: [{ span: directive.valueSpan, message: 'This frontend reads the file.' }],
          fixes: file.source.slice(edit.span) === version ? [{ title: 'Use docker/dockerfile:1', applicability: 'unsafe', edits: [edit] }] : [],
        });
      }
    }
  },
});
