import { isRubyStage } from '../../dockerfile/ruby-stages';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const bootsnapParallel = defineRule({
  name: 'bootsnap-parallel',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/bootsnap-precompile-without-j1'] },
  docs: {
    what: '`bootsnap precompile` runs in several processes.',
    why: 'Under emulation, which builds for other platforms use, its parallel workers hang or crash; Rails itself generates `-j 1` for this reason.',
    bad: 'FROM ruby:3.4-slim\nCOPY . /app/\nRUN bundle exec bootsnap precompile app/ lib/\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nCOPY . /app/\nRUN bundle exec bootsnap precompile -j 1 app/ lib/\nUSER 10001\n',
    exceptions: 'A command that depends on BUILDPLATFORM or TARGETPLATFORM is not judged, nor are stages that are named for development.',
  },
  messages: {
    parallel: 'bootsnap precompile may hang when the image is built for another platform. Add -j 1.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (!isRubyStage(instruction.stage) || isForDevelopment(instruction.stage) || /\$\{?(?:BUILD|TARGET)(?:PLATFORM|ARCH)/.test(instruction.args.text)) continue;
      for (const command of commandsOf(instruction)) {
        const words = command.words;
        const at = words.findIndex((word, index) => /(?:^|\/)bootsnap$/.test(word.value ?? '') && words[index + 1]?.value === 'precompile');
        if (at < 0 || (at > 0 && !/^bundler?$/.test(command.name))) continue;
        const rest = words.slice(at + 2).map((word) => word.value ?? '');
        const one = rest.some((text, index) => text === '-j1' || text === '-j=1' || text === '--jobs=1' || (/^(?:-j|--jobs)$/.test(text) && rest[index + 1] === '1'));
        if (one) continue;
        const given = rest.some((text) => /^(?:-j|--jobs)/.test(text));
        const { span } = words[at + 1]!;
        const fixes = given || command.script.origin === 'exec' ? [] : [{ title: 'Add -j 1', applicability: 'unsafe' as const, edits: [{ span: { start: span.end, end: span.end }, newText: ' -j 1' }] }];
        report(span, 'parallel', { fixes });
      }
    }
  },
});
