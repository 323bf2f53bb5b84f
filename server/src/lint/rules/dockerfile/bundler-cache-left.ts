import { isOfficialRuby } from '../../dockerfile/ruby-stages';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { isSet, reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { defineRule } from '../../rule';

const leftover: Leftover = {
  what: 'downloaded gems',
  managers: ['bundle'],
  actions: ['restore', 'install', 'upgrade'],
  directories: ['/.bundle', '/usr/local/bundle/cache', '/cache'],
  cleans: (call) => call.manager.name === 'bundle' && call.action === 'clean',
  cleaner: () => 'rm -rf ~/.bundle/cache /usr/local/bundle/cache',
  spares: (call, instruction) => call.has('--no-cache') || isSet('BUNDLE_NO_CACHE', call, instruction) || instruction.before.scope.lookup('BUNDLE_PATH') !== undefined,
};

export const bundlerCacheLeft = defineRule({
  name: 'bundler-cache-left',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['ruby/leftover-bundler-cache'] },
  docs: {
    what: '`bundle install` leaves the downloaded gems and the index of RubyGems in a layer.',
    why: 'Every gem is in the image twice: installed, and as the archive that it was unpacked from.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /app\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install && rm -rf ~/.bundle/cache /usr/local/bundle/cache\nUSER 10001\n',
    exceptions: 'Only stages on the official Ruby image that end up in an image are judged, and none that are named for development. A cache mount is accepted, and so are removal of the caches and `bundle clean` later in the same RUN.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    reportLeftovers(file, report, leftover, (instruction) => isOfficialRuby(instruction.stage) && !isForDevelopment(instruction.stage));
  },
});
