import type { Instruction, Stage } from '../../dockerfile/model';
import { isRuby, startsRails } from '../../dockerfile/ruby';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { flagOf } from '../../dockerfile/syntax';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

export const railsStateReadOnly = defineRule({
  name: 'rails-state-read-only',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['ruby/state-paths-not-writable-as-non-root'] },
  docs: {
    what: 'A Rails application is copied as root and runs as another user, who cannot write its log, tmp, storage and db directories.',
    why: 'Rails writes there while it runs. It fails at the first request, or at the first upload, and the usual remedy is chmod 777 or root.',
    bad: 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY . /rails\nUSER 1000\nCMD ["bin/rails", "server"]\n',
    good: 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY --chown=1000 . /rails\nUSER 1000\nCMD ["bin/rails", "server"]\n',
    exceptions: 'A later chown of the directory, or of log, tmp, storage and db, is accepted. Only stages on a Ruby image that start Rails are looked at.',
  },
  messages: {
    owned: 'These files belong to root, and Rails runs as {user}, who cannot write log, tmp, storage and db. Add --chown={user}, or chown those directories.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const user = stage?.exit.user;
    if (!stage || user?.user === undefined || isRoot(user.user) || !isRuby(stage) || !startsRails(stage) || isForDevelopment(stage)) return;
    const root = stage.exit.workdir?.path;
    if (root === undefined) return;
    const copies = stage.instructions.filter((instruction) => instruction.copy && bringsApplication(instruction, root));
    const last = copies[copies.length - 1];
    if (!last || flagOf(last, 'chown') || isGivenAway(stage, last, root)) return;
    const owner = user.group ? `${user.user}:${user.group}` : user.user;
    const at = last.keywordSpan.end;
    report(last.keywordSpan, 'owned', { data: { user: owner }, fixes: [{ title: `Add --chown=${owner}`, applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ` --chown=${owner}` }] }] });
  },
});

/** The whole application, or what an earlier stage made of it. */
function bringsApplication({ copy, before }: Instruction, root: string): boolean {
  const to = joinPath(before.workdir?.path, copy?.destination?.resolved);
  return to === root && (copy?.sources.some(({ resolved }) => resolved !== undefined && (/^\.?\/?\.?\/?$/.test(resolved) || resolved.replace(/\/+$/, '') === root)) ?? false);
}

const stateDirectories = ['log', 'tmp'];

function isGivenAway(stage: Stage, copy: Instruction, root: string): boolean {
  const given = stage.instructions.flatMap((instruction) => {
    if (instruction.keyword !== 'RUN' || instruction.index < copy.index) return [];
    return commandsOf(instruction).flatMap((command) => (command.name === 'chown' ? positionals(command).slice(1).flatMap((word) => joinPath(instruction.before.workdir?.path, word.value) ?? []) : []));
  });
  const covers = (path: string): boolean => given.some((known) => path === known || path.startsWith(`${known}/`));
  return covers(root) || stateDirectories.every((name) => covers(`${root}/${name}`));
}
