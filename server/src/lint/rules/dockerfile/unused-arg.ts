import { removeInstruction } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, Word } from '../../dockerfile/model';
import { countedPairs } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

/** Arguments that BuildKit reads itself, and those that stand for a cache key. */
const readByBuilder = /^(?:BUILDKIT_|SOURCE_DATE_EPOCH$|TARGET|BUILD(?:PLATFORM|OS|ARCH|VARIANT)$|CACHE_?(?:BUST|DATE)|.*CACHE_?BUST)/i;

export const unusedArg = defineRule({
  name: 'unused-arg',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Nothing uses an ARG: one before the first FROM that no FROM and no stage asks for, or one in a stage after which neither a RUN nor anything else can read it.',
    why: 'Whoever passes it with --build-arg believes that it does something. Often it was meant for a stage that does not repeat it.',
    bad: 'ARG VERSION=3.24\nARG DEBUG=0\nFROM alpine:${VERSION}\nUSER 10001\n',
    good: 'ARG VERSION=3.24\nFROM alpine:${VERSION}\nUSER 10001\n',
    exceptions: 'Arguments that the builder reads itself (BUILDKIT_…, SOURCE_DATE_EPOCH, proxies), and those whose name says that they only break the cache.',
  },
  messages: {
    global: 'No FROM uses {name}, and no stage asks for it with an ARG of its own. Remove it, or repeat it in the stage that needs it.',
    stage: 'Nothing after this ARG uses {name}. Remove it, or move it to where it is needed.',
  },
  check(file, report) {
    if (!file.finalStage) return;
    for (const instruction of file.all('ARG')) {
      for (const { key } of countedPairs(instruction)) {
        const name = key.value;
        if (instruction.onbuild || !/^[A-Za-z_]\w*$/.test(name) || readByBuilder.test(name) || /_proxy$/i.test(name)) continue;
        if (instruction.stage ? isUsedInStage(file, instruction, name) : isUsed(file, name, instruction)) continue;
        report(key.span, instruction.stage ? 'stage' : 'global', { data: { name }, tags: ['unnecessary'], fixes: removal(file, instruction) });
      }
    }
  },
});

function removal(file: DockerfileModel, instruction: Instruction): RuleFix[] {
  return countedPairs(instruction).length === 1 ? [{ title: 'Remove it', applicability: 'unsafe', edits: [removeInstruction(file, instruction)] }] : [];
}

/** Anywhere at all but in what defines it: a use in a stage that does not ask for it is reported for what it is. */
function isUsed(file: DockerfileModel, name: string, instruction: Instruction): boolean {
  return file.instructions.some((other) => other !== instruction && mentions(file, other, name));
}

/** Builders hand an ARG to every RUN after it, which may read it from its environment, also in stages that start from this one. */
function isUsedInStage(file: DockerfileModel, arg: Instruction, name: string): boolean {
  const later = file.instructions.filter((other) => other.index > arg.index && other.stage?.chain.some((part) => part === arg.stage));
  return later.some((other) => other.keyword === 'RUN' || mentions(file, other, name)) || arg.pairs.some((pair) => pair.value?.variables.some((use) => use.name === name) && pair.key.value !== name);
}

function mentions(file: DockerfileModel, instruction: Instruction, name: string): boolean {
  const inner = instruction.trigger ?? instruction;
  // Whoever uses it names it, on one line or broken over two.
  if (!inner.text.includes(name) && !file.source.slice(inner.span).includes(name)) return false;
  if (inner.keyword === 'ARG' && inner.pairs.some((pair) => pair.key.value === name)) return true;
  const words: readonly (Word | undefined)[] = [...inner.words, ...inner.flags.map((flag) => flag.value), ...inner.pairs.flatMap((pair) => [pair.key, pair.value]), inner.from?.image];
  if (words.some((word) => word?.variables.some((use) => use.name === name))) return true;
  return new RegExp(`\\$\\{?[#!]?${name}\\b|%${name}%|\\$env:${name}\\b|\\b${name}\\b`).test(file.source.slice(inner.span)) && inner.keyword !== 'ARG';
}
