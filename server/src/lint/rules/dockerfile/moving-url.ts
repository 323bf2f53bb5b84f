import { movingPart } from '../../facts/moving-addresses';
import { commandsOf } from '../../shell/scripts';
import { downloadsOf } from '../../shell/downloads';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

export const movingUrl = defineRule({
  name: 'moving-url',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'RUN'],
  severity: 'info',
  category: 'downloads',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A download names a branch or the latest release.',
    why: 'The address serves something else after every push or release: builds are not repeatable, and no checksum can be given.',
    bad: 'FROM alpine:3.24\nRUN wget -O /opt/tool https://github.com/acme/tool/releases/latest/download/tool\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -O /opt/tool https://github.com/acme/tool/releases/download/v1.4.2/tool\nUSER 10001\n',
    exceptions: 'Addresses that only ask which release is the latest are left alone.',
  },
  messages: {
    moving: '"{part}" moves with every push or release, so builds are not repeatable and no checksum holds. Name a version or a commit.',
  },
  check(file, report) {
    const add = (at: Span, url: string): void => {
      if (/^https?:\/\/api\./.test(url)) return;
      const part = movingPart(url);
      if (part !== undefined) report(at, 'moving', { data: { part } });
    };
    for (const instruction of file.all('ADD')) for (const word of instruction.copy?.sources ?? []) add(word.span, word.resolved ?? word.value);
    for (const instruction of file.all('RUN')) for (const command of commandsOf(instruction)) for (const { word, url } of downloadsOf(command)) add(word.span, url);
  },
});
