import { precompilationsWithoutKey, takesAssignment } from '../../dockerfile/rails-precompile';
import { defineRule } from '../../rule';

export const railsPrecompileEnvironment = defineRule({
  name: 'rails-precompile-environment',
  target: 'dockerfile',
  severity: 'hint',
  category: 'correctness',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/asset-precompile-without-dummy-key'] },
  docs: {
    what: 'Assets are precompiled, and the file sets neither an environment for Rails nor a key.',
    why: 'Rails then precompiles with the settings and the gems of development. Where the environment comes from outside, it asks for its secret key instead, and the build fails.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /rails\nRUN bin/rails assets:precompile\nUSER 1000\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /rails\nRUN RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile\nUSER 1000\n',
    exceptions: 'With RAILS_ENV=production and no key, rails-precompile-key reports it. Stages for development are not looked at.',
  },
  messages: {
    unset: 'Neither RAILS_ENV nor a key is set here, so Rails precompiles as for development. Set RAILS_ENV=production and SECRET_KEY_BASE_DUMMY=1.',
  },
  check(file, report) {
    for (const item of precompilationsWithoutKey(file)) {
      if (item.environment !== 'unset') continue;
      const at = item.command.span.start;
      const edits = [{ span: { start: at, end: at }, newText: 'RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1 ' }];
      report(item.task.span, 'unset', { fixes: takesAssignment(item) ? [{ title: 'Set both', applicability: 'unsafe', edits }] : [] });
    }
  },
});
