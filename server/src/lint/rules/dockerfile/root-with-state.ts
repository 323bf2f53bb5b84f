import { givesUpRoot } from '../../context/start-privileges';
import { standingOf } from '../../dockerfile/base-user';
import type { Instruction, Stage } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';
import { isRoot, runsAsNonRoot } from '../../workspace/users';

export const rootWithState = defineRule({
  name: 'root-with-state',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['stateful-root-runtime'] },
  docs: {
    what: 'The final image keeps data in volumes or state directories and runs as root.',
    why: 'What the process writes belongs to root, on the host too. A fault in it reaches the data of all its users, and a later change to another user means to change the owner of every file.',
    bad: 'FROM alpine:3.24\nVOLUME /data\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nRUN mkdir /data && chown 10001 /data\nVOLUME /data\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions: 'Shown once, at the first volume or directory. Base images that do not run as root, or that Plimsoll does not know, are left alone, and so are entrypoints that give up root and Compose services that all set a user.',
  },
  messages: {
    state: '{path} holds data, and the container that writes it runs as root. Give the directory to a user of its own and switch to it with USER.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || stage.os === 'windows' || !runsAsRoot(stage)) return;
    const [first, ...others] = [...stage.chain].reverse().flatMap((part) => part.instructions.flatMap(stateOf));
    if (!first || runsAsNonRoot(file.uri, workspace, stage.name) || givesUpRoot(file, workspace)) return;
    report(first.span, 'state', { data: { path: first.path }, related: others.map(({ span }) => ({ span, message: 'This is state, too.' })) });
  },
});

function runsAsRoot(stage: Stage): boolean {
  const { user } = stage.exit;
  if (user) return user.user !== undefined && isRoot(user.user);
  return standingOf(stage, []) === 'root';
}

const statePath = /^\/(?:data|srv|var\/(?:lib|log|cache|spool|mail|db|opt))(?:\/|$)/;
/** Of package managers, not of the program. */
const packageState = /^\/var\/(?:lib\/(?:apt|dpkg|apk|rpm|dnf|pacman)|cache\/(?:apt|apk|dnf|yum|ldconfig|debconf|pacman|fontconfig)|log\/(?:apt|dpkg))(?:\/|$)/;

function stateOf(instruction: Instruction): { readonly path: string; readonly span: Span }[] {
  const found = (path: string | undefined, span: Span): { path: string; span: Span }[] => (path !== undefined && statePath.test(path) && !packageState.test(path) ? [{ path, span }] : []);
  const below = instruction.before.workdir?.path;
  switch (instruction.keyword) {
    case 'VOLUME':
      if (instruction.exec) return instruction.exec.elements.map(({ value, span }) => ({ path: value, span }));
      return instruction.words.flatMap(({ resolved, span }) => (resolved === undefined ? [] : [{ path: resolved, span }]));
    case 'WORKDIR':
      return instruction.words.slice(0, 1).flatMap(({ resolved, span }) => found(joinPath(below, resolved), span));
    case 'COPY':
    case 'ADD': {
      const to = instruction.copy?.destination;
      return to ? found(joinPath(below, to.resolved), to.span) : [];
    }
    case 'RUN':
      return commandsOf(instruction).flatMap((command) => (command.name === 'mkdir' ? positionals(command).flatMap((word) => found(joinPath(below, word.value), word.span)) : []));
    default:
      return [];
  }
}
