import { insertAfter } from '../../dockerfile/edits';
import { baseEnvironment, baseMaySet, undefinedInShell, undefinedUses } from '../../dockerfile/undefined';
import type { UndefinedUse } from '../../dockerfile/undefined';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const argOutOfScope = defineRule({
  name: 'arg-out-of-scope',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { sonar: ['S6579'], buildkit: ['UndefinedVar'] },
  fix: 'unsafe',
  docs: {
    what: 'A stage uses an ARG from above the first FROM without declaring it again.',
    why: 'Such an ARG is visible to FROM lines only. In the stage the variable is empty, whatever its default and --build-arg say.',
    bad: 'ARG VERSION=1.0\nFROM alpine:3.24\nLABEL org.opencontainers.image.version=$VERSION\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'ARG VERSION=1.0\nFROM alpine:3.24\nARG VERSION\nLABEL org.opencontainers.image.version=$VERSION\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A name that the base image sets itself, or that begins with the name of an image which is not known, or that is set to itself (`ENV X=${X}`) on such an image. In shell code a variable that the script assigns, or that has a default of its own.',
  },
  messages: { global: 'ARG {name} from above the first FROM is not visible inside a stage, so {name} is empty here. Repeat "ARG {name}" in this stage.' },
  check(file, report) {
    const globals = new Set((file.whole ?? file).preamble.flatMap((instruction) => (instruction.keyword === 'ARG' ? instruction.pairs.map((pair) => pair.key.value) : [])));
    if (globals.size === 0) return;
    for (const [stage, uses] of usesByStage(file, globals)) {
      const seen = new Set<string>();
      for (const use of uses) {
        // One ARG puts all of a stage right.
        if (seen.has(use.name) || baseMaySet(stage, use.name) || isHandedOn(use, stage)) continue;
        seen.add(use.name);
        const declared = file.globalScope.lookup(use.name)?.nameSpan;
        report(use.span, 'global', {
          data: { name: use.name },
          fixes: [{ title: `Repeat ARG ${use.name} in this stage`, applicability: 'unsafe', edits: [insertAfter(file, stage.instruction, `ARG ${use.name}`)] }],
          related: declared ? [{ span: declared, message: 'It is declared here, for FROM lines only.' }] : [],
        });
      }
    }
  },
});

/** `ENV X=${X}` keeps what the base image sets, which is not known. */
function isHandedOn({ instruction, name }: UndefinedUse, stage: Stage): boolean {
  return instruction.keyword === 'ENV' && instruction.pairs.some((pair) => pair.key.resolved === name && pair.value?.variables.some((use) => use.name === name)) && baseEnvironment(stage) === undefined;
}

function usesByStage(file: DockerfileModel, globals: ReadonlySet<string>): Map<Stage, UndefinedUse[]> {
  const found = new Map<Stage, UndefinedUse[]>();
  const inWords = undefinedUses(file).filter((use) => globals.has(use.name));
  const inShell = file.all('RUN').flatMap((instruction) => (instruction.stage ? undefinedInShell(instruction, globals, file.source.text) : []));
  for (const use of [...inWords, ...inShell].sort((a, b) => a.span.start - b.span.start)) {
    const stage = use.instruction.stage!;
    found.set(stage, [...(found.get(stage) ?? []), use]);
  }
  return found;
}
