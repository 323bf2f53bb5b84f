import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';
import { downloadsOf } from '../../shell/downloads';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

/** Names of architectures as they stand in addresses of downloads. Who downloads for ARM alone builds for nothing else. */
const intel = /(?<=[-_./])(?:amd64|x86_64|x86-64|x64|linux64)(?=[-_./]|$)/i;
const anyIntel = /amd64|x86[-_]64|x64|linux64/i;
const other = /(?<=[-_./])(?:arm64|aarch64|arm64v8|armv7l?|armhf)(?=[-_./]|$)/i;
/** What tells that a file is made for several platforms. */
const platforms = /^(?:TARGET(?:PLATFORM|ARCH|VARIANT)|BUILD(?:PLATFORM|ARCH))$/;
/** A script that asks for the architecture chooses by it. */
const asks = /\b(?:uname|arch|dpkg(?:-architecture)?\s+--print-architecture|apk --print-arch|TARGETARCH|TARGETPLATFORM|TARGETVARIANT|BUILDARCH|BUILDPLATFORM|rpm -E|MACHTYPE|HOSTTYPE)\b/;

export const hardCodedArchitecture = defineRule({
  name: 'hard-coded-architecture',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A file that is made for several platforms downloads a program of one architecture.',
    why: 'On every other platform the image gets a program that it cannot run. The build often succeeds all the same, and the container stops with "exec format error".',
    bad: 'FROM alpine:3.24\nARG TARGETARCH\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-linux-amd64 /usr/bin/tool\nCOPY bin/app-$TARGETARCH /usr/bin/app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nARG TARGETARCH\nCOPY bin/tool-$TARGETARCH /usr/bin/tool\nCOPY bin/app-$TARGETARCH /usr/bin/app\nUSER 10001\n',
    exceptions: 'Files without a sign of several platforms, stages for a fixed platform, and downloads that stand in a branch or beside a question for the architecture.',
  },
  messages: { fixed: 'This is the program for {architecture}, but the file is built for other platforms too. Choose it by TARGETARCH.' },
  check(file, report) {
    if (!isMultiPlatform(file)) return;
    for (const instruction of file.all('RUN', 'ADD')) {
      if (!instruction.stage || isFixed(instruction.stage)) continue;
      const found = instruction.keyword === 'RUN' ? inScript(instruction) : inSources(instruction);
      for (const { url, span } of found) {
        const match = intel.exec(url);
        if (!match) continue;
        const offset = file.source.slice(span).indexOf(match[0]);
        report(offset < 0 ? span : { start: span.start + offset, end: span.start + offset + match[0].length }, 'fixed', { data: { architecture: match[0] } });
        break;
      }
    }
  },
});

function isMultiPlatform(file: DockerfileModel): boolean {
  const names = (instruction: Instruction): string[] => [
    ...instruction.pairs.map((pair) => pair.key.value),
    ...(instruction.from?.platform?.value?.variables ?? []).map((use) => use.name),
  ];
  return file.all('ARG', 'FROM').some((instruction) => names(instruction).some((name) => platforms.test(name)));
}

/** `FROM --platform=linux/amd64`. */
function isFixed(stage: Stage): boolean {
  return stage.chain.some((part) => {
    const platform = part.instruction.from?.platform?.value;
    return platform !== undefined && platform.variables.length === 0;
  });
}

function inScript(run: Instruction): readonly { url: string; span: Span }[] {
  // Told from the text first: after an edit this is asked of every RUN.
  if (![run.text, ...run.heredocs.map((heredoc) => heredoc.content)].some((text) => anyIntel.test(text))) return [];
  if (asks.test(run.args.text) || run.heredocs.some((heredoc) => asks.test(heredoc.content))) return [];
  const downloads = commandsOf(run).filter(isUnconditional).flatMap((command) => downloadsOf(command).flatMap(({ url, word }) => (isChosen(run, word.variables) ? [] : [{ url, span: word.span }])));
  // One for each.
  return downloads.some(({ url }) => other.test(url)) ? [] : downloads;
}

/** An architecture that an ARG or ENV names can be chosen. */
function isChosen(instruction: Instruction, names: readonly string[]): boolean {
  return names.some((name) => intel.test(`-${instruction.before.scope.lookup(name)?.value ?? ''}`));
}

function isUnconditional(command: ShellCommand): boolean {
  return !command.context.some((around) => around === 'if-branch' || around === 'case' || around === 'loop' || around === 'function');
}

function inSources(add: Instruction): readonly { url: string; span: Span }[] {
  return (add.copy?.sources ?? []).flatMap((source) => (source.resolved !== undefined && /^https?:\/\//i.test(source.resolved) && !isChosen(add, source.variables.map((use) => use.name)) ? [{ url: source.resolved, span: source.span }] : []));
}
