import type { Instruction, Stage } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { libcOf } from '../../facts/libc';
import type { Libc } from '../../facts/libc';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { flag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import { baseName } from '../../text/go-path';

/** Directories of packages, many of which hold compiled parts. */
const packages = /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.?venv|virtualenv|vendor\/bundle|usr\/local\/bundle)\/?$/;

export const libcMismatch = defineRule({
  name: 'libc-mismatch',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'What was built or installed with one C library is copied into an image with another one, or with none.',
    why: 'Debian and most others have glibc, Alpine has musl, scratch has nothing. A program that is linked against the one does not start with the other: "no such file or directory", although it is there. Compiled parts of packages fail when they are loaded.',
    bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'Images whose C library is not known, and programs that are linked statically by an option that can be seen. A Go program that uses neither net nor os/user nor cgo is static anyway; packages without compiled parts run everywhere.',
  },
  messages: {
    go: 'Built in {from} without CGO_ENABLED=0, a program that uses the network is linked against glibc, which {to} has not. Set CGO_ENABLED=0.',
    cargo: 'cargo links against the glibc of {from}, which {to} has not, so the program does not start. Build for a musl target, or on the image it runs on.',
    packages: 'Packages that were installed in {from} ({fromLibc}) may have compiled parts, which do not load in {to} ({toLibc}). Install them on the same base.',
  },
  check(file, report) {
    for (const copy of file.all('COPY')) {
      const from = copy.copy?.from;
      if (from?.kind !== 'stage' || !copy.stage || copy.onbuild) continue;
      const source = rootOf(from.stage);
      const target = rootOf(copy.stage);
      if (!source || !target || source.libc === 'none' || source.libc === target.libc) continue;
      const data = { from: source.name, to: target.name, fromLibc: source.libc, toLibc: target.libc };
      const programs = source.libc === 'glibc' ? linkedIn(from.stage) : [];
      for (const word of copy.copy!.sources) {
        const path = word.resolved;
        if (path === undefined) continue;
        const program = programs.find(({ makes }) => makes(path));
        if (program) report(word.span, program.tool, { data, related: [{ span: program.command.nameWord.span, message: 'It is built here.' }] });
        else if (target.libc !== 'none' && packages.test(path)) report(word.span, 'packages', { data });
      }
    }
  },
});

interface Root {
  readonly libc: Libc;
  /** As it is written: `alpine:3.24`. */
  readonly name: string;
}

function rootOf(stage: Stage): Root | undefined {
  const base = rootBase(stage);
  if (base.kind === 'scratch') return { libc: 'none', name: 'scratch' };
  const libc = base.kind === 'image' ? libcOf(base.image) : undefined;
  return base.kind === 'image' && libc ? { libc, name: base.image.text } : undefined;
}

interface Program {
  readonly tool: 'go' | 'cargo';
  readonly command: ShellCommand;
  makes(path: string): boolean;
}

/** Programs that are built in a stage and need a C library. */
function linkedIn(stage: Stage): Program[] {
  return stage.chain.flatMap((part) => part.instructions.filter(({ keyword }) => keyword === 'RUN').flatMap((run) => commandsOf(run).flatMap((command) => linkedBy(command, run) ?? [])));
}

function linkedBy(command: ShellCommand, run: Instruction): Program | undefined {
  const [subcommand] = positionals(command);
  if (subcommand?.value !== 'build') return undefined;
  const words = command.words.map(templateOf);
  if (command.name === 'go') {
    if (variable(command, run, 'CGO_ENABLED') !== '1' || words.some((word) => /-static\b|netgo/.test(word))) return undefined;
    const output = flag(command, '-o')?.value;
    return output === undefined || output.endsWith('/') ? undefined : { tool: 'go', command, makes: (path) => baseName(path) === baseName(output) };
  }
  if (command.name !== 'cargo' || words.some((word) => word.startsWith('--target')) || variable(command, run, 'CARGO_BUILD_TARGET', '') !== '' || /crt-static/.test(variable(command, run, 'RUSTFLAGS', '') ?? 'crt-static')) return undefined;
  return { tool: 'cargo', command, makes: (path) => /(?:^|\/)target\/(?:release|debug)\/[\w-]+$/.test(path) };
}

/** The variable's value for a command: in front of it, exported earlier in the script, or of the image. Undefined where it is set to something unknown. */
function variable(command: ShellCommand, run: Instruction, name: string, otherwise = '1'): string | undefined {
  const before = command.script.commands.filter(({ index, name: other }) => index < command.index && (other === 'export' || other === ''));
  const exported = before.flatMap(({ args, assignments }) => [...args.map(templateOf), ...assignments.map((assignment) => `${assignment.name}=${assignment.value ? templateOf(assignment.value) : ''}`)]);
  const set = [...exported, ...command.assignments.map((assignment) => `${assignment.name}=${assignment.value ? templateOf(assignment.value) : ''}`)].reverse().find((text) => text.startsWith(`${name}=`));
  if (set !== undefined) return set.slice(name.length + 1);
  const definition = run.before.scope.lookup(name);
  return definition ? definition.value : otherwise;
}
