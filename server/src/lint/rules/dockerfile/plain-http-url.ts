import { commandsOf } from '../../shell/scripts';
import { verifies } from '../../shell/integrity';
import { downloadsOf } from '../../shell/downloads';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

const plain = /^(?:http|ftp):\/\//i;
/** This machine, names that only mean something inside a network, and addresses that are identifiers, not places. */
const harmless = /^(?:http|ftp):\/\/(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[\w-]+(?=[:/]|$)|(?:www\.)?w3\.org|schemas\.[\w.]+|xml\.apache\.org|169\.254\.\d+\.\d+)(?:[:/]|$)/i;
/** Programs that fetch what they are given. apk is not among them: what it fetches is signed. */
const fetchers = /^(?:curl|wget2?|aria2c|axel|git|svn|hg|pip[\d.]*|uv|npm|yarn|pnpm|gem|bundle|rpm|yum|dnf|apt-key|go|cpan|cpanm|R|Rscript|conda|mamba|zypper|dotnet|nuget|composer|helm|mvn)$/;

export const plainHttpUrl = defineRule({
  name: 'plain-http-url',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'RUN', 'CMD', 'ENTRYPOINT'],
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
    exceptions: 'What is verified by checksum or signature in the same RUN is a note only. localhost, names without a dot, link-local addresses and the addresses of XML namespaces are left alone, and so is an address in a comment or an echo.',
  },
  messages: {
    plain: '{url} is fetched without encryption, so anybody on the way can replace it. Use https.',
    verified: '{url} is fetched without encryption. The check of what arrives notices a replacement, but anybody on the way can see and stop the download. Use https.',
  },
  check(file, report) {
    const add = (at: Span, url: string, verified: boolean): void => {
      if (!plain.test(url) || harmless.test(url)) return;
      const data = { url: url.length > 80 ? `${url.slice(0, 79)}…` : url };
      // Not where the address comes out of a variable.
      const start = file.source.slice(at).search(/http:\/\//i);
      const edit = { span: { start: at.start + start, end: at.start + start + 4 }, newText: 'https' };
      report(at, verified ? 'verified' : 'plain', { data, ...(verified ? { severity: 'info' as const } : {}), fixes: start < 0 ? [] : [{ title: 'Use https', applicability: 'unsafe', edits: [edit] }] });
    };
    for (const instruction of file.all('ADD')) for (const word of instruction.copy?.sources ?? []) add(word.span, word.resolved ?? word.value, instruction.flags.some((flag) => flag.name === 'checksum'));
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      const verified = commandsOf(instruction).some(verifies);
      for (const command of commandsOf(instruction)) {
        if (!fetchers.test(command.name)) continue;
        const downloads = new Set(downloadsOf(command).map((download) => download.word));
        for (const word of command.args) {
          const text = templateOf(word);
          if (downloads.has(word) || (plain.test(text) && downloads.size === 0)) add(word.span, text, verified);
        }
      }
    }
  },
});
