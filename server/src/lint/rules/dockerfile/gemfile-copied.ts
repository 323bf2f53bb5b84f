import type { Instruction } from '../../dockerfile/model';
import { isRubyProduction } from '../../dockerfile/ruby-stages';
import { callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const gemfileCopied = defineRule({
  name: 'gemfile-copied',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['ruby/prefer-gemfile-bind-mounts'] },
  docs: {
    what: 'Gemfile and Gemfile.lock are copied into a layer only for bundle install to read them.',
    why: 'They come in a second time with the sources of the application. A bind mount shows them to the one RUN that needs them, and makes no layer.',
    bad: '# syntax=docker/dockerfile:1\nFROM ruby:3.4-slim\nWORKDIR /app\nENV BUNDLE_DEPLOYMENT=1\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY . .\nUSER 10001\n',
    good: '# syntax=docker/dockerfile:1\nFROM ruby:3.4-slim\nWORKDIR /app\nENV BUNDLE_DEPLOYMENT=1\nRUN --mount=type=bind,source=Gemfile,target=Gemfile --mount=type=bind,source=Gemfile.lock,target=Gemfile.lock bundle install\nCOPY . .\nUSER 10001\n',
    exceptions: 'Only where # syntax names the frontend of Docker, which has bind mounts, and only in production stages on Ruby. Where the sources are not copied later, the two files must stay.',
  },
  messages: {
    copied: 'This layer is there only for bundle install below. Mount the files there: --mount=type=bind,source=Gemfile,target=Gemfile, and Gemfile.lock likewise.',
  },
  check(file, report) {
    if (!file.directives.some(({ name, value }) => name.toLowerCase() === 'syntax' && /^(?:docker\.io\/)?docker\/dockerfile(?:$|[:@-])/.test(value))) return;
    const seen = new Set<Instruction>();
    for (const { instruction } of callsOf(file, ['bundle'], 'restore')) {
      const { stage } = instruction;
      if (!stage || instruction.onbuild || !isRubyProduction(stage)) continue;
      const copy = stage.instructions.filter((other) => other.index < instruction.index && copiesManifestsOnly(other)).pop();
      if (!copy || seen.has(copy)) continue;
      seen.add(copy);
      report(copy.keywordSpan, 'copied', { related: [{ span: instruction.keywordSpan, message: 'Read here.' }] });
    }
  },
});

function copiesManifestsOnly({ keyword, flags, copy }: Instruction): boolean {
  const sources = copy?.sources ?? [];
  return keyword === 'COPY' && sources.length > 0 && !flags.some(({ name }) => name === 'from') && sources.every((source) => /^(?:\.\/)?(?:Gemfile(?:\.lock|\*)?|\.ruby-version|[\w*-]+\.gemspec)$/.test(source.resolved ?? ''));
}
