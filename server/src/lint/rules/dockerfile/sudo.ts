import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';
import { defineRule } from '../../rule';

export const sudo = defineRule({
  name: 'sudo',
  target: 'dockerfile',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3004'], trivy: ['DS-0010'], checkov: ['CKV2_DOCKER_1'], kics: ['run_using_sudo'], semgrep: ['no-sudo-in-dockerfile'], dockle: ['DKL-DI-0001'], droast: ['DF010'] },
  docs: {
    what: 'A RUN uses sudo.',
    why: 'A build runs as root unless USER says otherwise, so sudo does nothing there but bring in a program that lets users become root in the finished image.',
    bad: 'FROM alpine:3.24\nRUN sudo mkdir /data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN mkdir /data\nUSER 10001\n',
    exceptions: 'The fix is offered where no USER, or root, is in force. Elsewhere switch with USER instead.',
  },
  messages: {
    sudo: 'sudo is not needed in a build, and it gives users of the image a way to become root. {advice}',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const user = instruction.before.user;
      const root = !user || (user.user !== undefined && isRoot(user.user));
      for (const command of commandsOf(instruction)) {
        const wrapper = command.wrappers.find((candidate) => candidate.name === 'sudo');
        const word = wrapper?.word ?? (command.name === 'sudo' ? command.nameWord : undefined);
        if (!word) continue;
        const plain = root && wrapper !== undefined && wrapper.args.length === 0;
        const next = file.source.text.slice(word.span.end).search(/[^ \t]/);
        const edits = plain ? [{ span: { start: word.span.start, end: word.span.end + Math.max(0, next) }, newText: '' }] : [];
        const advice = root ? 'Remove the word: the build is root here.' : 'Put USER root before this RUN and the other user after it.';
        report(word.span, 'sudo', { data: { advice }, fixes: edits.length > 0 ? [{ title: 'Remove sudo', applicability: 'safe', edits }] : [] });
      }
    }
  },
});
