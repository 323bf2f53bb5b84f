import { startedInScript, startScripts } from '../../context/start-scripts';
import { removeInstruction, removeWord } from '../../dockerfile/edits';
import { startCommands } from '../../dockerfile/launch';
import { portSpecs } from '../../dockerfile/ports';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { adminPorts } from '../../facts/admin-ports';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import type { Workspace } from '../../workspace/model';

export const adminPortExposed = defineRule({
  name: 'admin-port-exposed',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['EXPOSE'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { trivy: ['DS-0004'], checkov: ['CKV_DOCKER_1'], kics: ['exposing_port_22'], sonar: ['S6473'] },
  options: {
    ports: { default: adminPorts, description: 'Ports that are reported.' },
  },
  docs: {
    what: 'EXPOSE names a port of remote administration: SSH, Telnet, RDP, VNC, the Docker API.',
    why: 'A container is managed through its engine. A way to log in from outside is one more thing to secure, and the first that is attacked.',
    bad: 'FROM alpine:3.24\nEXPOSE 22\nUSER 10001\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\n',
    exceptions: 'The list of ports is an option. An image that starts such a server itself (CMD ["/usr/sbin/sshd", "-D"], dockerd), also in a start script that it copies, is left alone: it is there for that. 2376 is only reported where Docker is in the image: others have an API there too. The ports of VNC and RDP (5800, 5900, 3389) are a note: desktops and browsers in a container have no other way to be used.',
  },
  messages: {
    screen: 'Whoever reaches port {port} has the screen and the keyboard of the container. If that is what the image is for, let the server ask for a password and publish the port on 127.0.0.1 only; else leave it out.',
    exposed: 'Port {port} is for remote administration. Leave it out; use docker exec, or the tools of the orchestrator.',
  },
  check(file, report, { options, workspace }) {
    const listed = options.ports.map(Number);
    for (const instruction of file.all('EXPOSE')) {
      for (const { word, range, protocol } of portSpecs(instruction)) {
        if (!range || (protocol && protocol.text.toLowerCase() !== 'tcp')) continue;
        const port = listed.find((candidate) => range[0] <= candidate && candidate <= range[1]);
        if (port === undefined || isServed(port, instruction, file, workspace)) continue;
        if (port === 2376 && !hasDocker(instruction.stage)) continue;
        if (graphical.has(port)) {
          report(word.span, 'screen', { data: { port }, severity: 'info' });
          continue;
        }
        const edit = instruction.words.length === 1 ? removeInstruction(file, instruction) : removeWord(file, word.span);
        // Of a range only one port may be meant.
        const fixes = range[0] === range[1] && !instruction.onbuild ? [{ title: `Do not expose ${port}`, applicability: 'unsafe' as const, edits: [edit] }] : [];
        report(word.span, 'exposed', { data: { port }, fixes });
      }
    }
  },
});

/** The service has the name of the client. */
const sshd = 'sshd|dropbear|(?<=service[ \\t]{1,9}|init\\.d/)ssh';
const dockerd = 'dockerd(?:-entrypoint\\.sh)?';

interface Server {
  readonly program: RegExp;
  readonly inScript: RegExp;
}

/** What listens on a port, where its program says so. */
const servers: Readonly<Record<number, Server>> = { 22: toldBy(sshd), 2222: toldBy(sshd), 2375: toldBy(dockerd), 2376: toldBy(dockerd) };

function toldBy(names: string): Server {
  return { program: new RegExp(`^(?:${names})$`), inScript: startedInScript(names) };
}

function isServed(port: number, { stage }: Instruction, file: DockerfileModel, workspace: Workspace): boolean {
  const server = servers[port];
  if (server === undefined || stage === undefined) return false;
  if (file.stages.some((part) => part.chain.includes(stage) && startCommands(part).some((command) => starts(command, server)))) return true;
  const whole = file.whole ?? file;
  return whole.finalStage?.chain.some(({ index }) => index === stage.index) === true && startScripts(whole, workspace).some(({ text }) => server.inScript.test(text));
}

/** By its program, or as a service: `service ssh start`. */
function starts({ name, nameWord, args }: ShellCommand, { program, inScript }: Server): boolean {
  return program.test(name) || (name === 'service' && args[0]?.value !== undefined && inScript.test(`service ${args[0].value}`)) || inScript.test(nameWord.value ?? '');
}

/** Docker's own image, or one that Docker is installed in. */
function hasDocker(stage: Stage | undefined): boolean {
  if (!stage) return false;
  const base = rootBase(stage);
  return (base.kind === 'image' && officialName(base.image) === 'docker') || stage.chain.some(({ instructions }) => instructions.some(({ keyword, text }) => keyword !== 'EXPOSE' && keyword !== 'FROM' && /\bdockerd\b|\bdocker(?:-ce|\.io|-engine)(?![\w/-])/.test(text)));
}

/** RDP and VNC: docker exec shows no screen. */
const graphical: ReadonlySet<number> = new Set([3389, 5800, 5900]);
