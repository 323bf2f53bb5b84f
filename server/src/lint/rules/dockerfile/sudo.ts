import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { defaultUserOf } from '../../facts/users';
import { defineRule } from '../../rule';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';
import { isRoot } from '../../workspace/users';

export const sudo = defineRule({
  name: 'sudo',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3004'], trivy: ['DS-0010'], checkov: ['CKV2_DOCKER_1'], kics: ['run_using_sudo'], semgrep: ['no-sudo-in-dockerfile'], dockle: ['DKL-DI-0001'], droast: ['DF010'] },
  docs: {
    what: 'A RUN uses sudo; the first place in each RUN is marked.',
    why: 'A build runs as root unless USER says otherwise, so sudo does nothing there but bring in a program that lets users become root in the finished image.',
    bad: 'FROM alpine:3.24\nRUN sudo mkdir /data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN mkdir /data\nUSER 10001\n',
    exceptions: 'The fix is offered where root is in force: by USER, or because the base image is known to run as root. Elsewhere switch with USER instead.',
  },
  messages: {
    user: 'sudo gives users of the image a way to become root, and this build needs none. To do something as {user}, put USER {user} before this RUN, or call su or setpriv.',
    sudo: 'sudo is not needed in a build, and it gives users of the image a way to become root. {advice}',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const standing = standingAt(instruction);
      const uses = commandsOf(instruction).flatMap((command) => useOf(command) ?? []);
      const [first, ...others] = uses;
      if (!first) continue;
      const edits = standing === 'root' ? uses.filter(({ plain }) => plain).map(({ span }) => ({ span: withBlanks(file, span), newText: '' })) : [];
      const user = uses.find(({ user: other }) => other !== undefined)?.user;
      const asAnother = user !== undefined && uses.every(({ plain }) => !plain);
      report(first.word.span, asAnother ? 'user' : 'sudo', {
        data: { advice: advice[standing], user: user ?? '' },
        related: others.map(({ word }) => ({ span: word.span, message: 'sudo is used here as well.' })),
        fixes: edits.length > 0 ? [{ title: 'Remove sudo', applicability: 'safe', edits }] : [],
      });
    }
  },
});

interface Use {
  readonly word: ShellWord;
  /** The word and its options. */
  readonly span: Span;
  /** Nothing is different for root without it. */
  readonly plain: boolean;
  /** Who else the command is run as. */
  readonly user: string | undefined;
}

function useOf(command: ShellCommand): Use | undefined {
  const wrapper = command.wrappers.find((candidate) => candidate.name === 'sudo');
  const word = wrapper?.word ?? (command.name === 'sudo' ? command.nameWord : undefined);
  if (!word) return undefined;
  const args = wrapper?.args ?? [];
  const at = args.findIndex((arg) => /^(?:-\w*u|--user)$/.test(arg.text));
  return {
    word,
    span: { start: word.span.start, end: (args[args.length - 1] ?? word).span.end },
    plain: wrapper !== undefined && args.every((arg) => harmless.has(arg.text)),
    user: at === -1 ? undefined : (args[at + 1]?.value ?? undefined),
  };
}

function withBlanks(file: DockerfileModel, { start, end }: Span): Span {
  return { start, end: end + Math.max(0, file.source.text.slice(end).search(/[^ \t]/)) };
}

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
  const base = instruction.stage && rootBase(instruction.stage);
  if (base?.kind === 'scratch') return 'root';
  const known = base?.kind === 'image' ? defaultUserOf(base.image) : undefined;
  return known ? (known.kind === 'user' ? 'other' : 'root') : 'unknown';
}
