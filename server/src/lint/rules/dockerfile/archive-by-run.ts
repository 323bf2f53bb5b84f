import type { Instruction } from '../../dockerfile/model';
import { baseName, downloadsOf } from '../../shell/downloads';
import type { Download } from '../../shell/downloads';
import { unknown } from '../../shell/expansion';
import type { ShellCommand } from '../../shell/model';
import { flagValue, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { parameter, windowsCommandsOf } from '../../shell/windows';
import type { WindowsCommand } from '../../shell/windows';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const archiveByRun = defineRule({
  name: 'archive-by-run',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-add-unpack'] },
  docs: {
    what: 'A RUN downloads a tar archive and unpacks it, which ADD does in one step.',
    why: 'ADD needs neither curl nor tar in the image, can check the checksum, and is cached by the content of the archive.',
    bad: 'FROM alpine:3.24\nRUN wget -nv -O- https://example.com/app.tar.gz | tar -xz -C /opt\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --unpack=true https://example.com/app.tar.gz /opt/\nUSER 10001\n',
    exceptions: '--unpack needs a Dockerfile frontend of 1.17 or newer. ADD has no --strip-components and unpacks no zip files; there is no fix where the first is used.',
  },
  messages: {
    add: '{tool} and tar do here what ADD --unpack does in one cached step. Use ADD, with --checksum.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const commands = commandsOf(instruction);
      for (const [index, command] of commands.entries()) {
        for (const download of downloadsOf(command)) {
          const named = archive.test(baseName(download.url)) || (download.to.kind === 'file' && archive.test(download.to.path));
          if (!named) continue;
          const tar = download.to.kind === 'stdout' ? tarBehind(command) : commands.slice(index + 1).find((other) => unpacks(other, (download.to as { path: string }).path));
          if (!tar) continue;
          report(command.nameWord.span, 'add', { data: { tool: command.name }, fixes: replaceByAdd(instruction, download, tar) });
        }
      }
      const windows = windowsCommandsOf(instruction);
      for (const [index, command] of windows.entries()) {
        const name = windowsTarget(command);
        if (name !== undefined && windows.slice(index + 1).some((other) => unpacksOnWindows(other, name))) report(command.nameWord.span, 'add', { data: { tool: command.nameWord.text } });
      }
    }
  },
});

const archive = /\.(?:tar(?:\.(?:gz|bz2|xz|zst|lz4|lzma|Z))?|t[gbx]z2?|tzst)$/i;

function tarBehind(command: ShellCommand): ShellCommand | undefined {
  for (let at = command.pipedTo; at; at = at.pipedTo) if (isExtraction(at)) return at;
  return undefined;
}

function isExtraction(command: ShellCommand): boolean {
  return (command.name === 'tar' || command.name === 'bsdtar') && command.args.some((word, index) => /^--(?:extract|get)$|^-[a-zA-Z]*x/.test(word.value ?? '') || (index === 0 && /^[a-zA-Z]*x[a-zA-Z]*$/.test(word.value ?? '')));
}

function unpacks(command: ShellCommand, path: string): boolean {
  const name = path.replace(/^.*\//, '');
  return isExtraction(command) && command.args.some((word) => templateOf(word).replace(/^(?:--file=|-[a-zA-Z]*f)/, '').replace(/^.*\//, '') === name);
}

/** Name of the archive that a command of cmd or PowerShell downloads. */
function windowsTarget(command: WindowsCommand): string | undefined {
  const { name, args } = command;
  const output = /^(?:invoke-webrequest|iwr|start-bitstransfer)$/.test(name)
    ? (parameter(command, 'OutFile') ?? parameter(command, 'Destination'))
    : name === 'curl' || name === 'wget'
      ? args[args.findIndex((word) => /^(?:-\w*o|-O|--output|--output-document)$/.test(word.text)) + 1]
      : undefined;
  const file = output?.text.replace(/^.*[\\/]/, '');
  return file !== undefined && archive.test(file) && args.some((word) => /^[a-z]+:\/\//i.test(word.text)) ? file : undefined;
}

function unpacksOnWindows({ name, args }: WindowsCommand, file: string): boolean {
  return name === 'tar' && /^-?[a-zA-Z]*x/.test(args[0]?.text ?? '') && args.some((word) => word.text.replace(/^.*[\\/]/, '') === file);
}

/** Where the two commands are all of the RUN, a removal of the file aside, and tar does nothing that ADD cannot. */
function replaceByAdd(instruction: Instruction, { command, url, to }: Download, tar: ShellCommand): RuleFix[] {
  const others = commandsOf(instruction).filter((other) => other !== command && other !== tar && !(other.name === 'rm' && to.kind === 'file'));
  if (others.length > 0 || instruction.flags.length > 0 || instruction.onbuild || url.includes(unknown) || instruction.heredocs.length > 0 || instruction.exec) return [];
  if (tar.args.some((word) => /^--(?:strip|transform|exclude|wildcards|one-top|skip|overwrite|same|no-same)/.test(word.value ?? ''))) return [];
  const files = positionals(tar).filter((word) => word !== tar.args[0] && !/^[a-zA-Z]+$/.test(word.value ?? '') && !archive.test(word.value ?? ''));
  if (files.length > 0) return [];
  const directory = flagValue(tar, '-C', '--directory') ?? instruction.before.workdir?.path ?? '/';
  if (!directory.startsWith('/') || /\s/.test(directory + url)) return [];
  return [{ title: 'Use ADD --unpack', applicability: 'unsafe', edits: [{ span: instruction.span, newText: `ADD --unpack=true ${url} ${directory.replace(/\/*$/, '/')}` }] }];
}
