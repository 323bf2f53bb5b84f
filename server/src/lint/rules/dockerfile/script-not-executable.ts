import { mayBeChanged, startScripts } from '../../context/start-scripts';
import type { StartScript } from '../../context/start-scripts';
import type { Stage } from '../../dockerfile/model';
import { runtimeOf } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { baseName } from '../../text/go-path';

export const scriptNotExecutable = defineRule({
  name: 'script-not-executable',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'ENTRYPOINT or CMD starts a script that is copied from the build context and may not be executed there.',
    why: 'COPY keeps the mode of a file. The image builds, and the container then stops with "permission denied".',
    bad: 'FROM alpine:3.24\nCOPY start.sh /usr/local/bin/\nUSER 10001\nENTRYPOINT ["start.sh"]\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /usr/local/bin/\nUSER 10001\nENTRYPOINT ["start.sh"]\n',
    beside: { bad: { 'start.sh': '#!/bin/sh\nexec sleep 60\n' }, good: { 'start.sh': '#!/bin/sh\nexec sleep 60\n' } },
    exceptions: 'Silent where a later RUN may change the mode, for a CMD that the ENTRYPOINT of the base image may take for arguments, for scripts that are given to a shell (`sh start.sh`), and on Windows, where files have no such mode.',
  },
  messages: { mode: '{script} is not executable, so the container stops with "permission denied". Copy it with --chmod=755, or make it executable.' },
  check(file, report, { workspace }) {
    for (const script of startScripts(file, workspace)) {
      const { by, source, path, context, word } = script;
      if (by === 'argument' || flagOf(source.instruction, 'chmod') || context.details(path)?.executable !== false || mayBeChanged(script, /\b(?:chmod|install|cp|mv)\b/)) continue;
      // The entrypoint of the official image hands such a file to node.
      if (runsFiles(file.finalStage)) continue;
      report(word.span, 'mode', { data: { script: path }, related: [{ span: source.span, message: 'It is copied here.' }], fixes: chmodFix(script) });
    }
  },
});

function runsFiles(stage: Stage | undefined): boolean {
  const base = stage && !runtimeOf(stage).entrypoint ? rootBase(stage) : undefined;
  return base?.kind === 'image' && /(?:^|\/)library\/node$/.test(base.image.normalized);
}

/** Only where nothing else gets the mode. */
function chmodFix({ source: { instruction }, context, path }: StartScript): RuleFix[] {
  const [only, ...others] = instruction.copy?.sources ?? [];
  if (!only || others.length > 0 || context.kindOf(path) !== 'file' || !only.value.endsWith(baseName(path))) return [];
  const at = instruction.keywordSpan.end;
  return [{ title: `Use ${instruction.keyword} --chmod=755`, applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ' --chmod=755' }] }];
}
