import { copiedTo } from '../../dockerfile/copied-files';
import type { Instruction, Stage } from '../../dockerfile/model';
import { isInFinalImage } from '../../dockerfile/stages';
import { flagOf } from '../../dockerfile/syntax';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { hasFlag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { baseName } from '../../text/go-path';

/** The flag of COPY that does the same. */
const flags: Readonly<Record<string, 'chown' | 'chmod'>> = { chown: 'chown', chgrp: 'chown', chmod: 'chmod' };

export const recursiveChown = defineRule({
  name: 'recursive-chown',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A RUN changes owner or mode of a whole tree that was copied into the image by another instruction.',
    why: 'A layer cannot hold a changed owner alone: every file is stored a second time, and the copied tree takes twice its size.',
    bad: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nCOPY app/ /app/\nRUN chown -R app:app /app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nCOPY --chown=app:app app/ /app/\nRUN chown app:app /app\nUSER 10001\n',
    exceptions: 'Stages that do not end up in the image, and trees that no COPY or ADD of the file is known to have filled.',
  },
  messages: {
    twice: '{command} stores what line {line} copied to {path} a second time, in this layer. Use COPY --{flag} there.',
    account: '{command} stores what line {line} copied to {path} a second time, in this layer. Make the account above the copy, and use --{flag} there.',
    root: '{command} stores what line {line} copied to {path} a second time, in this layer. COPY gives it to root anyway: change the owner only of what is not root\'s.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      if (!isInFinalImage(file, stage)) continue;
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN') continue;
        for (const command of commandsOf(run)) {
          const flag = Object.hasOwn(flags, command.name) ? flags[command.name] : undefined;
          if (!flag || !hasFlag(command, '-R', '--recursive')) continue;
          const found = firstCopied(command, run, stage, flag);
          if (!found) continue;
          const toRoot = flag === 'chown' && (command.name === 'chgrp' ? /^(?:root|0)$/ : /^(?:root|0)?(?::(?:root|0)?)?$/).test(operandsOf(command).value?.literal ?? 'unknown');
          report(command.nameWord.span, toRoot ? 'root' : flag === 'chown' && makesAccounts(stage, found.copy, run) ? 'account' : 'twice', {
            data: { command: `${command.name} -R`, line: file.source.lineAt(found.copy.span.start) + 1, path: found.path, flag },
            related: [{ span: found.copy.keywordSpan, message: 'It is copied here.' }],
            fixes: command.name === 'chown' && !toRoot ? toCopy(stage, run, command, found.path) : [],
          });
          break;
        }
      }
    }
  },
});

/** Whether accounts are made after the copy, which then could not name their owner. */
function makesAccounts(stage: Stage, copy: Instruction, run: Instruction): boolean {
  return stage.chain.some(({ instructions }) => instructions.some((one) => one.keyword === 'RUN' && one.index > copy.index && one.index <= run.index && commandsOf(one).some(({ name }) => /^(?:user|group)(?:add|mod)$|^add(?:user|group)$/.test(name))));
}

/** Owner or mode, and what it is given to. */
function operandsOf(command: ShellCommand): { value: ShellWord | undefined; paths: readonly ShellWord[] } {
  const operands = positionals(command);
  return hasFlag(command, '--reference') ? { value: undefined, paths: operands } : { value: operands[0], paths: operands.slice(1) };
}

function firstCopied(command: ShellCommand, run: Instruction, stage: Stage, flag: string): { copy: Instruction; path: string } | undefined {
  // `cd` may have led elsewhere.
  const moved = command.script.commands.some((other) => other.name === 'cd' || other.name === 'pushd');
  for (const word of operandsOf(command).paths) {
    if (word.value === undefined || word.value.startsWith('~') || (moved && !word.value.startsWith('/'))) continue;
    const path = joinPath(run.before.workdir?.path, word.value.replace(/\/\*$/, ''));
    if (path === undefined || path === '/' || /[*?[]/.test(path)) continue;
    const copy = copiesOf(stage, run).find((one) => !flagOf(one, flag) && targetsOf(one).some((target) => target === path || target.startsWith(`${path}/`)));
    if (copy) return { copy, path };
  }
  return undefined;
}

function copiesOf(stage: Stage, before: Instruction): readonly Instruction[] {
  return stage.chain.flatMap((part) => part.instructions.filter((one) => (one.keyword === 'COPY' || one.keyword === 'ADD') && (part !== stage || one.index < before.index)));
}

/** Paths that a COPY fills; single files are not worth a word. */
function targetsOf(copy: Instruction): readonly string[] {
  const destination = copy.copy?.destination?.resolved;
  if (destination === undefined) return [];
  return copy.copy!.sources.flatMap((source) => {
    const from = source.resolved;
    if (from === undefined) return [];
    const name = baseName(from);
    if (/[^.]\.\w{1,5}$/.test(name) && !/[*?]/.test(name)) return [];
    return copiedTo(copy, source) ?? joinPath(copy.before.workdir?.path, destination) ?? [];
  });
}

/**
 * The owner goes to every COPY that fills the tree; what is left of the RUN is the directory itself. Only where nothing else can have put files there: no other RUN before it names the tree, and the
 * account exists before the first copy.
 */
function toCopy(stage: Stage, run: Instruction, command: ShellCommand, path: string): RuleFix[] {
  const { value: owner, paths } = operandsOf(command);
  const recursive = command.args.find((word) => word.text === '-R' || word.text === '--recursive');
  if (commandsOf(run).length !== 1 || run.exec || !recursive || owner?.literal === undefined || paths.length !== 1 || command.args.length !== 3 || paths[0]!.value !== path) return [];
  const before = stage.instructions.filter((one) => one.index < run.index);
  const copies = before.filter((one) => (one.keyword === 'COPY' || one.keyword === 'ADD') && isBelow(one, path));
  const [first] = copies;
  if (!first || before.some((one) => one.keyword === 'RUN' && (one.index > first.index || one.args.text.includes(path) || one.before.workdir?.path?.startsWith(path)))) return [];
  if (copies.some((one) => flagOf(one, 'chown')) || stage.parent) return [];
  // `app:` is the group that the account logs in to, which COPY does not know.
  const given = owner.literal.replace(/^([^:]+):$/, '$1:$1');
  const edits = copies.map((one) => ({ span: { start: one.keywordSpan.end, end: one.keywordSpan.end }, newText: ` --chown=${given}` }));
  const end = (command.args[command.args.indexOf(recursive) + 1] ?? recursive).span.start;
  return [{ title: `Use COPY --chown=${given}`, applicability: 'unsafe', edits: [...edits, { span: { start: recursive.span.start, end }, newText: '' }] }];
}

function isBelow(copy: Instruction, path: string): boolean {
  const destination = joinPath(copy.before.workdir?.path, copy.copy?.destination?.resolved);
  return destination !== undefined && (destination === path || destination.startsWith(`${path}/`));
}
