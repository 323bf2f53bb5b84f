import { removeFlag } from '../../dockerfile/edits';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const hostNetworkInBuild = defineRule({
  name: 'host-network-in-build',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S6431'] },
  docs: {
    what: 'RUN --network=host shares the network of the machine that builds.',
    why: 'The command reaches everything that listens on localhost of the builder: databases, the Docker API, metadata services. Every package that it installs does so too.',
    bad: 'FROM alpine:3.24\nRUN --network=host ./test.sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN ./test.sh\nUSER 10001\n',
    exceptions: 'BuildKit refuses the flag unless the build allows it (`--allow network.host`).',
  },
  messages: {
    host: 'This command shares the network of the builder, with all that listens on its localhost. Remove --network=host.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const flag = flagOf(instruction, 'network');
      if (flag?.value?.resolved === 'host') report(flag.span, 'host', { fixes: [{ title: 'Remove --network=host', applicability: 'unsafe', edits: [removeFlag(file, flag.span)] }] });
    }
  },
});
