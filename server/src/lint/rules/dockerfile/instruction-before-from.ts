import { defineRule } from '../../rule';

export const instructionBeforeFrom = defineRule({
  name: 'instruction-before-from',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3061'], kics: ['first_instruction_should_be_arg_or_from'], droast: ['DF037'] },
  fix: 'none',
  docs: {
    what: 'An instruction other than ARG stands before the first FROM.',
    why: 'There is no image yet that it could change; the build stops. Only ARG may come first, for values that FROM lines use.',
    bad: 'LABEL org.opencontainers.image.title="app"\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { early: '{keyword} stands before the first FROM, where there is no image yet, so the build stops. Move it below a FROM; only ARG may come first.' },
  check(file, report) {
    if (file.stages.length === 0) return;
    // BuildKit stops at the first one; the others are the same mistake.
    const first = file.preamble.find((instruction) => instruction.known && instruction.keyword !== 'ARG');
    if (!first) return;
    const from = file.stages[0]!.instruction;
    report(first.keywordSpan, 'early', { data: { keyword: first.keyword }, related: [{ span: from.keywordSpan, message: 'The first FROM is here.' }] });
  },
});
