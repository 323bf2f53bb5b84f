import { mayHoldCredential } from '../../context/secret-files';
import { secretsLeftIn } from '../../dockerfile/stage-secrets';
import { mayNameSource, stageLabel } from '../../dockerfile/stages';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';

export const stageSecretsCopied = defineRule({
  name: 'stage-secrets-copied',
  target: 'dockerfile',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'COPY --from takes a directory of a build stage in which that stage has left credentials.',
    why: 'What a build stage holds stays behind, except for what is copied out of it. A directory brings its hidden files along: .npmrc, .netrc, .ssh, the address of a clone with its password.',
    bad: 'FROM node:24-slim AS build\nWORKDIR /app\nCOPY .netrc ./\nRUN npm ci\nFROM node:24-slim\nCOPY --from=build /app /app\nUSER node\n',
    good: 'FROM node:24-slim AS build\nWORKDIR /app\nRUN --mount=type=secret,id=netrc,target=/root/.netrc npm ci\nFROM node:24-slim\nCOPY --from=build /app /app\nUSER node\n',
    exceptions: 'Files that the stage deletes again, or that lie on a mount, are left behind in any case. Files are told by their names; one that as often holds no credential (.npmrc) is shown calmly, and not at all where it can be read and holds none.',
  },
  messages: {
    possible: '{stage} has {path} in there, and it comes along. If it holds a token, delete it in {stage} or use a secret mount there.',
    left: '{stage} has {path} in there, and it comes along. Copy what is needed by name, or use a secret mount in {stage}.',
  },
  check(file, report, { workspace }) {
    for (const { copy } of file.all('COPY').filter(mayNameSource)) {
      if (copy?.from?.kind !== 'stage') continue;
      const { stage } = copy.from;
      for (const source of copy.sources) {
        if (source.resolved === undefined) continue;
        const directory = joinPath('/', source.resolved.replace(/\/\*$/, ''));
        const all = secretsLeftIn(stage).filter(({ path }) => directory !== undefined && (path === directory || directory === '/' || path.startsWith(`${directory}/`))).filter(({ doubtful, span }) => !doubtful || mayHoldCredential(file, span, workspace.contextsOf?.(file)?.context));
        const left = all.find(({ doubtful }) => !doubtful) ?? all[0];
        if (!left) continue;
        report(source.span, left.doubtful ? 'possible' : 'left', {
          ...(left.doubtful ? { severity: 'info' as const } : {}),
          data: { stage: stageLabel(stage), path: left.path },
          related: [{ span: left.span, message: `${left.path} comes from here.` }],
        });
      }
    }
  },
});
