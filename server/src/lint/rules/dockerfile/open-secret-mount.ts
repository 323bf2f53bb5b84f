import { defineRule } from '../../rule';
import { fileMode } from '../../shell/file-modes';

export const openSecretMount = defineRule({
  name: 'open-secret-mount',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { sonar: ['S6469'] },
  docs: {
    what: 'A secret or an SSH socket is mounted with a mode that lets everybody read it.',
    why: 'The mount is there for one user of one command. With an open mode every process of the build can read it, whatever user it runs as.',
    bad: 'FROM alpine:3.24\nRUN --mount=type=secret,id=token,mode=0444 ./fetch.sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=token,mode=0400 ./fetch.sh\nUSER 10001\n',
    exceptions: 'A mode for the group is accepted. For another user than root say uid= instead of opening the mode.',
  },
  messages: {
    open: 'Mode {mode} lets everybody in this RUN use the {type}. Write {better}, and uid= if the command runs as another user.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const mount of instruction.mounts) {
        const option = mount.option('mode');
        if ((mount.type !== 'secret' && mount.type !== 'ssh') || option?.value === undefined || !option.valueSpan) continue;
        const mode = option.value.replace(/^0?o(?=[0-7])/, '');
        if (!/^[0-7]+$/.test(mode) || !fileMode(mode)?.othersRead) continue;
        // The permission of others alone goes; the sandbox has one user in most builds.
        const better = `${mode.slice(0, -1)}0`;
        report(option.valueSpan, 'open', {
          data: { mode: option.value, better, type: mount.type === 'ssh' ? 'SSH agent' : 'secret' },
          fixes: [{ title: `Use mode ${better}`, applicability: 'safe', edits: [{ span: option.valueSpan, newText: better }] }],
        });
      }
    }
  },
});
