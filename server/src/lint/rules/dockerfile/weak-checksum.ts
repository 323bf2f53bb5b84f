import { commandsOf } from '../../shell/scripts';
import { verificationOf } from '../../shell/verification';
import { defineRule } from '../../rule';

export const weakChecksum = defineRule({
  name: 'weak-checksum',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'downloads',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A download is verified by its MD5 or SHA-1 checksum.',
    why: 'Two different files with the same MD5 or SHA-1 checksum can be made on purpose, so such a checksum guards against accidents only.',
    bad: "FROM alpine:3.24\nRUN wget -nv https://example.com/data && echo '5eb63bbbe01eeed093cb22bb8f5acdc3  data' | md5sum -c -\nUSER 10001\n",
    good: "FROM alpine:3.24\nRUN wget -nv https://example.com/data && echo 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9  data' | sha256sum -c -\nUSER 10001\n",
    exceptions: 'Checksums that are only printed, or used as names, are not judged.',
  },
  messages: {
    weak: '{command} compares a {algorithm} checksum, which can be forged. Use SHA-256 or a signature.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const verification = verificationOf(command);
        if (verification?.algorithm === 'md5' || verification?.algorithm === 'sha1') {
          report(command.nameWord.span, 'weak', { data: { command: command.name, algorithm: verification.algorithm === 'md5' ? 'MD5' : 'SHA-1' } });
        }
      }
    }
  },
});
