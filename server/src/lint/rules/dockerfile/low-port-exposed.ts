import { portSpecs } from '../../dockerfile/ports';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

export const lowPortExposed = defineRule({
  name: 'low-port-exposed',
  target: 'dockerfile',
  severity: 'info',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'The image exposes a port below 1024 and runs as another user than root.',
    why: 'On Kubernetes and older engines only root may listen there: the container starts with "permission denied", and people make it root again. Nobody outside needs the low number, as ports are mapped.',
    bad: 'FROM alpine:3.24\nEXPOSE 80\nUSER 10001\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\n',
    exceptions: 'Docker lets every user listen on all ports since 20.10. A program with cap_net_bind_service (`setcap`) may do so everywhere.',
  },
  messages: {
    low: 'Port {port} can be opened by root only on Kubernetes and older engines, and the image runs as {user}. Listen on a port above 1023, such as {better}.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const user = stage?.exit.user?.user;
    if (!stage || stage.os === 'windows' || user === undefined || user === '' || isRoot(user)) return;
    const mayBind = stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword === 'RUN' && commandsOf(instruction).some((command) => command.name === 'setcap' && command.args.some(({ value }) => value?.includes('cap_net_bind_service')))));
    if (mayBind) return;
    for (const instruction of stage.chain.flatMap((part) => part.instructions)) {
      if (instruction.keyword !== 'EXPOSE') continue;
      for (const { word, range } of portSpecs(instruction)) {
        if (range && range[0] > 0 && range[0] < 1024) report(word.span, 'low', { data: { port: range[0], user, better: range[0] === 443 ? 8443 : range[0] + 8000 } });
      }
    }
  },
});
