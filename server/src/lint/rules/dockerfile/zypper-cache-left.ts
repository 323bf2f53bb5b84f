import { callsOf, actionSpan, appendCommand, mountsOver } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const zypperCacheLeft = defineRule({
  name: 'zypper-cache-left',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3036'], trivy: ['DS-0020'], kics: ['missing_zypper_clean'], semgrep: ['missing-zypper-clean'], droast: ['DF045'] },
  docs: {
    what: 'zypper leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl\nUSER 10001\n',
    good: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl && zypper clean --all\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it in the same RUN. Only stages whose layers get into the final image are judged.',
  },
  messages: {
    left: '{command} leaves its lists and cache in this layer. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const { instruction, call } of callsOf(file, ['zypper'], 'install', 'upgrade')) {
      if (seen.has(instruction.index) || !instruction.stage || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      seen.add(instruction.index);
      if (mountsOver(instruction, '/var/cache/zypp')) continue;
      if (commandsOf(instruction).some((command) => command.words.map((word) => word.value ?? word.text).join(' ').search(/\bzypper\b.*\b(?:clean|cc)\b|\brm\b.*\/var\/cache\/(?:zypp|\*)/) >= 0)) continue;
      const edit = appendCommand(instruction, file, 'zypper clean --all');
      report(actionSpan(call), 'left', { data: { command: call.command.name, cleaner: 'zypper clean --all' }, fixes: edit ? [{ title: 'Add zypper clean --all', applicability: 'safe', edits: [edit] }] : [] });
    }
  },
});
