import { copiedTo } from '../../dockerfile/copied-files';
import type { Instruction, Word } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { mayMove, namesNoVersion } from '../../facts/moving-addresses';
import { commandsOf } from '../../shell/scripts';
import { verificationOf } from '../../shell/verification';

/** Added so that the cache ends with the next push; nothing in it is used. */
const asksForState = /^https:\/\/api\.github\.com\/repos\/[^/]+\/[^/]+\/(?:git\/refs|git\/ref|commits|branches|compare)\b/;

export const addWithoutChecksum = defineRule({
  name: 'add-without-checksum',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['ADD'],
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { kics: ['curl_or_wget_instead_of_add'] },
  docs: {
    what: 'ADD downloads a file or a git reference without saying what its content must be.',
    why: 'Whatever the address serves at build time is built in. A checksum turns a replaced file into a failed build.',
    bad: 'FROM alpine:3.24\nADD https://example.com/tool-1.4.2.tar.gz /tmp/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.4.2.tar.gz /tmp/\nUSER 10001\n',
    exceptions: 'A git address that names a full commit after # is accepted, and so is the state of a branch from the GitHub API, which is added to end the cache. So are files that a later RUN of the stage compares with a checksum or a signature (sha256sum -c, gpg --verify). An address that moves by design, or names no version, is a note. --checksum needs a Dockerfile frontend of 1.6 or newer.',
  },
  messages: {
    file: '{url} is added unchecked: whatever it serves at build time is built in. Give its checksum: ADD --checksum=sha256:….',
    moving: '{url} moves ("{part}"), so whatever it serves at build time is built in and no checksum can be given. Name a version, and its checksum.',
    unversioned: '{url} names no version, so it may serve another file with each release, and whatever it serves at build time is built in. Use an address with a version, and its checksum.',
    git: '{url} names {reference}, which can move. Name a full commit after #, or give --checksum.',
  },
  check(file, report) {
    for (const instruction of file.all('ADD')) {
      if (instruction.flags.some((flag) => flag.name === 'checksum')) continue;
      for (const word of instruction.copy?.sources ?? []) {
        const url = word.resolved ?? word.value;
        if (!/^(?:https?|ftp|git|ssh):\/\/|^git@/i.test(url) || asksForState.test(url)) continue;
        const isGit = /^(?:git@|git:|ssh:)|\.git(?:[#?]|$)/i.test(url);
        const reference = /#([^:]*)/.exec(url)?.[1];
        if (isGit && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(reference ?? '')) continue;
        if (isGit) report(word.span, 'git', { data: { url: url.replace(/#.*/, ''), reference: reference ? `"${reference}"` : 'no commit' } });
        else if (!isSignature(url) && !isVerified(instruction, word)) {
          const part = mayMove(url);
          if (part !== undefined) report(word.span, 'moving', { data: { url, part }, severity: 'info' });
          else if (namesNoVersion(url)) report(word.span, 'unversioned', { data: { url }, severity: 'info' });
          else report(word.span, 'file', { data: { url } });
        }
      }
    }
  },
});

/** Files that others are compared with. */
function isSignature(url: string): boolean {
  return /\.(?:asc|sig|sign|minisig|md5|sha\d+(?:sums?)?)(?:[?#]|$)|(?:SHA\d+|MD5)SUMS?(?:[?#.]|$)/i.test(url);
}

/** A later RUN of the stage compares the file with a checksum or a signature. */
function isVerified(add: Instruction, word: Word): boolean {
  const path = copiedTo(add, word) ?? add.copy?.destination?.resolved;
  const name = path?.replace(/[?#].*/, '').replace(/^.*\//, '');
  if (!name || !add.stage) return false;
  return add.stage.instructions.some((run) => run.keyword === 'RUN' && run.index > add.index && run.args.text.includes(name) && commandsOf(run).some((command) => verificationOf(command)));
}
