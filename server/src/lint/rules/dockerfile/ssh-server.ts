import { installedPackages } from '../../dockerfile/installed';
import { startCommands } from '../../dockerfile/launch';
import { defineRule } from '../../rule';
import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const sshServer = defineRule({
  name: 'ssh-server',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { cis: ['5.7'] },
  docs: {
    what: 'The image brings an SSH server, starts one, or makes its host keys at build time.',
    why: 'A container is entered through its engine. An SSH server is one more way in, with keys and passwords to look after; host keys that are made in the build are the same in every container, and everybody who has the image has the private ones.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache openssh-server\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache openssh-client\nUSER 10001\n',
    exceptions: 'Images whose purpose is SSH (a bastion, an SFTP server, a test target) can ignore the rule; host keys should be made when the container starts even there.',
  },
  messages: {
    installed: '{package} lets people log in to the container. Leave it out, and use docker exec or the tools of the orchestrator.',
    started: 'The container starts an SSH server. Leave it out, and use docker exec or the tools of the orchestrator.',
    hostKeys: 'Host keys that are made here are in every container and with everybody who has the image. Make them when the container starts.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage) return;
    const installed = installedPackages(file, stage).filter(({ name }) => servers.has(name));
    for (const { name, argument } of installed) report(argument.word.span, 'installed', { data: { package: name } });
    const daemon = installed.length === 0 ? startCommands(stage).find((command) => command.name === 'sshd' || command.name === 'dropbear') : undefined;
    if (daemon) report(daemon.nameWord.span, 'started');
    for (const instruction of stage.chain.flatMap((part) => part.instructions)) {
      if (instruction.keyword !== 'RUN') continue;
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'ssh-keygen') continue;
        if (hasFlag(command, '-A') || /ssh_host_\w+_key/.test(flag(command, '-f')?.value ?? '')) report(command.nameWord.span, 'hostKeys', { severity: 'warning' });
      }
    }
  },
});

const servers: ReadonlySet<string> = new Set(['openssh-server', 'dropbear', 'tinysshd', 'ssh-server']);
