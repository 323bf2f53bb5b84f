import type { BuildContext } from '../../context/build-context';
import { ignoreFix } from '../../context/ignore-edit';
import { contextSources } from '../../context/sources';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const missingDockerignore = defineRule({
  name: 'missing-dockerignore',
  target: 'dockerfile',
  severity: 'info',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: { droast: ['DF033'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY or ADD takes the whole build context, there is no `.dockerignore`, and things lie there that belong in no image.',
    why: 'The history in .git holds what was deleted since, node_modules are those of another system, and every change in them makes the build start over.',
    bad: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\nCMD ["sh", "/app/run"]\n',
    good: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\nCMD ["sh", "/app/run"]\n',
    beside: { bad: { '.git/HEAD': 'ref: refs/heads/main\n', run: '#!/bin/sh\n' }, good: { '.git/HEAD': 'ref: refs/heads/main\n', '.dockerignore': '.git\n', run: '#!/bin/sh\n' } },
    exceptions: 'Silent where nothing of the kind lies in the build context, and about .git where the build runs git.',
  },
  messages: { missing: 'There is no .dockerignore, so this also takes {what} along. Keep out what the image does not need.' },
  check(file, report, { workspace }) {
    const source = contextSources(file).find(({ path, by, partial }) => path === '' && by !== 'mount' && !partial);
    const context = source && workspace.contextsOf?.(file)?.context;
    if (!context || context.ignore !== null) return;
    const unwanted = unwantedIn(context, file);
    if (unwanted.length === 0) return;
    const fix = ignoreFix(context, unwanted);
    report(source.span, 'missing', { data: { what: unwanted.slice(0, 4).join(', ') + (unwanted.length > 4 ? ` and ${unwanted.length - 4} more` : '') }, fixes: fix ? [fix] : [] });
  },
});

const directories = /^(?:\.git|\.hg|\.svn|node_modules|bower_components|\.venv|venv|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox|\.terraform|\.gradle|\.idea|\.vs|\.next|\.nuxt|\.cache|coverage|\.nyc_output)$/;
const files = /^(?:\.DS_Store|Thumbs\.db|\.coverage|npm-debug\.log|yarn-error\.log|terraform\.tfstate(?:\.backup)?|\.env(?:\.(?:local|production|development))?)$/;

function unwantedIn(context: BuildContext, file: DockerfileModel): string[] {
  const found = (context.list('') ?? []).filter(({ path, kind }) => (kind === 'directory' && directories.test(path)) || (kind === 'file' && files.test(path))).map(({ path }) => path);
  return found.filter((path) => path !== '.git' || !runsGit(file)).sort();
}

function runsGit(file: DockerfileModel): boolean {
  return file.all('RUN').some((instruction) => commandsOf(instruction).some(({ name }) => name === 'git'));
}
