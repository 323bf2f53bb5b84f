import { fileAt, mayBeBroughtTo } from '../../context/placed';
import { mayBeChanged, startScripts } from '../../context/start-scripts';
import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { mayHaveShell, shellLessBase } from '../../dockerfile/shell-less';
import { joinPath } from '../../dockerfile/workdir';
import { rootBase } from '../../dockerfile/stages';
import { comesWithoutBash, hasOnlyBusyBox } from '../../facts/alpine-bash';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { directoryOf } from '../../shell/directories';
import { callsOf } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';

interface Lack {
  readonly message: 'package' | 'none';
  readonly base: string;
}

export const scriptInterpreterMissing = defineRule({
  name: 'script-interpreter-missing',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'ENTRYPOINT, CMD or RUN starts a script of the build context whose `#!` line names a shell that the image does not have.',
    why: 'The kernel looks for the interpreter, not for the script: the container or the build stops with "no such file or directory", though the script is plainly there.',
    bad: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    beside: { bad: { 'start.sh': '#!/bin/bash\nexec sleep 60\n' }, good: { 'start.sh': '#!/bin/sh\nexec sleep 60\n' } },
    exceptions: 'Bash on Alpine and BusyBox, and any shell on scratch and distroless images. Silent where a package that is not known to come without Bash is installed, where a script or another stage may bring it, and where a RUN may change the `#!` line.',
  },
  messages: {
    package: '{script} begins with #!{interpreter}, and {base} has no Bash, so that it stops with "no such file or directory". Install bash, or write the script for /bin/sh.',
    none: '{script} begins with #!{interpreter}, and {base} has no shell, so that it stops with "no such file or directory". Start the program itself, or choose a base that has a shell.',
  },
  check(file, report, { workspace }) {
    const stages = file.stages.filter((stage) => mayLack(stage));
    if (stages.length === 0) return;
    const final = file.finalStage;
    if (final && stages.includes(final)) {
      for (const script of startScripts(file, workspace)) {
        const interpreter = script.by === 'argument' ? undefined : shellOf(script.text);
        const end = final.instructions[final.instructions.length - 1] ?? final.instruction;
        const lack = interpreter && lackOf(interpreter, final, end, file);
        if (!lack || mayBeChanged(script, /\b(?:sed|perl|awk)\b/)) continue;
        report(script.word.span, lack.message, {
          data: { script: script.path, interpreter, base: lack.base },
          related: [{ span: script.source.span, message: 'It is copied here.' }],
          fixes: lack.message === 'package' ? installBash(file, script.source.instruction) : [],
        });
      }
    }
    const context = stages.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'RUN')) ? workspace.contextsOf?.(file)?.context : undefined;
    if (!context) return;
    for (const stage of stages) {
      for (const [i, run] of stage.instructions.entries()) {
        if (run.keyword !== 'RUN' || /\bbash\b/.test(run.args.text)) continue;
        for (const command of commandsOf(run)) {
          const path = command.nameWord.value;
          const place = path?.includes('/') ? joinPath(path.startsWith('/') ? '/' : directoryOf(command), path) : undefined;
          const placed = place === undefined ? undefined : fileAt(place, run, file, context);
          const text = placed && context.text(placed.path);
          const interpreter = typeof text === 'string' ? shellOf(text) : undefined;
          const lack = interpreter && lackOf(interpreter, stage, stage.instructions[i - 1] ?? stage.instruction, file);
          if (!placed || !lack || commandsOf(run).some(({ name }) => name === 'sed' || name === 'apk')) continue;
          report(command.nameWord.span, lack.message, {
            data: { script: placed.path, interpreter, base: lack.base },
            related: [{ span: placed.span, message: 'It comes with this.' }],
            fixes: lack.message === 'package' ? installBash(file, run) : [],
          });
        }
      }
    }
  },
});

/** The interpreter of a script, where it is a shell; `env` is looked through. */
function shellOf(text: string): string | undefined {
  const [, path, argument] = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(text) ?? [];
  if (path === undefined) return undefined;
  if (/\/env$/.test(path)) return argument !== undefined && /^(?:ba|da|a)?sh$/.test(argument) ? `${path} ${argument}` : undefined;
  return /\/(?:ba|da|a)?sh$/.test(path) ? path : undefined;
}

function mayLack(stage: Stage): boolean {
  const base = rootBase(stage);
  return shellLessBase(stage) !== undefined || (base.kind === 'image' && hasOnlyBusyBox(base.image));
}

/** Why the interpreter is certainly not there once an instruction is over; undefined where it may be. */
function lackOf(interpreter: string, stage: Stage, after: Instruction, file: DockerfileModel): Lack | undefined {
  const shellLess = shellLessBase(stage);
  if (shellLess !== undefined) return mayHaveShell(stage, after) ? undefined : { message: 'none', base: shellLess === 'scratch' ? 'scratch' : shellLess.name };
  const base = rootBase(stage);
  if (base.kind !== 'image' || !interpreter.endsWith('bash')) return undefined;
  const installed = callsOf(file, ['apk'], 'install').filter(({ instruction }) => instruction.index <= after.index && instruction.stage !== undefined && stage.chain.includes(instruction.stage));
  const mayBring = installed.some(({ call }) => call.packages.some(({ kind, name, word }) => kind !== 'package' || word.splits === undefined || !comesWithoutBash(name)) || call.files.length > 0);
  if (mayBring || ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash'].some((place) => mayBeBroughtTo(place, after, file))) return undefined;
  return { message: 'package', base: base.image.name };
}

/** Where nothing has changed the user yet. */
function installBash(file: DockerfileModel, before: Instruction): RuleFix[] {
  const base = before.stage && rootBase(before.stage);
  if (before.before.user !== undefined || base?.kind !== 'image' || base.image.name === 'busybox') return [];
  return [{ title: 'Install bash', applicability: 'unsafe', edits: [insertBefore(file, before, 'RUN apk add --no-cache bash')] }];
}
