import { clutterIn, listedClutter } from '../../context/clutter';
import { ignoreFix } from '../../context/ignore-edit';
import { contextSources } from '../../context/sources';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { fileName } from '../../workspace/uri';

export const clutterNotIgnored = defineRule({
  name: 'clutter-not-ignored',
  target: 'dockerignore',
  severity: 'info',
  category: 'secrets',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A Dockerfile copies the whole build context, and the ignore file leaves things in it that belong in no image.',
    why: 'The history in .git holds what was deleted since, node_modules are those of another system, and every change in them makes the build start over.',
    bad: 'dist\n',
    good: 'dist\n.git\n',
    beside: { bad: { '.git/HEAD': 'ref: refs/heads/main\n', Dockerfile: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\n' }, good: { '.git/HEAD': 'ref: refs/heads/main\n', Dockerfile: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\n' } },
    exceptions: 'Silent about what an exception (`!`) brings back on purpose, about files with credentials, which `secret-in-context` reports, and about .git where the build runs git or Go, which writes the revision into the program.',
  },
  messages: { left: '{dockerfile} copies the whole build context, and with it {what}. Add what the image does not need.' },
  check(file, report, { workspace }) {
    const use = workspace.ignoreFileUse?.(file.uri);
    const context = use?.context;
    const copying = (use?.dockerfiles ?? []).filter(copiesAll);
    if (!context || copying.length === 0) return;
    const stamped = copying.some(buildsGo);
    const left = clutterIn(context, copying).filter((path) => !file.matcher.ignores(path) && !file.matcher.decisive(path) && !path.startsWith('.env') && !(stamped && path === '.git'));
    const at = file.patterns.at(-1)?.span ?? { start: 0, end: 0 };
    const fix = ignoreFix(context, left);
    if (left.length > 0) report(at, 'left', { data: { dockerfile: fileName(copying[0]!.uri), what: listedClutter(left) }, fixes: fix ? [fix] : [] });
  },
});

function copiesAll(file: DockerfileModel): boolean {
  return contextSources(file).some(({ path, by, partial, instruction }) => path === '' && by !== 'mount' && !partial && instruction.stage?.reachable === true);
}

function buildsGo(file: DockerfileModel): boolean {
  return file.all('RUN').some(({ args }) => /\b(?:go (?:build|install)|make|goreleaser|mage)\b/.test(args.text));
}
