import { clutterIn, isTrivial, listedClutter } from '../../context/clutter';
import { ignoreFix } from '../../context/ignore-edit';
import { contextSources } from '../../context/sources';
import { defineRule } from '../../rule';

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
    exceptions: 'Silent where nothing of the kind lies in the build context, or only small files of an editor or a desktop (.idea, .DS_Store), and about .git where it stays in an earlier stage, where the build runs or installs git or something that asks it for the version, and where a comment names it.',
  },
  messages: { missing: 'There is no .dockerignore, so this also takes {what} along. Keep out what the image does not need.' },
  check(file, report, { workspace }) {
    const source = contextSources(file).find(({ path, by, partial }) => path === '' && by !== 'mount' && !partial);
    const context = source && workspace.contextsOf?.(file)?.context;
    if (!context || context.ignore !== null) return;
    const unwanted = clutterIn(context, [file]);
    if (unwanted.every(isTrivial)) return;
    const fix = ignoreFix(context, unwanted);
    report(source.span, 'missing', { data: { what: listedClutter(unwanted) }, fixes: fix ? [fix] : [] });
  },
});
