import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

/** Command lines that compile, by their first words. */
const builds = /^(?:go (?:build|install)|cargo (?:build|install)|(?:\.\/)?(?:mvnw?|gradlew?)(?: \S+)* (?:package|install|build|assemble|bootJar)|(?:npm|pnpm|yarn|bun)(?: run)? build\S*|dotnet (?:build|publish)|ng build|cmake --build|make|ninja|tsc|stack build|swift build|mix release)\b/;
/** Images that hold a tool chain which nothing needs at run time. */
const toolChains: ReadonlySet<string> = new Set(['golang', 'rust', 'maven', 'gradle', 'gcc', 'haskell', 'swift']);

export const singleStageBuild = defineRule({
  name: 'single-stage-build',
  target: 'dockerfile',
  severity: 'info',
  category: 'performance',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['prefer-multi-stage-build'], droast: ['DF011'] },
  fix: 'none',
  docs: {
    what: 'The only stage of a file compiles a program in an image with its tool chain.',
    why: 'Compiler, sources and caches stay in the image: it is many times larger than what runs, and every tool in it can be used by an attacker. A second stage takes only the result.',
    bad: 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'Bases without a tool chain of their own, where what is built may need the rest.',
  },
  messages: { build: '{command} leaves its tool chain and its sources in the image. Build in a stage of its own, and copy the result into a small one.' },
  check(file, report) {
    const [stage, ...others] = file.stages;
    if (!stage || others.length > 0 || stage.base.kind !== 'image') return;
    const name = officialName(stage.base.image);
    const sdk = /^mcr\.microsoft\.com\/dotnet\/(?:core\/)?sdk$/.test(stage.base.image.normalized);
    if (!sdk && (name === undefined || !toolChains.has(name))) return;
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'RUN') continue;
      const command = commandsOf(instruction).find((candidate) => builds.test(lineOf(candidate)));
      if (!command) continue;
      report(command.nameWord.span, 'build', { data: { command: lineOf(command).split(' ').slice(0, 2).join(' ') } });
      return;
    }
  },
});

function lineOf(command: ShellCommand): string {
  return [command.name, ...command.args.map((word) => word.value ?? word.text)].join(' ');
}
