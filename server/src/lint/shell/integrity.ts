/** Whether what a RUN downloads is verified before it is used: the flow from address to file to use. */
import type { Instruction } from '../dockerfile/model';
import { baseName, downloadsOf } from './downloads';
import type { Download } from './downloads';
import { isInterpreter } from './interpreters';
import type { ShellCommand } from './model';
import { commandsOf } from './scripts';
import { templateOf } from './words';

export interface UnverifiedUse {
  readonly download: Download;
  /** Base name of the file, or of the address where it goes through a pipe. */
  readonly file: string;
  readonly how: 'executed' | 'unpacked' | 'installed';
  /** Command that uses it. */
  readonly user: string;
}

const verifiers = /^(?:sha(?:1|224|256|384|512)sum|md5sum|b2sum|b3sum|shasum|cksum|gpg2?|gpgv|cosign|minisign|signify|apksigner|slsa-verifier|rhash|sha256|sha512)$/;
const unpackers = /^(?:tar|bsdtar|unzip|7z|7za|gunzip|gzip|zcat|bunzip2|unxz|xz|xzcat|zstd|unzstd|cpio)$/;
const installers = /^(?:dpkg|rpm|apt|apt-get|yum|dnf|microdnf|zypper|apk|pip[\d.]*|npm|gem|msiexec)$/;

/** First use of each download of a RUN that verifies nothing. A verification anywhere in the RUN counts for all of it: which file a script checks cannot be told reliably. */
export function unverifiedUses(instruction: Instruction): UnverifiedUse[] {
  const commands = commandsOf(instruction);
  if (!commands.some((command) => downloadsOf(command).length > 0) || commands.some(verifies)) return [];
  return commands.flatMap((command, index) =>
    downloadsOf(command).flatMap((download) => {
      const use = download.to.kind === 'stdout' ? pipedUse(command, download) : fileUse(download, download.to.path, commands.slice(index + 1));
      return use ? [use] : [];
    }),
  );
}

/** True for a command that compares a checksum or a signature. */
export function verifies(command: ShellCommand): boolean {
  if (verifiers.test(command.name)) return true;
  if (command.name === 'openssl') return /^(?:dgst|sha\d+|cms|smime)$/.test(command.args[0]?.value ?? '');
  // Package managers and helpers that take the checksum as an argument.
  return command.args.some((word) => /^--?(?:checksum|sha256|sha512|hash)(?:=|$)/.test(word.value ?? ''));
}

function pipedUse(command: ShellCommand, download: Download): UnverifiedUse | undefined {
  for (let at = command.pipedTo; at; at = at.pipedTo) {
    if (unpackers.test(at.name)) return { download, file: baseName(download.url), how: 'unpacked', user: at.name };
    if (installers.test(at.name)) return { download, file: baseName(download.url), how: 'installed', user: at.name };
  }
  return undefined;
}

function fileUse(download: Download, path: string, later: readonly ShellCommand[]): UnverifiedUse | undefined {
  const name = path.replace(/^.*\//, '');
  if (name === '') return undefined;
  const same = (text: string): boolean => text === path || text === `./${name}` || text.replace(/^.*\//, '') === name || text === `@${path}`;
  for (const command of later) {
    const named = command.args.some((word) => same(templateOf(word)) || templateOf(word) === `--file=${path}`);
    if (same(templateOf(command.nameWord)) && command.nameWord.span.end > command.nameWord.span.start) return { download, file: name, how: 'executed', user: 'the shell' };
    if (!named) continue;
    if (unpackers.test(command.name)) return { download, file: name, how: 'unpacked', user: command.name };
    if (installers.test(command.name)) return { download, file: name, how: 'installed', user: command.name };
    if (isInterpreter(command.name) || command.name === 'java') return { download, file: name, how: 'executed', user: command.name };
    // Made executable, or put where programs are found: it is meant to be run.
    if (command.name === 'chmod' && command.args.some((word) => /^(?:[ugoa]*\+[rwst]*x|0?[0-7]*[1357][0-7]*)/.test(word.value ?? ''))) return { download, file: name, how: 'executed', user: 'whoever uses it (chmod)' };
  }
  return undefined;
}
