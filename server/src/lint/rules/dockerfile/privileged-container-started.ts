import { defineRule } from '../../rule';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const privilegedContainerStarted = defineRule({
  name: 'privileged-container-started',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { cis: ['5.4'] },
  docs: {
    what: 'A command of the image starts a container with --privileged.',
    why: 'Such a container has every capability and every device of the host: whoever breaks into it has the host.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["docker", "run", "--privileged", "corp/worker:1.4.2"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["docker", "run", "--cap-add=NET_ADMIN", "corp/worker:1.4.2"]\n',
    exceptions: 'Tools that set hosts up may need it.',
  },
  messages: {
    privileged: 'This starts a container that may do anything on the host. Give it the capabilities and devices that it needs instead.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT')) {
      for (const command of commandsOf(instruction)) {
        if (!/^(?:docker|podman|nerdctl)$/.test(command.name) || !positionals(command).some(({ value }) => value === 'run' || value === 'create' || value === 'exec')) continue;
        const word = command.args.find(({ value }) => value === '--privileged' || value === '--privileged=true');
        if (word) report(word.span, 'privileged');
      }
    }
  },
});
