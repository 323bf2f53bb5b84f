import { removeInstruction } from '../../dockerfile/edits';
import { manifestsOf } from '../../dockerfile/manifests';
import type { Manifests } from '../../dockerfile/manifests';
import type { DockerfileModel, Instruction, Stage, Word } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { installsOf } from '../../shell/managers';
import type { PackageInstall } from '../../shell/managers';
import { callLabel } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';

interface Restore {
  readonly run: Instruction;
  readonly call: PackageInstall;
  readonly manifests: Manifests;
}

export const sourcesBeforeDependencies = defineRule({
  name: 'sources-before-dependencies',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The whole build context is copied before the dependencies of the project are installed.',
    why: 'The layer of an installation is used again as long as nothing before it changed. Behind a copy of everything, an edit of any file downloads and installs all dependencies again.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm cache clean --force\nUSER 10001\nCMD ["node", "."]\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci && npm cache clean --force\nCOPY . .\nUSER 10001\nCMD ["node", "."]\n',
    exceptions: 'Managers whose manifests lie all over a project, like those of .NET and Java, and an installation that was done once already before the copy.',
  },
  messages: { early: 'After an edit of any file, {command} in line {line} installs everything again. Copy {files} first, install, and copy the rest then.' },
  check(file, report) {
    for (const stage of file.stages) {
      const done = new Set<string>();
      let copy: { instruction: Instruction; source: Word } | undefined;
      for (const instruction of stage.instructions) {
        const source = wholeContext(instruction);
        if (source) copy = { instruction, source };
        for (const restore of restoresOf(instruction)) {
          const { name } = restore.call.manager;
          if (done.has(name)) continue;
          done.add(name);
          if (!copy) continue;
          const { call, manifests } = restore;
          report(copy.source.span, 'early', {
            data: { command: callLabel(call), line: file.source.lineAt(call.command.span.start) + 1, files: manifests.files.map((path) => path.replace(/^.*\//, '').replace(/\*$/, '')).join(' and ') },
            related: [{ span: call.command.nameWord.span, message: 'The dependencies are installed here.' }],
            fixes: reorder(file, stage, copy.instruction, restore),
          });
          copy = undefined;
        }
      }
    }
  },
});

/** The source that is all of the context. */
function wholeContext({ keyword, copy }: Instruction): Word | undefined {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || !copy || copy.from) return undefined;
  return copy.sources.find(({ resolved }) => resolved !== undefined && /^(?:\.?\/?\*?|\.\/\.)$/.test(resolved) && resolved !== '');
}

function restoresOf(run: Instruction): readonly Restore[] {
  if (run.keyword !== 'RUN') return [];
  return commandsOf(run).flatMap((command) => {
    const call = installsOf(command);
    const manifests = call && manifestsOf(call);
    return manifests ? [{ run, call: call!, manifests }] : [];
  });
}

/** Where the RUN stands right below the COPY, in the directory that is copied to, and does nothing else that could need the sources. */
function reorder(file: DockerfileModel, stage: Stage, copy: Instruction, { run, call, manifests }: Restore): RuleFix[] {
  const at = stage.instructions.indexOf(copy);
  const { sources, destination } = copy.copy!;
  if (!manifests.enough || stage.instructions[at + 1] !== run || sources.length !== 1 || copy.exec || !destination || run.leadingComments.length > 0) return [];
  const alone = commandsOf(run).every((command) => command === call.command || ['clean', 'update'].includes(installsOf(command)?.action ?? ''));
  const target = destination.resolved;
  if (!alone || target === undefined) return [];
  const here = copy.before.workdir?.path;
  const into = joinPath(here, target);
  // Absolute paths are in the directory that is copied to; others are, where that is the current one.
  const files = manifests.files.map((path) => (path.startsWith('/') && into !== undefined && path.startsWith(`${into}/`) ? path.slice(into.length + 1) : path));
  const isHere = /^\.\/?$/.test(target) || (here !== undefined && into === here);
  if (files.some((path, i) => path.includes('..') || path.startsWith('/') || /^\.?[^.]*\//.test(path) || (path === manifests.files[i] && !isHere))) return [];
  const flags = copy.flags.map((flag) => `${file.source.slice(flag.span)} `).join('');
  const { text } = destination;
  if (/["']/.test(text)) return [];
  const directory = text === '.' ? './' : text.endsWith('/') ? text : `${text}/`;
  const { eol } = file.source;
  const moved = [`COPY ${flags}${files.join(' ')} ${directory}`, file.source.slice(run.span), file.source.slice(copy.span)].join(eol);
  const last = removeInstruction(file, run);
  const edits = [{ span: { start: copy.span.start, end: copy.span.end }, newText: moved }, last];
  return [{ title: 'Install before the sources are copied', applicability: 'unsafe', edits }];
}
