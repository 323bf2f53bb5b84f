import { baseName } from '../../shell/downloads';
import { movingPartOf } from '../../shell/moving-downloads';
import { unverifiedUses } from '../../shell/integrity';
import { callsOf } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import type { Instruction } from '../../dockerfile/model';
import type { ShellWord } from '../../shell/model';
import { defineRule } from '../../rule';

export const unverifiedDownload = defineRule({
  name: 'unverified-download',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A RUN downloads a file and then runs, installs or unpacks it without comparing a checksum or a signature.',
    why: 'TLS only says which server answered. If the server, the account or the release is taken over, the build takes the new content in silence; a checksum in the Dockerfile stops it.',
    bad: 'FROM alpine:3.24\nRUN wget -O /tmp/tool.tar.gz https://example.com/tool.tar.gz && tar -xzf /tmp/tool.tar.gz -C /usr/local && rm /tmp/tool.tar.gz\nUSER 10001\n',
    good: "FROM alpine:3.24\nRUN wget -O /tmp/tool.tar.gz https://example.com/tool.tar.gz && echo '24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/tool.tar.gz' | sha256sum -c - && tar -xzf /tmp/tool.tar.gz -C /usr/local && rm /tmp/tool.tar.gz\nUSER 10001\n",
    exceptions: 'sha256sum, sha512sum, shasum, openssl dgst, gpg, cosign, minisign and apksigner in the same RUN count as verification of everything that is used behind them. An address that names a full commit is accepted. Of an address that moves by design (a branch, `latest`, what GitHub names as the latest release) a version is asked for first. Files that are only stored are not judged. Piping into a shell has a rule of its own.',
  },
  messages: {
    executed: '{file} is downloaded and run by {user} without any check of its content. Compare a checksum first, for example with sha256sum -c.',
    unpacked: '{file} is downloaded and unpacked by {user} without any check of its content. Compare a checksum first, for example with sha256sum -c.',
    direct: '{user} installs {file} straight from the network without any check of its content. Download it, compare a checksum, then install the file.',
    installed: '{file} is downloaded and installed by {user} without any check of its content. Compare a checksum first, for example with sha256sum -c.',
    moving: '{file} comes from an address that moves ("{part}"): no checksum of it can be compared, and {user} gets whatever it serves at build time. Take a version, and compare its checksum.',
  },
  check(file, report) {
    const tell = (word: ShellWord, url: string, instruction: Instruction, how: 'executed' | 'unpacked' | 'direct' | 'installed', data: { readonly file: string; readonly user: string }): void => {
      const part = movingPartOf({ word, url }, instruction);
      if (part === undefined) report(word.span, how, { data });
      else report(word.span, 'moving', { data: { ...data, part } });
    };
    for (const instruction of file.all('RUN')) {
      for (const { download, user, how, file: name } of unverifiedUses(instruction)) tell(download.word, download.url, instruction, how, { file: name, user });
    }
    for (const { call, instruction } of callsOf(file, ['yum', 'dnf', 'microdnf', 'tdnf', 'zypper'], 'install')) {
      for (const { kind, name, word } of call.packages) if (kind === 'url') tell(word, name, instruction, 'direct', { file: baseName(name), user: call.command.name });
    }
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'rpm' || command.args.some((word) => word.value === '--import')) continue;
        for (const word of command.args) if (/^(?:https?|ftp):\/\/.*\.rpm$/.test(templateOf(word))) tell(word, templateOf(word), instruction, 'direct', { file: baseName(templateOf(word)), user: 'rpm' });
      }
    }
  },
});
