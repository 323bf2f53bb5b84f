import { isGitIgnored } from '../../context/gitignore';
import { unlockedInstalls } from '../../context/lock-files';
import { projectContext } from '../../context/project-context';
import { contextSources } from '../../context/sources';
import { defineRule } from '../../rule';
import { callLabel } from '../../shell/package-commands';
import { baseName } from '../../text/go-path';

export const missingLockFile = defineRule({
  name: 'missing-lock-file',
  target: 'dockerfile',
  severity: 'error',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'An installation that goes by a lock file (`npm ci`, `--frozen-lockfile`, `--immutable`, `--locked`, `--deploy`, deployment mode of Bundler) runs on a project that has none.',
    why: 'The build stops there. Yarn 1 does not even notice, and installs whatever is newest in spite of --frozen-lockfile.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    beside: { bad: { 'package.json': '{}\n' }, good: { 'package.json': '{}\n', 'package-lock.json': '{}\n' } },
    exceptions: 'Silent where git ignores the lock file, so that it may be on another machine, and where another stage, an archive, a script or a command before may bring it. Lock files that are there and not copied are reported by `lock-file-not-copied`.',
  },
  messages: {
    stops: '{command} needs a lock file, and there is no {lock} beside {manifest}, so the build stops here. Make one and keep it with the sources.',
    unnoticed: 'There is no {lock} beside {manifest}, so --frozen-lockfile of Yarn 1 has no effect and versions are chosen anew in each build. Make one and keep it with the sources.',
  },
  check(file, report, { workspace }) {
    const context = projectContext(file, workspace);
    if (!context) return;
    const named = new Set(contextSources(file).map(({ path }) => path));
    for (const { demand, directory, locks, call, manifest } of unlockedInstalls(file, context)) {
      // A lock file that is copied by name and missing is a finding of another rule.
      if (!demand || locks.some((lock) => named.has(directory + lock)) || !locks.every((lock) => context.kindOf(directory + lock) === 'absent' && !isGitIgnored(context, directory + lock))) continue;
      report(demand.span, demand.stops ? 'stops' : 'unnoticed', {
        data: { command: callLabel(call), lock: locks[0]!, manifest: baseName(manifest.path) },
        ...(demand.stops ? {} : { severity: 'warning' as const }),
        related: [{ span: manifest.span, message: `${baseName(manifest.path)} comes with this.` }],
      });
    }
  },
});
