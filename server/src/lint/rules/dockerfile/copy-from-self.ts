import { removeFlag } from '../../dockerfile/edits';
import { sourceReferences } from '../../dockerfile/stages';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const copyFromSelf = defineRule({
  name: 'copy-from-self',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3023'], trivy: ['DS-0006'], kics: ['copy_from_references_current_from_alias'], semgrep: ['copy-from-own-alias'], droast: ['DF050'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY --from or RUN --mount from= names the stage it stands in.',
    why: 'A stage cannot wait for its own result: the build stops with a circular dependency.',
    bad: 'FROM alpine:3.24 AS app\nCOPY --from=app /etc/passwd /etc/passwd.orig\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS app\nRUN cp /etc/passwd /etc/passwd.orig\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { self: '{name} is the stage this line stands in, and a stage cannot copy from itself. Name an earlier stage, use RUN cp, or remove the flag to copy from the build context.' },
  check(file, report) {
    for (const { kind, source, span, text, instruction } of sourceReferences(file)) {
      const own = instruction.stage?.index;
      if (kind === 'from' || own === undefined) continue;
      const self = source.kind === 'stage' ? source.stage.index === own : kind === 'copy' && text === String(own);
      if (!self) continue;
      const flag = kind === 'copy' ? flagOf(instruction, 'from') : undefined;
      report(span, 'self', { data: { name: text }, fixes: flag ? [{ title: 'Remove --from', applicability: 'unsafe', edits: [removeFlag(file, flag.span)] }] : [] });
    }
  },
});
