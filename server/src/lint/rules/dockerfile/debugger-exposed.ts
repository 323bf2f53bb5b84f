import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { runtimeOf } from '../../dockerfile/runtime';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const debuggerExposed = defineRule({
  name: 'debugger-exposed',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'The container opens a port for a debugger or for remote management without a password.',
    why: 'Whoever reaches the port runs any code in the process: debuggers ask nobody who they are.',
    bad: 'FROM node:24-slim\nUSER node\nCMD ["node", "--inspect=0.0.0.0:9229", "server.js"]\n',
    good: 'FROM node:24-slim\nUSER node\nCMD ["node", "server.js"]\n',
    exceptions: 'Debuggers that listen on localhost only are left alone, and so are files and stages that are named for development, debugging or tests.',
  },
  messages: {
    debugger: 'This opens a debugger to everybody who reaches the container, who may then run any code. Leave it out, or listen on 127.0.0.1.',
    jmx: 'This opens remote management of Java without a password: whoever reaches the port may run any code. Leave it out, or switch authentication on.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage || isForDevelopment(stage) || isDevelopmentFile(file)) return;
    const { entrypoint, cmd } = runtimeOf(stage);
    for (const instruction of [entrypoint, cmd]) {
      for (const command of instruction ? commandsOf(instruction) : []) {
        command.words.forEach((word, index) => {
          const kind = kindOf(word.value ?? '', command.words[index + 1]?.value ?? '', command.name, command.words.map(({ value }) => value ?? ''));
          if (kind) report(word.span, kind);
        });
      }
    }
    for (const instruction of stage.chain.flatMap((part) => part.instructions)) {
      if (instruction.keyword !== 'ENV') continue;
      for (const { value } of instruction.pairs) {
        const kind = value?.resolved === undefined ? undefined : value.resolved.split(/\s+/).map((part, index, parts) => kindOf(part, parts[index + 1] ?? '', '', parts)).find((found) => found);
        if (kind) report(value!.span, kind);
      }
    }
  },
});

const everywhere = /^(?:0\.0\.0\.0|\*|\[::\]|::)?(?::|$)/;

function kindOf(text: string, next: string, program: string, all: readonly string[]): 'debugger' | 'jmx' | undefined {
  const inspect = /^--(?:inspect|inspect-brk|inspect-wait)=(.+)$/.exec(text)?.[1];
  // A port alone is on localhost.
  if (inspect !== undefined) return /^(?:0\.0\.0\.0|\[?::\]?)(?::|$)/.test(inspect) ? 'debugger' : undefined;
  if (/^-(?:agentlib:jdwp=|Xrunjdwp:)/.test(text)) {
    const address = /(?:[=,])address=([^,]*)/.exec(text)?.[1];
    // `address=5005` was everywhere before Java 9, and is localhost since.
    return /server=y/.test(text) && address !== undefined && /^(?:\*|0\.0\.0\.0)(?::|$)/.test(address) ? 'debugger' : undefined;
  }
  if (text === '-Dcom.sun.management.jmxremote.authenticate=false') return all.some((word) => word.startsWith('-Dcom.sun.management.jmxremote.port=')) ? 'jmx' : undefined;
  if (program === 'dlv' && /^--listen(?:=|$)/.test(text)) return everywhere.test(text === '--listen' ? next : text.slice('--listen='.length)) ? 'debugger' : undefined;
  if (text === '--listen' && all.some((word) => /^(?:debugpy|ptvsd)$/.test(word))) return /^(?:0\.0\.0\.0|\*|\[::\])(?::|$)/.test(next) ? 'debugger' : undefined;
  return program === 'gdbserver' && /^(?:0\.0\.0\.0)?:\d+$/.test(text) ? 'debugger' : undefined;
}
