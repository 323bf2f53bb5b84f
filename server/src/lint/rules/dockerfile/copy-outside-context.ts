import { defineRule } from '../../rule';

export const copyOutsideContext = defineRule({
  name: 'copy-outside-context',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A source of COPY or ADD climbs out of the build context.',
    why: 'The builder sees the build context only. The classic builder stops with "forbidden path outside the build context"; BuildKit drops the ".." and looks for the path inside, where it is missing or another file.',
    bad: 'FROM alpine:3.24\nCOPY ../shared/app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24\nCOPY shared/app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'With --from the path is in another image, where ".." cannot leave the root directory.',
  },
  messages: { outside: '{source} leads out of the build context, which the builder cannot see. Build from the directory above (docker build -f), or add it with --build-context.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const { copy } = instruction;
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const path = source.resolved ?? source.value;
        if (!/^[a-z]+:\/\//i.test(path) && climbsOut(path)) report(source.span, 'outside', { data: { source: path } });
      }
    }
  },
});

function climbsOut(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') depth--;
    // A variable may be any number of directories.
    else if (part.includes('$')) return false;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
