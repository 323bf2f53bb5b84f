import { commandsOf } from '../../shell/scripts';
import { parseOptions } from '../../shell/options';
import { defineRule } from '../../rule';

export const unverifiedPackages = defineRule({
  name: 'unverified-packages',
  target: 'dockerfile',
  severity: 'error',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { checkov: ['CKV2_DOCKER_7', 'CKV2_DOCKER_8', 'CKV2_DOCKER_9', 'CKV2_DOCKER_10', 'CKV2_DOCKER_11'] },
  docs: {
    what: 'An option switches off the check of package signatures.',
    why: 'Signatures are what ties a package to its distribution. Without them a mirror, a proxy or anybody on the way can put a package of their own into the image, and it is installed as root.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache --allow-untrusted ./tool.apk\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache ./tool.apk\nUSER 10001\n',
    exceptions: 'A repository of your own needs its key (in /etc/apk/keys, signed-by=, rpm --import), not this switch.',
  },
  messages: {
    unsigned: '{option} lets {tool} install packages that nobody signed. Remove it and install the key of the repository instead.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const wanted = Object.hasOwn(switches, command.name) ? switches[command.name]! : [];
        if (wanted.length === 0) continue;
        for (const option of parseOptions(command).options) {
          if (!wanted.includes(option.name)) continue;
          let { start } = option.word.span;
          while (/[ \t]/.test(file.source.text[start - 1] ?? '')) start--;
          const alone = option.word.text.startsWith('--');
          const fixes = alone ? [{ title: `Remove ${option.name}`, applicability: 'unsafe' as const, edits: [{ span: { start, end: option.word.span.end }, newText: option.name === '--force-yes' ? ' -y' : '' }] }] : [];
          report(option.word.span, 'unsigned', { data: { option: option.name, tool: command.name }, fixes });
        }
      }
    }
  },
});

const apt = ['--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories'];
const rpm = ['--nogpgcheck', '--no-gpgchecks', '--no-gpg-checks'];
const switches: Readonly<Record<string, readonly string[]>> = {
  apk: ['--allow-untrusted'], 'apt-get': apt, apt, aptitude: apt, yum: rpm, dnf: rpm, microdnf: rpm, tdnf: rpm, zypper: rpm,
  rpm: ['--nodigest', '--nosignature', '--noverify', '--nofiledigest'],
};
