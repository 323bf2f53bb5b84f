import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const dockerSocket = defineRule({
  name: 'docker-socket',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['VOLUME', 'RUN', 'CMD', 'ENTRYPOINT'],
  severity: 'error',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { semgrep: ['dockerfile-dockerd-socket-mount', 'dockerd-socket-mount'], cis: ['5.32'] },
  docs: {
    what: 'The socket of a container engine is declared as a volume, or handed to a container that a command starts.',
    why: 'Whoever may write to the socket starts containers with any right on the host: the socket is root on the host.',
    bad: 'FROM alpine:3.24\nVOLUME /var/run/docker.sock\nUSER 10001\n',
    good: 'FROM alpine:3.24\nVOLUME /var/lib/app\nUSER 10001\n',
    exceptions: 'Tools that manage containers need it. They are safer behind a proxy that lets single calls through, or with a rootless engine.',
  },
  messages: {
    volume: 'A volume on {path} means the socket of the container engine, which is root on the host. Leave it out; who needs it can mount it, better a proxy that lets single calls through.',
    handed: 'This hands the socket of the container engine to the container, which is root on the host. Use a proxy that lets single calls through.',
  },
  check(file, report) {
    for (const { words, exec } of file.all('VOLUME')) {
      const paths = exec ? exec.elements.map(({ value, span }) => ({ path: value, span })) : words.map(({ resolved, span }) => ({ path: resolved ?? '', span }));
      for (const { path, span } of paths) if (engineSocket.test(path)) report(span, 'volume', { data: { path: path.replace(/:.*$/, '') } });
    }
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (!engines.has(command.name)) continue;
        for (const word of command.args) if (engineSocket.test(word.value ?? '')) report(word.span, 'handed');
      }
    }
  },
});

const engines: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl']);
const engineSocket = /(?:^|[=/])run\/(?:docker|containerd\/containerd|podman\/podman|crio\/crio)\.sock(?:$|[:,])/;
