import { copiedTo } from '../../dockerfile/copied-files';
import type { Instruction, Stage } from '../../dockerfile/model';
import { isInFinalImage } from '../../dockerfile/stages';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { secretFileKind } from '../../secrets/files';
import { downloadsOf } from '../../shell/downloads';
import { installsOf } from '../../shell/managers';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

/** Something that an instruction put into the image. */
interface Brought {
  readonly kind: 'copied' | 'downloaded' | 'installed';
  /** Path or name of a package. */
  readonly name: string;
  readonly instruction: Instruction;
}

/** Scripts and the like: who deletes them does not do so for the size. */
const smallFile = /\.(?:sh|bash|py|pl|rb|js|c|txt|md|json|ya?ml|toml|xml|lock|conf|cfg|cnf|ini|env|patch|diff|service|list|repo|asc|key|gpg|sig|sha256|sql)$|(?:^|\/)(?:\.\w+rc|[A-Z]\w*file)$|^\/etc\//;

export const lateRemoval = defineRule({
  name: 'late-removal',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A RUN deletes a file, or removes a package, that an earlier instruction put into the image.',
    why: 'Each instruction is a layer on top of those before it. A later one can hide a file, but the image holds it all the same: it is as large as before, and whoever unpacks it finds the file.',
    bad: 'FROM alpine:3.24\nCOPY app.apk /tmp/app.apk\nRUN apk add --no-cache --no-network /tmp/app.apk && rm /tmp/app.apk\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=bind,source=app.apk,target=/tmp/app.apk apk add --no-cache --no-network /tmp/app.apk\nUSER 10001\n',
    exceptions: 'Stages that do not end up in the image. Scripts, settings and other small files. A sweep of a directory (rm -rf /tmp/*) in a RUN that itself put files there. Files of credentials, which secret-file-copied reports. Switch it off for builds that squash all layers into one.',
  },
  messages: {
    copied: '{name} stays in the layer of line {line}, so this makes the image no smaller. Mount what only the build needs: RUN --mount=type=bind.',
    downloaded: '{name} stays in the layer of line {line}, so this makes the image no smaller. Delete it in the RUN that downloads it.',
    installed: '{name} stays in the layer of line {line}, so this makes the image no smaller. Remove it in the RUN that installs it.',
  },
  check(file, report) {
    for (const stage of [...(file.finalStage?.chain ?? [])].reverse()) {
      if (!isInFinalImage(file, stage)) continue;
      const broughtBefore = listerOf(stage);
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN' || run.mounts.length > 0) continue;
        const found = firstRemoval(run, broughtBefore);
        if (found) report(found.word.span, found.what.kind, { data: { name: found.what.name, line: file.source.lineAt(found.what.instruction.span.start) + 1 }, related: [{ span: found.what.instruction.keywordSpan, message: 'It comes from here.' }] });
      }
    }
  },
});

/** One a RUN: what is wrong is that the cleaning up stands there. */
function firstRemoval(run: Instruction, broughtBefore: (run: Instruction) => readonly Brought[]): { word: ShellWord; what: Brought } | undefined {
  const commands = commandsOf(run);
  const removing = commands.filter((command) => command.name === 'rm' || installsOf(command)?.action === 'remove');
  if (removing.length === 0) return undefined;
  const earlier = broughtBefore(run);
  const own = new Set(commands.flatMap((command) => broughtBy(command, run).map(({ name }) => name)));
  for (const command of removing) {
    for (const { word, name } of removedBy(command, run)) {
      const what = earlier.find((one) => (command.name === 'rm') === (one.kind !== 'installed') && (one.name === name || one.name.startsWith(`${name}/`)) && !own.has(one.name) && !(one.name !== name && usesBelow(name, command, commands, run, earlier)));
      if (what) return { word, what };
    }
  }
  return undefined;
}

