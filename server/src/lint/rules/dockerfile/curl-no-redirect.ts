import { commandsOf } from '../../shell/scripts';
import { downloadsOf } from '../../shell/downloads';
import { hasFlag } from '../../shell/options';
import { defineRule } from '../../rule';

export const curlNoRedirect = defineRule({
  name: 'curl-no-redirect',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT'],
  severity: 'info',
  category: 'downloads',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['curl-should-follow-redirects'] },
  docs: {
    what: 'curl downloads without `--location`.',
    why: 'Download servers redirect to mirrors and object stores. Without -L curl stores the empty answer of the first server.',
    bad: 'FROM alpine:3.24\nRUN curl -f -o /tmp/data https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN curl -fL -o /tmp/data https://example.com/data\nUSER 10001\n',
    exceptions: 'Calls of a service (another method than GET, a request body, localhost) are not judged.',
  },
  messages: {
    noRedirect: 'curl does not follow redirects, so a moved file arrives empty. Add -L.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'curl' || hasFlag(command, '-L', '--location', '--location-trusted', '-X', '--request', '-d', '--data', '--data-binary', '--data-raw', '-F', '--form', '-T', '--upload-file', '-I', '--head')) continue;
        const downloads = downloadsOf(command);
        if (downloads.length === 0 || downloads.every((download) => /^(?:https?:\/\/)?(?:localhost|127\.)/.test(download.url))) continue;
        const at = command.nameWord.span.end;
        report(command.nameWord.span, 'noRedirect', { fixes: [{ title: 'Add -L', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ' -L' }] }] });
      }
    }
  },
});
