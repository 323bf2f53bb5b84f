import { defineRule } from '../../rule';

export const constantPlatform = defineRule({
  name: 'constant-platform',
  target: 'dockerfile',
  severity: 'warning',
  category: 'base-image',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    hadolint: ['DL3029'], buildkit: ['FromPlatformFlagConstDisallowed'], kics: ['using_platform_with_from'], semgrep: ['avoid-platform-with-from'], droast: ['DF061'],
  },
  docs: {
    what: 'FROM fixes the platform with a literal `--platform`.',
    why: 'The stage is then built for that platform whatever the build asks for: an image for arm64 quietly holds amd64 programs.',
    bad: 'FROM --platform=linux/amd64 alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Variables are fine ($BUILDPLATFORM for a cross-compiling stage), and so is a stage whose name says the platform (`AS build-arm64`).',
  },
  messages: {
    constant: 'The platform is fixed to {platform}, whatever the build asks for. Remove --platform, or use $BUILDPLATFORM in a stage that cross-compiles.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const platform = stage.instruction.from?.platform;
      const value = platform?.value;
      if (!platform || !value || value.variables.length > 0 || value.value === '') continue;
      const parts = value.value.split('/');
      if (stage.name !== undefined && parts.some((part) => stage.name!.includes(part.toLowerCase()))) continue;
      const end = file.source.text.slice(platform.span.end).search(/\S/);
      const span = { start: platform.span.start, end: platform.span.end + Math.max(0, end) };
      report(value.span, 'constant', { data: { platform: value.value }, fixes: [{ title: 'Remove --platform', applicability: 'unsafe', edits: [{ span, newText: '' }] }] });
    }
  },
});
