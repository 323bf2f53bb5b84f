import { defineRule } from '../../rule';

export const redundantPlatform = defineRule({
  name: 'redundant-platform',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3065'], buildkit: ['RedundantTargetPlatform'] },
  docs: {
    what: 'FROM has `--platform=$TARGETPLATFORM`, which is the default.',
    why: 'The flag says nothing and makes the reader look for a reason.',
    bad: 'FROM --platform=$TARGETPLATFORM alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
  },
  messages: {
    redundant: '--platform=$TARGETPLATFORM is the default and can go.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const platform = stage.instruction.from?.platform;
      if (!platform?.value || !/^["']?\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})["']?$/.test(platform.value.text)) continue;
      const end = file.source.text.slice(platform.span.end).search(/\S/);
      const span = { start: platform.span.start, end: platform.span.end + Math.max(0, end) };
      report(platform.span, 'redundant', { tags: ['unnecessary'], fixes: [{ title: 'Remove --platform', applicability: 'safe', edits: [{ span, newText: '' }] }] });
    }
  },
});
