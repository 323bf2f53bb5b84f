import { archiveName, gitSource } from '../../dockerfile/add-sources';
import { removeInstruction } from '../../dockerfile/edits';
import { flagOf } from '../../dockerfile/syntax';
import { joinPath } from '../../dockerfile/workdir';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import { baseName } from '../../text/go-path';

export const copyThenChmod = defineRule({
  name: 'copy-then-chmod',
  target: 'dockerfile',
  severity: 'info',
  category: 'performance',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['prefer-copy-chmod'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN does nothing but chmod the file that the COPY or ADD above it brought in.',
    why: 'The file is stored a second time, in the layer of the RUN, because its mode changed. COPY --chmod sets the mode at once.',
    bad: 'FROM alpine:3.24\nCOPY run.sh /run.sh\nRUN chmod 755 /run.sh\nUSER 10001\nCMD ["/run.sh"]\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 run.sh /run.sh\nUSER 10001\nCMD ["/run.sh"]\n',
    exceptions: 'Recursive changes and patterns.',
  },
  messages: { later: 'This stores {path} a second time. Use {keyword} --chmod={mode} above.' },
  check(file, report) {
    for (const stage of file.stages) {
      stage.instructions.forEach((run, i) => {
        const copy = stage.instructions[i - 1];
        if (run.keyword !== 'RUN' || (copy?.keyword !== 'COPY' && copy?.keyword !== 'ADD') || run.flags.length > 0) return;
        const [command, ...others] = commandsOf(run);
        if (!command || others.length > 0 || command.name !== 'chmod' || command.args.length !== 2 || command.redirections.length > 0) return;
        const [mode, target] = command.args.map((word) => word.value);
        if (mode === undefined || target === undefined || !target.startsWith('/') || !/^(?:[0-7]{3,4}|[ugoa]*[-+=][rwxXst]+)$/.test(mode) || copiedFile(copy) !== target) return;
        report(command.nameWord.span, 'later', { data: { path: target, mode, keyword: copy.keyword }, fixes: merge(file, copy, run, mode) });
      });
    }
  },
});

/** The absolute path of the only file that a COPY or ADD brings; what ADD unpacks is not one file. */
function copiedFile({ copy, before, heredocs, keyword }: Instruction): string | undefined {
  const destination = copy?.destination?.resolved;
  if (!copy || destination === undefined || copy.sources.length + heredocs.length !== 1) return undefined;
  const source = heredocs.length > 0 ? heredocs[0]!.name : copy.sources[0]!.resolved;
  if (source === undefined || /[*?[]|\/$|^\.?$/.test(source) || (keyword === 'ADD' && (archiveName.test(source) || gitSource.test(source)))) return undefined;
  const name = baseName(source);
  return joinPath(before.workdir?.path, destination.endsWith('/') || destination === '.' ? `${destination}/${name}` : destination);
}

/** A symbolic mode on top of an octal one is put together; on its own it is left for the builder. */
function merge(file: DockerfileModel, copy: Instruction, run: Instruction, mode: string): RuleFix[] {
  const flag = flagOf(copy, 'chmod');
  const old = flag?.value?.resolved;
  const combined = flag && !/^[0-7]/.test(mode) ? (old === undefined ? undefined : applySymbolic(old, mode)) : mode;
  if (combined === undefined || run.leadingComments.length > 0) return [];
  const at = copy.keywordSpan.end;
  const edit: SpanEdit = flag?.value ? { span: flag.value.span, newText: combined } : { span: { start: at, end: at }, newText: ` --chmod=${combined}` };
  return [{ title: `Use ${copy.keyword} --chmod=${combined}`, applicability: 'unsafe', edits: [edit, removeInstruction(file, run)] }];
}

function applySymbolic(octal: string, symbolic: string): string | undefined {
  const match = /^([ugoa]*)([-+])([rwx]+)$/.exec(symbolic);
  if (!match || !/^0?[0-7]{3}$/.test(octal)) return undefined;
  const [, who, operator, permissions] = match as unknown as [string, string, string, string];
  const bits = [...permissions].reduce((sum, letter) => sum | { r: 4, w: 2, x: 1 }[letter as 'r' | 'w' | 'x'], 0);
  const shifts = [...(who === '' || who.includes('a') ? 'ugo' : who)].map((letter) => ({ u: 6, g: 3, o: 0 })[letter as 'u' | 'g' | 'o']);
  const mask = shifts.reduce((sum, shift) => sum | (bits << shift), 0);
  const value = Number.parseInt(octal, 8);
  return (operator === '+' ? value | mask : value & ~mask).toString(8).padStart(3, '0');
}
