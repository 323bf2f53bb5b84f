import { installedPackages } from '../../dockerfile/installed';
import { startsInteractively } from '../../dockerfile/launch';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';

export const buildToolsLeft = defineRule({
  name: 'build-tools-left',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { cis: ['4.3'] },
  docs: {
    what: 'Compilers, debuggers, network tools or sudo stay in the final image.',
    why: 'They are not needed to run the program, they are what an intruder needs next, and each has vulnerabilities of its own that somebody must look at.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache gcc\nUSER 10001\n',
    good: 'FROM alpine:3.24 AS build\nRUN apk add --no-cache gcc\nFROM alpine:3.24\nCOPY --from=build /out/app /usr/local/bin/\nUSER 10001\n',
    exceptions: 'What a RUN removes again is left alone, as are images that start a shell and stages that are named for development or tests. Each kind is shown once. Extra tools of your own can be named in the option `packages`.',
  },
  options: {
    packages: { default: [] as readonly string[], description: 'Further packages that do not belong into a final image.' },
  },
  messages: {
    compiler: '{package} is needed to build, not to run. Build in a stage of its own, or remove it in the same RUN.',
    debugger: '{package} helps an intruder more than the program. Leave it out, and debug from a container beside (docker debug, kubectl debug).',
    network: '{package} helps an intruder look around in the network. Leave it out, and look from a container beside.',
    sudo: '{package} lets users become root. Leave it out; USER says who the container runs as.',
    listed: '{package} does not belong into a final image, by your settings.',
  },
  check(file, report, { options }) {
    const stage = file.finalStage;
    if (!stage || startsInteractively(stage) || isForDevelopment(stage)) return;
    const seen = new Set<string>();
    for (const { name, argument } of installedPackages(file, stage)) {
      const kind = options.packages.includes(name) ? 'listed' : kindOf(name);
      if (!kind || (kind !== 'listed' && seen.has(kind))) continue;
      seen.add(kind);
      report(argument.word.span, kind, { data: { package: name } });
    }
  },
});

const kinds = [
  ['compiler', /^(?:build-essential|build-base|gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|make|cmake|autoconf|automake|base-devel|musl-dev|linux-headers|cargo|rustc)$/],
  ['debugger', /^(?:gdb|strace|ltrace|valgrind)$/],
  ['network', /^(?:nmap|tcpdump|tshark|wireshark|netcat(?:-openbsd|-traditional)?|nc|ncat|socat|telnet|hping3|masscan)$/],
  ['sudo', /^(?:sudo|doas)$/],
] as const;

function kindOf(name: string): (typeof kinds)[number][0] | undefined {
  return kinds.find(([, pattern]) => pattern.test(name))?.[0];
}
