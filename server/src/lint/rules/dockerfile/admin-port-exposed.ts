import { removeInstruction, removeWord } from '../../dockerfile/edits';
import { startCommands } from '../../dockerfile/launch';
import { portSpecs } from '../../dockerfile/ports';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { adminPorts } from '../../facts/admin-ports';
import { defineRule } from '../../rule';

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
    exceptions: 'The list of ports is an option. An image that starts such a server itself (CMD ["/usr/sbin/sshd", "-D"], dockerd) is left alone: it is there for that. The ports of VNC and RDP (5800, 5900, 3389) are a note: desktops and browsers in a container have no other way to be used.',
  },
  messages: {
    screen: 'Whoever reaches port {port} has the screen and the keyboard of the container. If that is what the image is for, let the server ask for a password and publish the port on 127.0.0.1 only; else leave it out.',
    exposed: 'Port {port} is for remote administration. Leave it out; use docker exec, or the tools of the orchestrator.',
  },
  check(file, report, { options }) {
    const listed = options.ports.map(Number);
    for (const instruction of file.all('EXPOSE')) {
      for (const { word, range, protocol } of portSpecs(instruction)) {
        if (!range || (protocol && protocol.text.toLowerCase() !== 'tcp')) continue;
        const port = listed.find((candidate) => range[0] <= candidate && candidate <= range[1]);
        if (port === undefined || isServed(port, instruction, file)) continue;
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

/** What listens on a port, where its program says so. */
const servers: Readonly<Record<number, RegExp>> = { 22: /^(?:sshd|dropbear)$/, 2222: /^(?:sshd|dropbear)$/, 2375: /^dockerd/, 2376: /^dockerd/ };

function isServed(port: number, { stage }: Instruction, file: DockerfileModel): boolean {
  const program = servers[port];
  return program !== undefined && stage !== undefined && file.stages.some((part) => part.chain.includes(stage) && startCommands(part).some(({ name }) => program.test(name)));
}

/** RDP and VNC: docker exec shows no screen. */
const graphical: ReadonlySet<number> = new Set([3389, 5800, 5900]);
