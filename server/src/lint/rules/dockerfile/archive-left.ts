import { isInFinalImage } from '../../dockerfile/stages';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { downloadsOf } from '../../shell/downloads';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { tarExtraction } from '../../shell/tar';
import { baseName } from '../../text/go-path';

export const archiveLeft = defineRule({
  name: 'archive-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A RUN downloads an archive or a package, unpacks or installs it, and leaves the file.',
    why: 'The file stays in the layer, often as large as what came out of it. A later RUN can delete it, but not make the image smaller.',
    bad: 'FROM debian:13-slim\nRUN wget -qO /tmp/app.tar.gz https://example.com/app-1.0.tar.gz && echo "5f2c /tmp/app.tar.gz" | sha256sum -c - && tar -xzf /tmp/app.tar.gz -C /opt\nUSER 10001\nCMD ["/opt/app"]\n',
    good: 'FROM debian:13-slim\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --unpack=true https://example.com/app-1.0.tar.gz /opt/\nUSER 10001\nCMD ["/opt/app"]\n',
    exceptions: 'Stages that do not end up in the image; files below a cache or tmpfs mount; downloads that are piped.',
  },
  messages: { left: '{name} stays in the image after it is {used}. Delete it in the same RUN.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.onbuild || !isInFinalImage(file, instruction.stage)) continue;
      const commands = commandsOf(instruction);
      for (const command of commands) {
        for (const download of downloadsOf(command)) {
          if (download.to.kind !== 'file' || download.to.path.includes('\ufffc')) continue;
          const { path } = download.to;
          const use = commands.find((other) => other.index > command.index && other.script === command.script && consumes(other, path));
          if (!use || isRemoved(commands, path) || isMounted(instruction, path)) continue;
          report(download.word.span, 'left', { data: { name: baseName(path), used: use.name === 'dpkg' || use.name === 'rpm' ? 'installed' : 'unpacked' }, fixes: remove(instruction, use, commands, path) });
        }
      }
    }
  },
});

/** The command reads the file and needs it no more. */
function consumes(command: ShellCommand, path: string): boolean {
  const reads = (text: string | undefined): boolean => text !== undefined && (text === path || baseName(text) === baseName(path));
  const extraction = tarExtraction(command);
  if (extraction) return reads(extraction.archive);
  if (['unzip', '7z', '7za'].includes(command.name)) return command.args.some((word) => reads(word.value)) && !command.args.some((word) => /^-\w*[tlZ]|^[tl]$/.test(word.text));
  return (command.name === 'dpkg' || command.name === 'rpm') && command.args.some((word) => /^-(?:i|U|-install)/.test(word.text)) && command.args.some((word) => reads(word.value));
}

/** `rm` of the file, of a pattern that may match it, or of its directory; unknown words may be anything. */
function isRemoved(commands: readonly ShellCommand[], path: string): boolean {
  const name = baseName(path);
  return commands.some((command) => {
    if (command.name === 'mv' && command.args.some((word) => word.value !== undefined && baseName(word.value) === name)) return true;
    if (command.name === 'find' && command.args.some((word) => word.text === '-delete')) return true;
    if (command.name !== 'rm' && command.name !== 'unlink') return false;
    return command.args.some(({ value, text }) => {
      if (value === undefined) return true;
      if (text.startsWith('-')) return false;
      const pattern = value.replace(/\/+$/, '');
      if (/[*?[]/.test(pattern)) return true;
      return baseName(pattern) === name || path.startsWith(`${pattern}/`) || pattern === '.' || (!pattern.startsWith('/') && path.includes(`${pattern}/`)) || !path.startsWith('/');
    });
  });
}

function isMounted(instruction: Instruction, path: string): boolean {
  return instruction.mounts.some((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value;
    return (mount.type === 'cache' || mount.type === 'tmpfs') && (target === undefined || path.startsWith(`${target.replace(/\/$/, '')}/`) || !path.startsWith('/'));
  });
}

/** Behind the last command, where all are joined by && and the file is still where it was. */
function remove(instruction: Instruction, use: ShellCommand, commands: readonly ShellCommand[], path: string): RuleFix[] {
  const plain = commands.every((command) => command.script === use.script && command.context.length === 0 && (command.join === '&&' || command.join === '|' || command.join === 'first'));
  const last = commands[commands.length - 1]!;
  const moved = !path.startsWith('/') && commands.some((command) => command.index > use.index && (command.name === 'cd' || command.name === 'pushd'));
  if (!plain || moved || instruction.heredocs.length > 0 || instruction.exec || /\s/.test(path)) return [];
  return [{ title: `Delete ${path} in the same RUN`, applicability: 'unsafe', edits: [{ span: { start: last.span.end, end: last.span.end }, newText: ` && rm ${path}` }] }];
}
