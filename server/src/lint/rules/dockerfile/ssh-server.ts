import type { BuildContext } from '../../context/build-context';
import { contextSources } from '../../context/sources';
import { installedPackages } from '../../dockerfile/installed';
import { startCommands } from '../../dockerfile/launch';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { isDevContainer } from '../../dockerfile/stage-purpose';
import { portSpecs } from '../../dockerfile/ports';
import { defineRule } from '../../rule';
import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import type { Workspace } from '../../workspace/model';

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
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache openssh-server\nEXPOSE 22\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache openssh-client\nUSER 10001\n',
    exceptions: 'Silent where a server is installed and nothing in the file, nor in a script that it copies, starts it, sets it up or exposes port 22. Containers to develop in are left alone, and so are images of Hadoop, Spark, MPI and Slurm, whose nodes reach one another by SSH. Images that start an SSH server and nothing else (a bastion, an SFTP server, a test target) are meant to; host keys should be made when the container starts even there. One that refuses passwords and deletes the host keys is left alone.',
  },
  messages: {
    installed: '{package} lets people log in to the container. Leave it out, and use docker exec or the tools of the orchestrator.',
    started: 'The container starts an SSH server. Leave it out, and use docker exec or the tools of the orchestrator.',
    hostKeys: 'Host keys that are made here are in every container and with everybody who has the image. Make them when the container starts.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || isDevContainer(file, stage)) return;
    const forSsh = isCaredFor(stage) || startsNothingElse(stage) || isOfCluster(stage);
    const installed = installedPackages(file, stage).filter(({ name }) => servers.has(name));
    for (const { name, argument } of forSsh ? [] : installed) {
      if (isUsed(stage) || isUsedBeside(file, workspace)) report(argument.word.span, 'installed', { data: { package: name } });
    }
    const daemon = installed.length === 0 && !forSsh ? startCommands(stage).find((command) => command.name === 'sshd' || command.name === 'dropbear') : undefined;
    if (daemon) report(daemon.nameWord.span, 'started');
    for (const instruction of instructionsOf(stage)) {
      if (instruction.keyword !== 'RUN') continue;
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'ssh-keygen') continue;
        if (hasFlag(command, '-A') || /ssh_host_\w+_key/.test(flag(command, '-f')?.value ?? '')) report(command.nameWord.span, 'hostKeys', { severity: 'warning' });
      }
    }
  },
});

/** Whether something in the stage starts the server, sets it up or exposes its port. */
function isUsed(stage: Stage): boolean {
  return instructionsOf(stage).some((instruction) =>
    instruction.keyword === 'EXPOSE' ? portSpecs(instruction).some(({ range }) => range !== undefined && range[0] <= 22 && 22 <= range[1]) : textsOf(instruction).some((text) => sign.test(text)),
  );
}

/** Nodes of a cluster start their programs on one another by SSH. */
function isOfCluster(stage: Stage): boolean {
  return instructionsOf(stage).flatMap(textsOf).some((text) => /\b(?:hadoop|openmpi|mpich|slurm|pdsh)/i.test(text));
}

/** An image that is an SSH server and nothing else: a bastion, a place to copy to, a machine to log in to. */
function startsNothingElse(stage: Stage): boolean {
  const commands = startCommands(stage).filter(({ parent, name }) => !parent && !/^(?:exec|echo|mkdir|chmod|chown|ssh-keygen|tini|dumb-init)$/.test(name));
  return commands.length > 0 && commands.every(({ name }) => name === 'sshd' || name === 'dropbear');
}

/** Whether a script or a setting that is copied from the context names the server. */
function isUsedBeside(file: DockerfileModel, workspace: Workspace): boolean {
  const context = workspace.contextsOf?.(file)?.context;
  if (!context) return false;
  return contextSources(file).some(({ path, by }) => by !== 'mount' && (context.kindOf(path) === 'directory' ? filesBelow(context, path) : (context.expand(path) ?? [])).some((each) => sign.test(context.text(each) ?? '')));
}

/** Scripts and settings in a directory and those right below it. */
function filesBelow(context: BuildContext, directory: string): readonly string[] {
  const listed = context.list(directory) ?? [];
  const below = listed.flatMap(({ path, kind }) => (kind === 'directory' ? (context.list(path) ?? []) : []));
  return [...listed, ...below].flatMap(({ path, kind }) => (kind === 'file' && /(?:^|\/)[^/.]+$|\.(?:sh|bash|conf|ini|cfg|service|ya?ml)$/.test(path) ? [path] : [])).slice(0, mostFiles);
}

const mostFiles = 50;

/** An image for SSH, made with care: nobody logs in by password, and the host keys of the package are deleted, so that each container makes its own. */
function isCaredFor(stage: Stage): boolean {
  const texts = instructionsOf(stage).flatMap(textsOf);
  return texts.some((text) => /PasswordAuthentication[= ]+no\b/i.test(text)) && texts.some((text) => /\brm\s[^;&|]{0,200}ssh_host_/.test(text));
}

function instructionsOf(stage: Stage): readonly Instruction[] {
  return stage.chain.flatMap(({ instructions }) => instructions);
}

function textsOf({ args, heredocs }: Instruction): readonly string[] {
  return [args.text, ...heredocs.map(({ content }) => content)];
}

/** Its configuration, its directory, its program, its service. Names of packages are none of them. */
const sign = /\bsshd(?:_config)?\b|\/dropbear\b|\bdropbear\s+-|\b(?:service|init\.d\/|rc-service)\s*(?:ssh|dropbear)\b/;
const servers: ReadonlySet<string> = new Set(['openssh-server', 'dropbear', 'tinysshd', 'ssh-server']);
