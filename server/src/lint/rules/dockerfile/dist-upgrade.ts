import { actionWord, callLabel, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';
import { rootBase } from '../../dockerfile/stages';

export const distUpgrade = defineRule({
  name: 'dist-upgrade',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { hadolint: ['DL3035'], trivy: ['DS-0024'], dockle: ['DKL-DI-0003'], droast: ['DF044'] },
  docs: {
    what: 'A RUN upgrades the whole distribution (`apt-get dist-upgrade`, `zypper dup`).',
    why: 'Such an upgrade may remove packages or go to another release of the distribution, so the image is no longer what its base says. Newer security fixes come with a newer tag of the base image, or with a plain upgrade.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get -y dist-upgrade && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get -y upgrade && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'openSUSE Tumbleweed and Arch Linux have no other way to upgrade and are left alone.',
  },
  messages: {
    distUpgrade: '{command} may remove packages and change the release, so that the image is no longer what its base says. Use a newer base image, or {instead}.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['apt-get', 'apt', 'aptitude', 'zypper', 'dnf', 'yum'], 'dist-upgrade')) {
      const base = instruction.stage && rootBase(instruction.stage);
      if (base?.kind === 'image' && /tumbleweed|rolling|rawhide/.test(base.image.text)) continue;
      const plain = call.manager.name === 'zypper' ? 'update' : 'upgrade';
      const word = actionWord(call);
      const fixes = word.literal === call.subcommand && call.command.script.origin !== 'exec' ? [{ title: `Use ${plain}`, applicability: 'unsafe' as const, edits: [{ span: word.span, newText: plain }] }] : [];
      report(word.span, 'distUpgrade', { data: { command: callLabel(call), instead: `${call.command.name} ${plain}` }, fixes });
    }
  },
});
