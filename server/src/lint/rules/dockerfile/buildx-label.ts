import { labelsOfChain } from '../../dockerfile/labels';
import { defineRule } from '../../rule';

const byBuildx: ReadonlySet<string> = new Set(['org.opencontainers.image.revision', 'com.docker.image.source.entrypoint', 'org.opencontainers.image.source']);

export const buildxLabel = defineRule({
  name: 'buildx-label',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { tally: ['labels/no-buildx-git-overlap'] },
  fix: 'none',
  docs: {
    what: 'The file sets a label that docker buildx can take from git.',
    why: 'BUILDX_GIT_LABELS=full sets revision, source and the Dockerfile\'s path from the checkout that is built; a value in the file is out of date with the next commit.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.revision="abc1234"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Files that are built without buildx, or whose labels the build passes in; the rule is on only where all rules are.',
  },
  messages: { git: 'docker buildx sets {key} from git where BUILDX_GIT_LABELS=full is given, and is never out of date. Leave it to the build.' },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage) return;
    for (const { key, keyWord, pair } of labelsOfChain(stage)) if (key !== undefined && byBuildx.has(key) && pair.form === 'equals') report(keyWord.span, 'git', { data: { key } });
  },
});
