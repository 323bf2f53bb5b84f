import { precompilationsWithoutKey, takesAssignment } from '../../dockerfile/rails-precompile';
import { defineRule } from '../../rule';

export const railsPrecompileKey = defineRule({
  name: 'rails-precompile-key',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/asset-precompile-without-dummy-key'] },
  docs: {
    what: 'Assets are precompiled without SECRET_KEY_BASE_DUMMY.',
    why: 'Rails asks for its secret key to start, though assets need none. The build fails, and people put the real key into the image to make it pass.',
    bad: 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nWORKDIR /rails\nRUN bin/rails assets:precompile\nUSER 1000\n',
    good: 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nWORKDIR /rails\nRUN SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile\nUSER 1000\n',
    exceptions: 'A key from elsewhere (SECRET_KEY_BASE, RAILS_MASTER_KEY, a secret mount) is accepted here. Only stages on a Ruby image are looked at, and only where RAILS_ENV or RACK_ENV says production: elsewhere Rails makes up a key. Rails before 7.1 does not know the variable: set SECRET_KEY_BASE=1 there. Images with a Ruby that is too old for 7.1 are left alone.',
  },
  messages: {
    missing: 'Without SECRET_KEY_BASE_DUMMY=1 this needs the real key of the application, which has no business in a build.',
  },
  check(file, report) {
    for (const item of precompilationsWithoutKey(file)) {
      if (item.environment !== 'production') continue;
      const at = item.command.span.start;
      const fixes = takesAssignment(item) ? [{ title: 'Add SECRET_KEY_BASE_DUMMY=1', applicability: 'unsafe' as const, edits: [{ span: { start: at, end: at }, newText: 'SECRET_KEY_BASE_DUMMY=1 ' }] }] : [];
      report(item.task.span, 'missing', { fixes });
    }
  },
});
