import { portSpecs } from '../../dockerfile/ports';
import { defineRule } from '../../rule';

export const exposeMapping = defineRule({
  name: 'expose-mapping',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['EXPOSE'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['ExposeInvalidFormat'] },
  fix: 'safe',
  docs: {
    what: 'EXPOSE names an address or a port of the host.',
    why: 'An image cannot know the host it will run on: the part is dropped, and will be an error in a future release. Ports are published by docker run -p or in Compose.',
    bad: 'FROM alpine:3.24\nEXPOSE 127.0.0.1:8080:80\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 80\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { host: 'EXPOSE takes ports of the container only; "{mapping}" is dropped. Publish the port by docker run -p or in Compose.' },
  check(file, report) {
    for (const instruction of file.all('EXPOSE')) {
      for (const { mapping, word } of portSpecs(instruction)) {
        if (!mapping) continue;
        const exact = mapping.span !== word.span;
        report(mapping.span, 'host', {
          data: { mapping: `${mapping.text}:` },
          fixes: exact ? [{ title: `Remove ${mapping.text}:`, applicability: 'safe', edits: [{ span: mapping.span, newText: '' }] }] : [],
        });
      }
    }
  },
});
