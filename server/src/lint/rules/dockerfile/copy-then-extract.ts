import { isKept } from '../../dockerfile/kept-stages';
import type { Instruction } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { removeInstruction } from '../../dockerfile/edits';
import type { DockerfileModel } from '../../dockerfile/model';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { tarExtraction } from '../../shell/tar';

const tarArchive = /\.(?:tar|tar\.(?:gz|bz2|xz|zst)|tgz|tbz2?|txz)$/i;

export const copyThenExtract = defineRule({
  name: 'copy-then-extract',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3010'], droast: ['DF067'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY brings a tar archive in, and a later RUN unpacks it.',
    why: 'The archive stays in the layer of the COPY for ever, even if it is deleted afterwards. ADD unpacks it and keeps nothing else.',
    bad: 'FROM alpine:3.24\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\nUSER 10001\nCMD ["/opt/app"]\n',
    good: 'FROM alpine:3.24\nADD app.tar.gz /opt\nUSER 10001\nCMD ["/opt/app"]\n',
    exceptions: 'Archives of another stage, which ADD cannot take; zip files and single compressed files, which ADD does not unpack. Stages that end up in no image leave nothing behind.',
  },
  messages: { archive: '{archive} stays in the image beside what is unpacked from it. ADD unpacks a tar archive and keeps nothing else: use ADD.', part: '{archive} stays in the image beside what is unpacked from it. Mount it into the RUN that unpacks it: --mount=type=bind.' },
  check(file, report) {
    for (const instructions of [file.preamble, ...file.stages.map((stage) => stage.instructions)]) {
      const copied: { instruction: Instruction; name: string }[] = [];
      for (const instruction of instructions) {
        if (instruction.keyword === 'COPY' && instruction.copy && !instruction.copy.from && isKept(file, instruction)) copied.push(...archivesOf(instruction));
        if (instruction.keyword !== 'RUN' || copied.length === 0) continue;
        for (const command of commandsOf(instruction)) {
          const path = tarExtraction(command)?.archive;
          const found = path === undefined ? undefined : copied.find(({ name }) => name === baseName(path));
          if (!found) continue;
          copied.splice(copied.indexOf(found), 1);
          const archives = found.instruction.copy!.sources.filter((word) => tarArchive.test(word.resolved ?? ''));
          const source = archives.find((word) => baseName(word.resolved!) === found.name) ?? archives[0]!;
          const again = commandsOf(instruction).some((other) => other !== command && tarExtraction(other)?.archive === path);
          report(source.span, tarExtraction(command)!.selective || again ? 'part' : 'archive', {
            data: { archive: found.name },
            fixes: toAdd(file, found.instruction, instruction, command),
            related: [{ span: command.span, message: 'It is unpacked here.' }],
          });
        }
      }
    }
  },
});

/** Names under which the archives of a COPY stand in the image. */
function archivesOf(instruction: Instruction): { instruction: Instruction; name: string }[] {
  const { sources, destination } = instruction.copy!;
  const target = destination?.resolved ?? '';
  return sources.flatMap((source) => {
    if (source.resolved === undefined || !tarArchive.test(source.resolved)) return [];
    const renamed = sources.length === 1 && tarArchive.test(target);
    return [{ instruction, name: baseName(renamed ? target : source.resolved) }];
  });
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Where the RUN does nothing else than unpack (and delete) the only file that the COPY brings. */
function toAdd(file: DockerfileModel, copy: Instruction, run: Instruction, command: ShellCommand): RuleFix[] {
  const extraction = tarExtraction(command)!;
  const others = commandsOf(run).filter((other) => other !== command && !(other.name === 'rm' && other.args.some((word) => word.value === extraction.archive)));
  const directory = extraction.directory === undefined ? run.before.workdir?.path : joinPath(run.before.workdir?.path, extraction.directory);
  const destination = copy.copy?.destination;
  if (others.length > 0 || extraction.selective || copy.copy!.sources.length !== 1 || copy.exec || !destination || directory === undefined || run.flags.length > 0) return [];
  const edits = [{ span: copy.keywordSpan, newText: 'ADD' }, { span: destination.span, newText: directory }, removeInstruction(file, run)];
  return [{ title: `Use ADD and unpack into ${directory}`, applicability: 'unsafe', edits }];
}
