import { runtimeOf } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { shellImageName } from '../../facts/shell-images';
import { defineRule } from '../../rule';

export const noCommand = defineRule({
  name: 'no-command',
  target: 'dockerfile',
  severity: 'hint',
  category: 'correctness',
  preset: 'all',
  since: '0.1.0',
  sources: { droast: ['DF036'] },
  fix: 'none',
  docs: {
    what: 'The final stage has neither CMD nor ENTRYPOINT, and its base starts a shell at most.',
    why: 'docker run of the image ends at once, or offers a prompt; what to run must be said each time.',
    bad: 'FROM alpine:3.24\nCOPY app /usr/local/bin/app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY app /usr/local/bin/app\nUSER 10001\nCMD ["app"]\n',
    exceptions: 'Bases of unknown content. Images that others start from, or whose files are taken out.',
  },
  messages: { none: 'The image has neither CMD nor ENTRYPOINT, and {base} starts {starts}. Say what the container runs.' },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage) return;
    const { entrypoint, cmd } = runtimeOf(stage);
    if (entrypoint || cmd) return;
    const base = rootBase(stage);
    const name = base.kind === 'image' ? shellImageName(base.image) : undefined;
    if (base.kind !== 'scratch' && name === undefined) return;
    report(stage.instruction.from!.image.span, 'none', { data: { base: base.kind === 'scratch' ? 'scratch' : name!, starts: base.kind === 'scratch' ? 'nothing' : 'only a shell or an interpreter' } });
  },
});
