import { insertBefore } from '../../dockerfile/edits';
import { isOfficialRuby } from '../../dockerfile/ruby-stages';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const yjitOff = defineRule({
  name: 'yjit-off',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/yjit-not-enabled-on-supported-runtime', 'ruby/yjit-not-enabled'] },
  docs: {
    what: 'A Ruby application runs without YJIT, the compiler that comes with Ruby 3.3 and newer.',
    why: 'YJIT makes most web applications faster by a sixth or more, for some memory. It is off unless it is asked for.',
    bad: 'FROM ruby:3.4-slim\nUSER 10001\nCMD ["bin/rails", "server"]\n',
    good: 'FROM ruby:3.4-slim\nENV RUBY_YJIT_ENABLE=1\nUSER 10001\nCMD ["bin/rails", "server"]\n',
    exceptions: 'RUBY_YJIT_ENABLE, RUBYOPT and arguments with --yjit are accepted. Rails 7.2 and newer switch it on by themselves. Only final stages on the official Ruby image of 3.3 and newer that start something are judged.',
  },
  messages: {
    off: 'This runs without YJIT. Set ENV RUBY_YJIT_ENABLE=1 for a faster application.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const base = stage && rootBase(stage);
    if (!stage || base?.kind !== 'image' || !isOfficialRuby(stage) || isForDevelopment(stage)) return;
    const version = /^(\d+)\.(\d+)/.exec(base.image.tag ?? '');
    if (!version || Number(version[1]) * 100 + Number(version[2]) < 303) return;
    const scope = stage.exit.scope;
    if (scope.lookup('RUBY_YJIT_ENABLE') || /--(?:yjit|jit)|\ufffc/.test(scope.lookup('RUBYOPT')?.value ?? (scope.lookup('RUBYOPT') ? '\ufffc' : ''))) return;
    const started = stage.instructions.filter((instruction) => instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT');
    if (started.length === 0 || started.some((instruction) => /--yjit/.test(instruction.args.text))) return;
    const last = started[started.length - 1]!;
    report(last.keywordSpan, 'off', { fixes: [{ title: 'Set RUBY_YJIT_ENABLE', applicability: 'unsafe', edits: [insertBefore(file, last, 'ENV RUBY_YJIT_ENABLE=1')] }] });
  },
});
