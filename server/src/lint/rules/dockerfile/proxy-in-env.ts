import type { Word } from '../../dockerfile/model';
import { proxyArguments } from '../../dockerfile/scope';
import { defineRule } from '../../rule';

export const proxyInEnv = defineRule({
  name: 'proxy-in-env',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'ENV sets a proxy (HTTP_PROXY, HTTPS_PROXY, FTP_PROXY, ALL_PROXY, in either case).',
    why: 'The proxy of the place where the image is built stays in it, and the container cannot reach anything where there is none. Often the value holds a password too. Docker hands the proxy of the builder to RUN by itself, and that of a host to its containers.',
    bad: 'FROM alpine:3.24\nENV HTTP_PROXY=http://proxy.example.com:3128\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Empty values, which switch a proxy off, and NO_PROXY. Stages that are no part of the final image.',
  },
  messages: { kept: '{name} stays in the image and applies wherever it runs. Give it to the build with --build-arg, which needs no ARG, and to the container when it starts.' },
  check(file, report) {
    for (const stage of file.finalStage?.chain ?? []) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'ENV') continue;
        for (const { key, value } of instruction.pairs) {
          const name = key.value;
          if (!value || isEmpty(value) || /^no_proxy$/i.test(name) || !proxyArguments.includes(name)) continue;
          // Emptied before the image is done.
          const last = file.finalStage!.exit.scope.lookup(name);
          if (last && last.instruction !== instruction) continue;
          report(key.span, 'kept', { data: { name } });
        }
      }
    }
  },
});

/** The proxy of the builder is not expanded in ENV unless an ARG asks for it. */
function isEmpty(value: Word): boolean {
  if (value.resolved !== undefined) return value.resolved === '';
  return value.variables.every((use) => use.definition?.instruction === undefined && use.operator === undefined) && value.value.replace(/\$\{?\w+\}?/g, '') === '';
}
