import { defineRule } from '../../rule';
import { fileName } from '../../workspace/uri';

export const unreadIgnoreFile = defineRule({
  name: 'unread-ignore-file',
  target: 'dockerignore',
  severity: 'warning',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'No build reads the ignore file: it is named after a Dockerfile that is not beside it, or the Dockerfiles beside it are built from another directory.',
    why: 'The builder looks for the Dockerfile\'s own ignore file (`Dockerfile.dockerignore`) beside the Dockerfile, and for `.dockerignore` at the root of the build context. Elsewhere the file has no effect, and what it should keep out gets into the image.',
    bad: '.git\n.env\n',
    good: '.git\n.env\n',
    beside: {
      bad: { Dockerfile: 'FROM alpine:3.24\nCOPY app.sh /\nUSER 10001\n', 'app/app.sh': 'exit\n', 'compose.yaml': 'services:\n  app:\n    build:\n      context: app\n      dockerfile: ../Dockerfile\n' },
      good: { Dockerfile: 'FROM alpine:3.24\nCOPY app.sh /\nUSER 10001\n', 'app.sh': 'exit\n', 'compose.yaml': 'services:\n  app:\n    build:\n      context: .\n' },
    },
    exceptions: 'A directory without Dockerfiles is left alone: a script may build from it. Where a build is started from is known from Compose, or from where the sources of the Dockerfile lie.',
  },
  messages: {
    missing: 'No build reads this file: there is no {dockerfile} beside it. Name it after its Dockerfile, with .dockerignore at the end.',
    renamed: 'No build reads this file: there is no {dockerfile} beside it. For {other} it must be named {other}.dockerignore.',
    elsewhere: 'No build reads this file: {dockerfile} is built from the directory {context}, and only a .dockerignore there counts. Move it there, or name it {dockerfile}.dockerignore.',
  },
  check(file, report, { workspace }) {
    const first = file.patterns[0];
    const use = first && workspace.ignoreFileUse?.(file.uri);
    if (!first || !use) return;
    if (use.missing !== undefined) {
      const [other, ...more] = use.beside ?? [];
      const data = { dockerfile: use.missing };
      if (other !== undefined && more.length === 0) report(first.span, 'renamed', { data: { ...data, other } });
      else report(first.span, 'missing', { data });
    } else if (use.elsewhere) {
      report(first.span, 'elsewhere', { data: { dockerfile: fileName(use.elsewhere.file.uri), context: use.elsewhere.context.shownRoot } });
    }
  },
});
