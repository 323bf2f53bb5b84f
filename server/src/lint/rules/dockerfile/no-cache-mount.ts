import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { missingCacheMounts } from '../../shell/cache-mounts';
import type { CacheMount } from '../../shell/cache-mounts';
import { installsOf } from '../../shell/managers';
import type { ShellCommand } from '../../shell/model';
import { actionSpan, callLabel, packageCalls } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { templateOf } from '../../shell/words';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const noCacheMount = defineRule({
  name: 'no-cache-mount',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['prefer-package-cache-mounts', 'ruby/prefer-bundler-cache-mount'] },
  docs: {
    what: 'A RUN downloads packages without a cache mount.',
    why: 'Every time the layer is built anew, all packages are downloaded again. With a cache mount only the new ones are, and none of them ends up in the image.',
    bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nUSER 1000\n',
    good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nUSER 1000\n',
    exceptions: 'Silent where the RUN does without a cache or cleans up behind itself, which is the other way to keep the image small, and for exec forms. Cache mounts need BuildKit.',
  },
  messages: {
    mount: '{command} downloads everything again whenever this layer is built. Add --mount=type=cache,target={target}.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.exec || instruction.stage?.os === 'windows') continue;
      const calls = packageCalls(file).filter((item) => item.instruction === instruction);
      if (calls.length === 0 || commandsOf(instruction).some(cleansUp)) continue;
      const missing = calls.filter(({ call }) => !call.has('--no-cache', '--no-cache-dir', '--help')).map(({ call }) => ({ call, mounts: missingCacheMounts(call, instruction) })).filter(({ mounts }) => mounts.length > 0);
      const [first] = missing;
      if (!first) continue;
      const mounts = [...new Map(missing.flatMap((item) => item.mounts).map((mount) => [mount.target, mount])).values()];
      report(actionSpan(first.call), 'mount', { data: { command: callLabel(first.call), target: first.mounts[0]!.target }, fixes: addMounts(file, instruction, mounts) });
    }
  },
});

function cleansUp(command: ShellCommand): boolean {
  if (installsOf(command)?.action === 'clean') return true;
  return command.name === 'rm' && command.args.some((word) => /cache|\/var\/lib\/apt|\/\.npm|\/\.bundle/.test(templateOf(word)));
}

/** In front of the other flags; the paths are those of root. */
function addMounts(file: DockerfileModel, instruction: Instruction, mounts: readonly CacheMount[]): RuleFix[] {
  if (instruction.before.user && !/^(?:root|0)$/.test(instruction.before.user.user ?? '')) return [];
  const at = instruction.keywordSpan.end;
  const flags = mounts.map((mount) => `--mount=type=cache,target=${mount.target}${mount.locked ? ',sharing=locked' : ''}`);
  const several = file.source.lineAt(instruction.lineSpan.start) !== file.source.lineAt(instruction.lineSpan.end);
  const newText = several ? flags.map((flag) => ` ${flag} ${file.escape}${file.source.eol}   `).join('') : ` ${flags.join(' ')}`;
  return [{ title: 'Mount a cache', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText }] }];
}
