import type { Instruction } from '../../dockerfile/model';
import { defaultUserOf } from '../../facts/users';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

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
    exceptions: 'The fix is offered where root is in force: by USER, or because the base image is known to run as root. Elsewhere switch with USER instead.',
  },
  messages: {
    sudo: 'sudo is not needed in a build, and it gives users of the image a way to become root. {advice}',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const standing = standingAt(instruction);
      for (const command of commandsOf(instruction)) {
        const wrapper = command.wrappers.find((candidate) => candidate.name === 'sudo');
        const word = wrapper?.word ?? (command.name === 'sudo' ? command.nameWord : undefined);
        if (!word) continue;
        // With -u and the like it does something to root as well.
        const plain = standing === 'root' && wrapper !== undefined && wrapper.args.every((arg) => harmless.has(arg.text));
        const end = (wrapper?.args[wrapper.args.length - 1] ?? word).span.end;
        const next = file.source.text.slice(end).search(/[^ \t]/);
        const edits = plain ? [{ span: { start: word.span.start, end: end + Math.max(0, next) }, newText: '' }] : [];
        report(word.span, 'sudo', { data: { advice: advice[standing] }, fixes: edits.length > 0 ? [{ title: 'Remove sudo', applicability: 'safe', edits }] : [] });
      }
    }
  },
});

/** Options that change nothing for root: keep the environment, set HOME, ask nothing, read the password from standard input. */
const harmless: ReadonlySet<string> = new Set(['-E', '--preserve-env', '-H', '--set-home', '-n', '--non-interactive', '-S', '--stdin', '-EH', '-HE', '-nE', '-En', '--']);

const advice = {
  root: 'Remove the word: the build is root here.',
  other: 'Put USER root before this RUN and the other user after it.',
  unknown: 'Remove the word if the base image runs as root; else put USER root before this RUN and the other user after it.',
};

function standingAt(instruction: Instruction): keyof typeof advice {
  const { user } = instruction.before;
  if (user) return user.user === undefined ? 'unknown' : isRoot(user.user) ? 'root' : 'other';
  const base = instruction.stage?.chain[instruction.stage.chain.length - 1]?.base;
  if (base?.kind === 'scratch') return 'root';
  const known = base?.kind === 'image' ? defaultUserOf(base.image) : undefined;
  return known ? (known.kind === 'user' ? 'other' : 'root') : 'unknown';
}
