import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const useraddHighUid = defineRule({
  name: 'useradd-high-uid',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3046'], kics: ['use_recommended_flags_with_useradd'], droast: ['DF064'] },
  docs: {
    what: '`useradd` makes an account with a high number without `--no-log-init`.',
    why: '/var/log/faillog and lastlog have a record for every number up to the highest. The files are sparse, but layers are not: the image grows by gigabytes, and the build may hang.',
    bad: 'FROM debian:13\nRUN useradd -u 1000001 app\nUSER 1000001\n',
    good: 'FROM debian:13\nRUN useradd -l -u 1000001 app\nUSER 1000001\n',
    exceptions: 'Numbers of up to five digits make files of a few megabytes at most and are left alone.',
  },
  messages: {
    log: 'useradd with uid {uid} makes a huge, mostly empty /var/log/lastlog, which goes into the layer. Add -l.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'useradd' || hasFlag(command, '-l', '--no-log-init')) continue;
        const uid = flag(command, '-u', '--uid');
        if (!uid?.valueWord || !/^\d{6,}$/.test(uid.value ?? '')) continue;
        const at = command.nameWord.span.end;
        const newText = command.script.origin === 'exec' ? ', "-l"' : ' -l';
        report(uid.valueWord.span, 'log', { data: { uid: uid.value! }, fixes: command.nameWord.literal === undefined ? [] : [{ title: 'Add -l', applicability: 'safe', edits: [{ span: { start: at, end: at }, newText }] }] });
      }
    }
  },
});
