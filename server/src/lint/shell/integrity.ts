/** Whether what a RUN downloads is verified before it is used: the flow from address to file to use. */
import type { Instruction } from '../dockerfile/model';
import { baseName, downloadsOf } from './downloads';
import { unknown } from './expansion';
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
  /** Where it stands in the document. */
  readonly at: number;
}

const verifiers = /^(?:sha(?:1|224|256|384|512)sum|md5sum|b2sum|b3sum|shasum|cksum|gpg2?|gpgv|cosign|minisign|signify|apksigner|slsa-verifier|rhash|sha256|sha512)$/;
const unpackers = /^(?:tar|bsdtar|unzip|7z|7za|gunzip|gzip|zcat|bunzip2|unxz|xz|xzcat|zstd|unzstd|cpio)$/;
const installers = /^(?:dpkg|rpm|apt|apt-get|yum|dnf|microdnf|zypper|apk|pip[\d.]*|npm|gem|msiexec)$/;

/**
 * First use of each download of a RUN before which nothing is verified. A verification counts for all that is used after it: which file a script checks cannot be told reliably. An address
 * that names a commit is as good as one.
 */
export function unverifiedUses(instruction: Instruction): UnverifiedUse[] {
  const commands = commandsOf(instruction);
  if (!commands.some((command) => downloadsOf(command).length > 0)) return [];
  const verification = commands.find((command) => verifies(command));
  return commands.flatMap((command, index) =>
    downloadsOf(command).flatMap((download) => {
      if (namesCommit.test(download.url)) return [];
      const use = download.to.kind === 'stdout' ? pipedUse(command, download) : fileUse(download, download.to.path, commands.slice(index + 1));
      return use && !(verification && verification.span.start < use.at) ? [use] : [];
    }),
  );
}

const namesCommit = /\b[0-9a-f]{40}\b/;

/** True for a command that compares a checksum or a signature. */
export function verifies(command: ShellCommand): boolean {
  if (verifiers.test(command.name)) return true;
  if (command.name === 'openssl') return /^(?:dgst|sha\d+|cms|smime)$/.test(command.args[0]?.value ?? '');
  // Package managers and helpers that take the checksum as an argument.
  return command.args.some((word) => /^--?(?:checksum|sha256|sha512|hash)(?:=|$)/.test(word.value ?? ''));
}

function pipedUse(command: ShellCommand, download: Download): UnverifiedUse | undefined {
  for (let at = command.pipedTo; at; at = at.pipedTo) {
    if (unpackers.test(at.name)) return { download, file: fileLabel(download), how: 'unpacked', user: at.name, at: at.span.start };
    if (installers.test(at.name)) return { download, file: fileLabel(download), how: 'installed', user: at.name, at: at.span.start };
  }
  return undefined;
}

function fileUse(download: Download, path: string, later: readonly ShellCommand[]): UnverifiedUse | undefined {
  const name = path.replace(/^.*\//, '');
  if (name === '' || name === unknown) return undefined;
  const same = (text: string): boolean => text === path || text === `./${name}` || text.replace(/^.*\//, '') === name || text === `@${path}`;
  for (const command of later) {
    const use = (how: UnverifiedUse['how'], user = command.name): UnverifiedUse => ({ download, file: name.includes(unknown) ? fileLabel(download) : name, how, user, at: command.span.start });
    if (command.nameWord.span.end > command.nameWord.span.start && same(templateOf(command.nameWord))) return use('executed', 'the shell');
    if (!command.args.some((word) => same(templateOf(word)) || templateOf(word) === `--file=${path}`)) continue;
    if (unpackers.test(command.name)) return use('unpacked');
    if (installers.test(command.name)) return use('installed');
    if (isInterpreter(command.name) || command.name === 'java') return use('executed');
    // Made executable, or put where programs are found: it is meant to be run.
    if ((command.name === 'chmod' || command.name === 'install') && command.args.some((word) => makesExecutable.test(word.value ?? ''))) return use('executed', `whoever uses it (${command.name})`);
  }
  return undefined;
}

const makesExecutable = /^(?:-m=?)?(?:[ugoa]*\+[rwst]*x|0?[0-7]{0,2}[1357][0-7]{0,2}$)/;

/** The name of what is downloaded; the word as written where it comes out of an unknown variable. */
function fileLabel({ url, word }: Download): string {
  const name = baseName(url);
  return name === '' || name.includes(unknown) ? word.text.replace(/^["']|["']$/g, '').replace(/^.*\/(?=[^/]+$)/, '') : name;
}
