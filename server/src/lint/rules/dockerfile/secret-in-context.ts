import type { BuildContext } from '../../context/build-context';
import { ignoreFix } from '../../context/ignore-edit';
import { secretFiles } from '../../context/secret-files';
import { contextSources, mayTakeFromContext } from '../../context/sources';
import type { ContextSource } from '../../context/sources';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const secretInContext = defineRule({
  name: 'secret-in-context',
  target: 'dockerfile',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'COPY or ADD of a directory takes files along that hold credentials: they lie in the build context, and `.dockerignore` does not keep them from the builder.',
    why: 'Nobody named these files, so nobody notices. They stay in a layer, where everybody who has the image can read them, also when a later instruction deletes them.',
    bad: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\nCMD ["sh", "/app/run"]\n',
    good: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\nCMD ["sh", "/app/run"]\n',
    beside: {
      bad: { '.dockerignore': '.git\n', '.env': 'DB_PASSWORD=vTq8rLw2\n', run: '#!/bin/sh\n' },
      good: { '.dockerignore': '.git\n.env\n', '.env': 'DB_PASSWORD=vTq8rLw2\n', run: '#!/bin/sh\n' },
    },
    exceptions:
      'Only files that are really there, and by their content where the name is not enough: private keys, tokens of known providers, variables named like credentials with a value. Files of tests, fixtures, examples and documentation are left alone. In a stage that the final image does not start from it is a note: the files stay in the build cache. A file that is named in the instruction is for `secret-file-copied`.',
  },
  messages: {
    image: 'This takes {files} along, with credentials that everybody who has the image can read. Keep {them} from the builder with .dockerignore.',
    stage: 'This takes {files} along, with credentials that stay in the build cache. Keep {them} from the builder with .dockerignore.',
  },
  looksAt: mayTakeFromContext,
  check(file, report, { workspace }) {
    const chain = file.finalStage?.chain ?? [];
    const sources = contextSources(file).filter(({ by, partial, instruction }) => by !== 'mount' && !partial && instruction.stage?.reachable);
    const context = sources.length > 0 ? workspace.contextsOf?.(file)?.context : undefined;
    if (!context) return;
    let named: ReadonlySet<string> | undefined;
    for (const source of sources) {
      const files = brought(source, context);
      if (files.length === 0) continue;
      const inImage = chain.some((stage) => stage.index === source.instruction.stage?.index);
      named ??= namedFiles(file, context);
      // Who names the directory of the keys wants them there, and would miss them.
      const fix = files.every((path) => keyDirectory.test(path) && source.path !== '') ? undefined : ignoreFix(context, files.filter((path) => !named!.has(path)));
      report(source.span, inImage ? 'image' : 'stage', {
        data: { files: listed(files), them: files.length === 1 ? 'it' : 'them' },
        ...(inImage ? {} : { severity: 'info' as const }),
        fixes: fix ? [fix] : [],
      });
    }
  },
});

/** What instructions name one by one, or by a pattern that is made for it (`.env*`, `*.pem`): the build would miss it. */
function namedFiles(file: DockerfileModel, context: BuildContext): ReadonlySet<string> {
  return new Set(contextSources(file).flatMap(({ path, glob }) => (!glob ? [path] : isMadeForSecrets(path) ? (context.expand(path) ?? []) : [])));
}

/** More than a wildcard that such files happen to match: it begins like their names, or ends like those of keys. */
function isMadeForSecrets(pattern: string): boolean {
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  return /^\.?\w{2}[^*?[]*[*?[]/.test(name) || /\.(?:env|key|pem|p12|pfx|jks|keystore)$/i.test(name);
}

const keyDirectory = /(?:^|\/)(?:[\w-]*certs?|certificates?|ssl|tls|keys?|secrets?|credentials?|pki)\//i;

/** Files with credentials that come with a directory; not what the instruction names itself. */
function brought(source: ContextSource, context: BuildContext): readonly string[] {
  const paths = source.path === '' ? [''] : context.expand(source.path);
  const directories = paths?.filter((path) => context.kindOf(path) === 'directory') ?? [];
  const whole = source.glob ? (paths ?? []) : [];
  if (directories.length === 0 && whole.length === 0) return [];
  return secretFiles(context)?.filter((file) => whole.includes(file) || directories.some((directory) => directory === '' || file.startsWith(`${directory}/`))) ?? [];
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, 3);
  if (files.length > 3) return `${shown.join(', ')} and ${files.length - 3} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
