import { joinPath } from '../../dockerfile/workdir';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { scriptsOf } from '../../shell/scripts';

type Loss = 'cd' | 'export' | 'source' | 'setting' | 'service' | 'background';

const settings: ReadonlySet<string> = new Set(['alias', 'set', 'shopt', 'ulimit', 'umask', 'unset']);

export const stateLost = defineRule({
  name: 'state-lost',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The last thing that a RUN does is to change something that ends with the RUN: the directory, a variable, an alias, a service.',
    why: 'Each RUN is a process of its own. Only files stay; the next RUN and the container know nothing of the rest.',
    bad: 'FROM alpine:3.24\nRUN export APP_HOME=/srv/app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV APP_HOME=/srv/app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Changes that later commands of the same RUN use, and a cd back to where the RUN began.',
  },
  messages: {
    cd: 'The directory is changed for this RUN only, and nothing follows. Use WORKDIR.',
    export: 'The variable is set for this RUN only, and nothing follows. Use ENV, or ARG if only the build needs it.',
    source: 'What {what} sets is gone at the end of this RUN. Read it in the RUN that needs it, or set the variables by ENV.',
    setting: '{what} holds for this RUN only, and nothing follows, so it does nothing.',
    service: 'The service ends with this RUN; nothing runs in an image. Start it when the container starts, by ENTRYPOINT or CMD.',
    background: 'What is started in the background ends with this RUN; nothing runs in an image. Start it when the container starts.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.exec) continue;
      for (const script of scriptsOf(instruction)) {
        const own = script.commands.filter((command) => command.script === script);
        const last = own[own.length - 1];
        const loss = last ? lossOf(last, own) : undefined;
        if (!last || !loss) continue;
        const what = last.words.slice(0, 2).map((word) => word.text).join(' ');
        const alone = own.length === 1 && script.origin === 'shell' && !instruction.onbuild && instruction.flags.length === 0;
        report(last.nameWord.span, loss, { data: { what }, fixes: alone ? replacement(instruction, last, loss) : [] });
      }
    }
  },
});

function lossOf(last: ShellCommand, all: readonly ShellCommand[]): Loss | undefined {
  if (last.context.length === 1 && last.context[0] === 'background' && last.wrappers.every((wrapper) => wrapper.name !== 'nohup')) return 'background';
  if (last.context.length > 0 || last.wrappers.some((wrapper) => wrapper.name !== 'sudo') || last.join === '||') return undefined;
  const words = last.args.map((word) => word.value ?? word.text);
  switch (last.name) {
    case 'cd': {
      const back = words[0] === undefined || /^(?:-|\/|~|\.\.(?:\/\.\.)*)\/?$/.test(words[0]);
      return all.length > 1 && (back || all.slice(0, -1).some((command) => command.name === 'cd' || command.name === 'pushd')) ? undefined : 'cd';
    }
    case 'export':
      return words.some((word) => word.includes('=')) && !last.script.commands.some((command) => command.script !== last.script) ? 'export' : undefined;
    case 'source':
    case '.':
      // A script that is read in may do anything, not only set variables; these only set them.
      return /(?:^|\/)(?:activate|nvm\.sh|\.env|\.(?:bashrc|profile|bash_profile|zshrc)|setup\.(?:ba)?sh|environment)$/.test(words[0] ?? '') ? 'source' : undefined;
    case 'conda':
    case 'mamba':
    case 'micromamba':
      return words[0] === 'activate' ? 'source' : undefined;
    case 'service':
      return /^(?:start|restart)$/.test(words[1] ?? '') ? 'service' : undefined;
    case 'systemctl':
      return words.some((word) => /^(?:start|restart)$/.test(word)) ? 'service' : undefined;
    default:
      if (/^\/etc\/init\.d\//.test(last.nameWord.value ?? '') && /^(?:start|restart)$/.test(words[0] ?? '')) return 'service';
      return settings.has(last.name) && words.length > 0 && !(last.name === 'set' && all.length > 1) ? 'setting' : undefined;
  }
}

/** WORKDIR for cd and ENV for export, where the RUN does nothing else. */
function replacement(instruction: Instruction, last: ShellCommand, loss: Loss): RuleFix[] {
  const span = { start: instruction.keywordSpan.start, end: instruction.lineSpan.end };
  const [target] = last.args;
  if (loss === 'cd' && last.args.length === 1 && target?.value !== undefined && !/[\s~*$-]/.test(target.value)) {
    const path = joinPath(instruction.before.workdir?.path, target.value);
    return path === undefined ? [] : [{ title: `Use WORKDIR ${path}`, applicability: 'unsafe', edits: [{ span, newText: `WORKDIR ${path}` }] }];
  }
  const pairs = last.args.map((word) => word.text);
  if (loss !== 'export' || !pairs.every((pair) => /^[A-Za-z_]\w*=/.test(pair) && !/[$`(]/.test(pair.replace(/\$\{?\w+\}?/g, '')))) return [];
  return [{ title: 'Use ENV', applicability: 'unsafe', edits: [{ span, newText: `ENV ${pairs.join(' ')}` }] }];
}
