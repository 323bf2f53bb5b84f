import { isOfficialRuby } from '../../dockerfile/ruby-stages';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { callsOf } from '../../shell/package-commands';
import { removeCommand } from '../../shell/remove-command';
import { defineRule } from '../../rule';

export const bundlerInstalledAgain = defineRule({
  name: 'bundler-installed-again',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/redundant-bundler-install'] },
  docs: {
    what: 'Bundler is installed on the official Ruby image, which has it.',
    why: 'A second Bundler, usually in whatever version is newest, may not be the one that Gemfile.lock names; Bundler switches to that one by itself.',
    bad: 'FROM ruby:3.4-slim\nRUN gem install bundler -v 2.7.2 && bundle --version\nUSER 10001\n',
    good: 'FROM ruby:3.4-slim\nRUN bundle --version\nUSER 10001\n',
    exceptions: 'Only the official image is judged, and no stage that is named for development.',
  },
  messages: {
    again: 'The Ruby image comes with Bundler, which fetches the version that Gemfile.lock names. Leave this out.',
  },
  check(file, report) {
    for (const { call, instruction } of callsOf(file, ['gem'], 'install')) {
      const bundler = call.packages.find((item) => item.name === 'bundler');
      if (!bundler || !isOfficialRuby(instruction.stage) || isForDevelopment(instruction.stage)) continue;
      const edit = call.packages.length === 1 ? removeCommand(file, instruction, call.command) : undefined;
      report(bundler.word.span, 'again', { fixes: edit ? [{ title: 'Remove the installation of Bundler', applicability: 'unsafe', edits: [edit] }] : [] });
    }
  },
});
