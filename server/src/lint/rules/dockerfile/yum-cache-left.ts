import { callsOf, actionSpan, appendCommand, mountsOver } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const yumCacheLeft = defineRule({
  name: 'yum-cache-left',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3032'], trivy: ['DS-0015'], kics: ['yum_clean_all_missing'], semgrep: ['missing-yum-clean-all'], droast: ['DF047', 'DF004'] },
  docs: {
    what: 'yum leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM rockylinux:9\nRUN yum install -y curl\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN yum install -y curl && yum clean all\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it in the same RUN. Only stages whose layers get into the final image are judged.',
  },
  messages: {
    left: '{command} leaves its lists and cache in this layer. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const { instruction, call } of callsOf(file, ['yum'], 'install', 'upgrade')) {
      if (seen.has(instruction.index) || !instruction.stage || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      seen.add(instruction.index);
      if (mountsOver(instruction, '/var/cache/yum')) continue;
      if (commandsOf(instruction).some((command) => command.words.map((word) => word.value ?? word.text).join(' ').search(/\byum\b.*\bclean\b.*\ball\b|\brm\b.*\/var\/cache\/(?:yum|\*)/) >= 0)) continue;
      const edit = appendCommand(instruction, file, 'yum clean all');
      report(actionSpan(call), 'left', { data: { command: call.command.name, cleaner: 'yum clean all' }, fixes: edit ? [{ title: 'Add yum clean all', applicability: 'safe', edits: [edit] }] : [] });
    }
  },
});
