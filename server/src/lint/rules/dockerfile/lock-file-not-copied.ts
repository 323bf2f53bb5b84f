import type { BuildContext } from '../../context/build-context';
import { unlockedInstalls } from '../../context/lock-files';
import type { UnlockedInstall } from '../../context/lock-files';
import { copiedPathOf } from '../../context/placed';
import { projectContext } from '../../context/project-context';
import { contextSources } from '../../context/sources';
import { appendLines } from '../../dockerignore/edits';
import { isDirectoryName } from '../../dockerfile/copied-files';
import { joinPath } from '../../dockerfile/workdir';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';
import { callLabel } from '../../shell/package-commands';
import { baseName } from '../../text/go-path';
import { fileName } from '../../workspace/uri';

export const lockFileNotCopied = defineRule({
  name: 'lock-file-not-copied',
  target: 'dockerfile',
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The dependencies of a project are installed from its manifest, while the lock file that lies beside it is not copied or is kept from the builder.',
    why: 'Without the lock file the package manager chooses the newest versions that the manifest allows: each build may get others, which nobody tested and no checksum guards. Calls that need one, such as npm ci, stop.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm install && npm cache clean --force\nUSER 1000\nCMD ["node", "app.js"]\n',
    beside: { bad: { 'package.json': '{}\n', 'package-lock.json': '{}\n' }, good: { 'package.json': '{}\n', 'package-lock.json': '{}\n' } },
    exceptions: 'Judges npm, yarn, pnpm, bun, poetry, uv, pipenv, bundle, cargo, composer and `go mod download` where WORKDIR and `cd` tell the directory they run in. Silent where another stage, an archive, a script or a command before may bring the lock file, and where there shall be none (--no-package-lock, package-lock=false).',
  },
  messages: {
    missing: '{lock} lies beside {manifest} but is not copied, so {command} chooses versions anew in each build. Copy both.',
    stops: '{lock} lies beside {manifest} but is not copied, so {command} stops. Copy both.',
    ignored: '{lock} is kept from the builder by "{pattern}" in {ignoreFile}, so {command} chooses versions anew in each build. Let it through.',
    ignoredStops: '{lock} is kept from the builder by "{pattern}" in {ignoreFile}, so {command} stops. Let it through.',
  },
  check(file, report, { workspace }) {
    const context = projectContext(file, workspace);
    if (!context) return;
    for (const install of unlockedInstalls(file, context)) {
      const { call, manifest, demand, directory } = install;
      const lock = install.locks.find((name) => context.kindOf(directory + name) === 'file');
      if (lock === undefined) continue;
      const path = directory + lock;
      const ignored = context.ignores(path);
      // The copy of an ignored file that is named is a finding of another rule.
      if (ignored === undefined || (ignored && contextSources(file).some((source) => source.path === path))) continue;
      const stops = demand?.stops === true;
      const ignore = ignored ? context.ignore : undefined;
      const pattern = ignore?.matcher.decisive(path);
      report(manifest.span, pattern ? (stops ? 'ignoredStops' : 'ignored') : stops ? 'stops' : 'missing', {
        data: { lock: path, manifest: baseName(manifest.path), command: callLabel(call), ...(pattern && ignore ? { pattern: pattern.text, ignoreFile: fileName(ignore.uri) } : {}) },
        ...(stops ? { severity: 'error' as const } : {}),
        related: [
          { span: call.command.nameWord.span, message: 'It is needed here.' },
          ...(pattern && ignore ? [{ uri: ignore.uri, range: ignore.source.range(pattern.span), message: 'This pattern keeps it from the builder.' }] : []),
        ],
        fixes: pattern ? letThrough(install, lock, context) : copyBoth(install, lock, file),
      });
    }
  },
});

/** Where the copy of the manifest would bring the lock file too. */
function letThrough({ manifest: { source }, place, directory }: UnlockedInstall, lock: string, context: BuildContext): RuleFix[] {
  const { ignore } = context;
  if (!ignore || !source || copiedPathOf(joinPath(place, lock)!, source, context) !== directory + lock) return [];
  return [{ title: `Add "!${directory}${lock}" to ${fileName(ignore.uri)}`, applicability: 'unsafe', edits: [appendLines(ignore, [`!${directory}${lock}`])] }];
}

/** Where the manifest is named, and what it is copied to is a directory. */
function copyBoth({ manifest: { source, path }, place }: UnlockedInstall, lock: string, file: DockerfileModel): RuleFix[] {
  const { instruction, span } = source ?? {};
  const destination = instruction?.copy?.destination;
  const target = joinPath(instruction?.before.workdir?.path, destination?.resolved);
  if (!instruction || !span || !destination || target !== place) return [];
  const { text: whole } = file.source;
  const text = file.source.slice(span);
  const name = baseName(path);
  const json = instruction.args.text.startsWith('[');
  if (!text.endsWith(name) || (!json && [span, destination.span].some(({ end }) => /["'\s]/.test(whole[end - 1]!) || /["']/.test(whole[end] ?? '')))) return [];
  const added = text.slice(0, -name.length) + lock;
  const edits: SpanEdit[] = [{ span: { start: span.end, end: span.end }, newText: json ? `", "${added}` : ` ${added}` }];
  // Of several sources the destination has to end with a slash.
  const { end } = destination.span;
  if (!isDirectoryName(file.source.slice(destination.span))) edits.push({ span: { start: end, end }, newText: '/' });
  return [{ title: `Copy ${lock} too`, applicability: 'unsafe', edits }];
}
