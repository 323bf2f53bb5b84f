import type { DockerfileModel, Instruction, KeyValue } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const envSelfReference = defineRule({
  name: 'env-self-reference',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3044'], kics: ['env_no_refer_envvar'], droast: ['DF062'] },
  fix: 'unsafe',
  docs: {
    what: 'A value in ENV refers to a variable that the same instruction sets.',
    why: 'All values of one instruction are replaced before any is set, so the reference means the old value, mostly none at all.',
    bad: 'FROM alpine:3.24\nENV HOME_DIR=/srv DATA_DIR=$HOME_DIR/data\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV HOME_DIR=/srv\nENV DATA_DIR=$HOME_DIR/data\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A variable that is put together with its own old value: ENV PATH=/opt/bin:$PATH.',
  },
  messages: {
    same: '{name} is set by this very instruction, so here it still has its old value{old}. Set it in an ENV of its own above.',
  },
  check(file, report) {
    for (const instruction of file.all('ENV')) {
      const { pairs } = instruction;
      if (pairs.length < 2) continue;
      const names = new Set(pairs.map((pair) => pair.key.value));
      pairs.forEach((pair, i) => {
        for (const use of pair.value?.variables ?? []) {
          if (use.name === pair.key.value || !names.has(use.name) || use.definition?.kind === 'arg') continue;
          const old = use.definition?.value !== undefined ? ` "${use.definition.value}"` : use.definition ? '' : ', if the base image gives it one';
          report(use.span, 'same', { data: { name: use.name, old }, fixes: splitAt(file, instruction, i, use.name) });
        }
      });
    }
  },
});

/** Begins a new ENV with the pair that refers back, where what it refers to stands before it. */
function splitAt(file: DockerfileModel, instruction: Instruction, index: number, name: string): RuleFix[] {
  const { pairs } = instruction;
  const before: KeyValue | undefined = pairs[index - 1];
  if (!before || !pairs.slice(0, index).some((pair) => pair.key.value === name) || instruction.onbuild) return [];
  const gap = { start: before.span.end, end: pairs[index]!.span.start };
  if (file.source.slice(gap).includes('#')) return [];
  const line = file.source.lineStart(file.source.lineAt(instruction.span.start));
  const indent = file.source.text.slice(line, instruction.span.start);
  const newText = `${file.source.eol}${indent}${file.source.slice(instruction.keywordSpan)} `;
  return [{ title: 'Set it in an ENV of its own', applicability: 'unsafe', edits: [{ span: gap, newText }] }];
}
