import { commandsOf } from '../../shell/scripts';
import { downloadsOf } from '../../shell/downloads';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

const plain = /^(?:http|ftp):\/\//i;
/** This machine, names that only mean something inside a network, and addresses that are identifiers, not places. */
const harmless = /^(?:http|ftp):\/\/(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[\w-]+(?=[:/]|$)|(?:www\.)?w3\.org|schemas\.[\w.]+|xml\.apache\.org|169\.254\.\d+\.\d+)(?:[:/]|$)/i;
/** Operations that only send, and so cannot bring foreign content in. */
const fetchers = /^(?:curl|wget2?|aria2c|axel|git|svn|hg|pip[\d.]*|npm|yarn|pnpm|gem|rpm|yum|dnf|apt-key|add-apt-repository|apk|go|cpan|cpanm|R|conda|mamba|zypper|Invoke-WebRequest)$/;

export const plainHttpUrl = defineRule({
  name: 'plain-http-url',
  target: 'dockerfile',
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S5332'], kics: ['avoid_http'] },
  docs: {
    what: 'Something is fetched over http:// or ftp://, without encryption.',
    why: 'Anybody on the way can read and replace what is downloaded, and it ends up in the image.',
    bad: 'FROM alpine:3.24\nRUN wget -O /tmp/data http://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -O /tmp/data https://example.com/data\nUSER 10001\n',
    exceptions: 'localhost, names without a dot, link-local addresses and the addresses of XML namespaces are left alone, and so is an address in a comment or an echo.',
  },
  messages: {
    plain: '{url} is fetched without encryption, so anybody on the way can replace it. Use https.',
  },
  check(file, report) {
    const add = (at: Span, url: string): void => {
      if (!plain.test(url) || harmless.test(url)) return;
      const scheme = /^\w+/.exec(url)![0];
      const start = at.start + Math.max(0, file.source.slice(at).search(/(?:http|ftp):\/\//i));
      const fixes = /^http$/i.test(scheme) ? [{ title: 'Use https', applicability: 'unsafe' as const, edits: [{ span: { start, end: start + scheme.length }, newText: 'https' }] }] : [];
      report(at, 'plain', { data: { url: url.length > 80 ? `${url.slice(0, 79)}…` : url }, fixes });
    };
    for (const instruction of file.all('ADD')) for (const word of instruction.copy?.sources ?? []) add(word.span, word.resolved ?? word.value);
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (!fetchers.test(command.name)) continue;
        const downloads = new Set(downloadsOf(command).map((download) => download.word));
        for (const word of command.args) {
          const text = templateOf(word);
          if (downloads.has(word) || (plain.test(text) && downloads.size === 0)) add(word.span, text);
        }
      }
    }
  },
});