/** Whether the RUN itself puts or takes something else below a directory that it sweeps: `tar -C /tmp/x … && rm -rf /tmp/*` makes the layer smaller, whatever else it meets. */
function usesBelow(directory: string, removal: ShellCommand, commands: readonly ShellCommand[], run: Instruction, earlier: readonly Brought[]): boolean {
  const below = (text: string): boolean => {
    const path = joinPath(run.before.workdir?.path, text.replace(/^-{1,2}[\w-]+=/, ''));
    return path !== undefined && path.startsWith(`${directory}/`) && !earlier.some(({ name }) => name === path || name.startsWith(`${path}/`));
  };
  return commands.some(
    (command) => command.span.start < removal.span.start && [...command.args, ...command.redirections.flatMap(({ target }) => target ?? [])].some((word) => word.value?.includes('/') === true && !word.value.includes('://') && below(word.value)),
  );
}

function removedBy(command: ShellCommand, run: Instruction): readonly { word: ShellWord; name: string }[] {
  const call = installsOf(command);
  if (call) return call.packages.flatMap((item) => (item.name !== undefined && item.kind === 'package' ? [{ word: item.word, name: item.name }] : []));
  return positionals(command).flatMap((word) => {
    // `cd` may have led elsewhere.
    const relative = word.value !== undefined && !word.value.startsWith('/');
    if (word.value === undefined || /^~/.test(word.value) || (relative && command.script.commands.some((other) => other.name === 'cd' || other.name === 'pushd'))) return [];
    const path = joinPath(run.before.workdir?.path, word.value.replace(/\/\*$/, ''));
    return path === undefined || path === '/' || /[*?[]/.test(path) ? [] : [{ word, name: path }];
  });
}

/** Tells what is there before a RUN of the stage; the runs are asked about in order. */
function listerOf(stage: Stage): (run: Instruction) => readonly Brought[] {
  const instructions = [...stage.chain].reverse().flatMap((part) => part.instructions);
  const brought: Brought[] = [];
  let next = 0;
  return (run) => {
    for (; instructions[next] && instructions[next]!.index < run.index; next++) brought.push(...broughtIn(instructions[next]!));
    return brought;
  };
}

function broughtIn(instruction: Instruction): readonly Brought[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return copies(instruction);
  return instruction.keyword === 'RUN' ? leftBy(instruction) : [];
}

/** What a RUN brings, and neither deletes nor moves away itself. */
function leftBy(run: Instruction): readonly Brought[] {
  if (run.mounts.some((mount) => mount.type === 'tmpfs' || mount.type === 'cache')) return [];
  const commands = commandsOf(run);
  const brought = commands.flatMap((command) => broughtBy(command, run));
  if (brought.length === 0) return brought;
  const gone = commands.filter((command) => command.name === 'rm' || command.name === 'mv' || installsOf(command)?.action === 'remove').flatMap((command) => removedBy(command, run));
  return brought.filter((one) => !gone.some(({ name }) => one.name === name || one.name.startsWith(`${name}/`)));
}

function copies(instruction: Instruction): Brought[] {
  const sources = instruction.copy?.sources ?? [];
  return sources.flatMap((source) => {
    const name = copiedTo(instruction, source);
    return name === undefined || name === '/' || smallFile.test(name) || smallFile.test(source.resolved ?? '') || secretFileKind(name) ? [] : [{ kind: 'copied' as const, name, instruction }];
  });
}

function broughtBy(command: ShellCommand, instruction: Instruction): Brought[] {
  const call = installsOf(command);
  if (call) return call.action !== 'install' ? [] : call.packages.flatMap((item) => (item.name !== undefined && item.kind === 'package' ? [{ kind: 'installed' as const, name: item.name, instruction }] : []));
  return downloadsOf(command).flatMap(({ to }) => {
    if (to.kind !== 'file' || to.path.includes('\ufffc') || (!to.path.startsWith('/') && command.script.commands.some((other) => other.name === 'cd' || other.name === 'pushd'))) return [];
    const name = joinPath(instruction.before.workdir?.path, to.path);
    return name === undefined || name === '/dev/null' ? [] : [{ kind: 'downloaded' as const, name, instruction }];
  });
}
