import { insertBefore } from '../../dockerfile/edits';
import { isRubyProduction } from '../../dockerfile/ruby-stages';
import { bundlerSetting } from '../../shell/bundler';
import { actionSpan, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const bundleWithDevelopment = defineRule({
  name: 'bundle-with-development',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/missing-bundle-without-development'] },
  docs: {
    what: '`bundle install` installs the gems of the development group in a stage that is not for development.',
    why: 'Debuggers, consoles and test tools make the image larger, and give whoever gets in more to work with.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /app\nENV BUNDLE_WITHOUT=development:test\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 10001\n',
    exceptions: 'BUNDLE_WITHOUT with development, BUNDLE_ONLY with production, and `bundle config set without` are accepted. Only stages with Ruby are judged, and none whose name or environment says development or test. One finding a stage.',
  },
  messages: {
    development: 'bundle install also installs the development group. Set ENV BUNDLE_WITHOUT=development:test.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const item of callsOf(file, ['bundle'], 'restore')) {
      const { stage } = item.instruction;
      if (!stage || seen.has(stage.index) || !isRubyProduction(stage)) continue;
      const without = bundlerSetting(file, item, 'without');
      const only = bundlerSetting(file, item, 'only');
      if (/development|\ufffc/.test(without ?? '') || /production|\ufffc/.test(only ?? '')) continue;
      seen.add(stage.index);
      const add = without === undefined && !item.instruction.onbuild;
      report(actionSpan(item.call), 'development', { fixes: add ? [{ title: 'Set BUNDLE_WITHOUT', applicability: 'unsafe', edits: [insertBefore(file, item.instruction, 'ENV BUNDLE_WITHOUT=development:test')] }] : [] });
    }
  },
});
