import { insertBefore } from '../../dockerfile/edits';
import { isRubyProduction } from '../../dockerfile/ruby-stages';
import { bundlerSetting } from '../../shell/bundler';
import { actionSpan, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const bundleNotDeployed = defineRule({
  name: 'bundle-not-deployed',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/missing-bundle-deployment'] },
  docs: {
    what: '`bundle install` runs without deployment mode in a stage that is not for development.',
    why: 'Deployment mode stops the build when Gemfile and Gemfile.lock do not match, and installs exactly what the lock file says. Without it Bundler resolves anew and changes the lock file inside the image.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /app\nENV BUNDLE_DEPLOYMENT=1\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 10001\n',
    exceptions: 'BUNDLE_DEPLOYMENT, `bundle config set deployment` before it and --deployment are accepted. Only stages with Ruby are judged, and none whose name or environment says development or test.',
  },
  messages: {
    deployment: 'bundle install may change Gemfile.lock here. Set ENV BUNDLE_DEPLOYMENT=1, so that it installs what the lock file says or stops.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const item of callsOf(file, ['bundle'], 'restore')) {
      const { stage } = item.instruction;
      if (!stage || seen.has(stage.index) || !isRubyProduction(stage)) continue;
      const value = bundlerSetting(file, item, 'deployment');
      if (value !== undefined && !/^(?:false|0|no|)$/i.test(value)) continue;
      seen.add(stage.index);
      report(actionSpan(item.call), 'deployment', { fixes: item.instruction.onbuild ? [] : [{ title: 'Set BUNDLE_DEPLOYMENT', applicability: 'unsafe', edits: [insertBefore(file, item.instruction, 'ENV BUNDLE_DEPLOYMENT=1')] }] });
    }
  },
});
