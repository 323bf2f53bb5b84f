import { callsOf, actionSpan, appendCommand, mountsOver } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const aptListsLeft = defineRule({
  name: 'apt-lists-left',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3009'], kics: ['apt_get_install_lists_were_not_deleted'], semgrep: ['remove-package-lists', 'remove-package-cache'], dockle: ['DKL-DI-0005'], droast: ['DF004'] },
  docs: {
    what: 'apt-get leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it in the same RUN. Only stages whose layers get into the final image are judged.',
  },
  messages: {
    left: '{command} leaves its lists and cache in this layer. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const { instruction, call } of callsOf(file, ['apt-get', 'apt', 'aptitude'], 'install', 'update')) {
      if (seen.has(instruction.index) || !instruction.stage || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      seen.add(instruction.index);
      if (mountsOver(instruction, '/var/lib/apt')) continue;
      if (commandsOf(instruction).some((command) => command.words.map((word) => word.value ?? word.text).join(' ').search(/\brm\b.*\/var\/lib\/apt|\brm\b.*\/var\/lib\/?(?:\*|\s|$)/) >= 0)) continue;
      const edit = appendCommand(instruction, file, 'rm -rf /var/lib/apt/lists/*');
      report(actionSpan(call), 'left', { data: { command: call.command.name, cleaner: 'rm -rf /var/lib/apt/lists/*' }, fixes: edit ? [{ title: 'Add rm -rf /var/lib/apt/lists/*', applicability: 'safe', edits: [edit] }] : [] });
    }
  },
});
