import { removeMember } from '../../daemon/edits';
import { isWindows } from '../../daemon/missing';
import { memberOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const daemonBuildkitOff = defineRule({
  name: 'daemon-buildkit-off',
  target: 'daemon',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Clients are told to build with the old builder (`features.buildkit: false`).',
    why: 'It is deprecated and will go. It knows no secrets and no cache mounts, and instructions that need BuildKit fail.',
    bad: '{\n  "features": { "buildkit": false }\n}\n',
    good: '{\n  "features": { "buildkit": true }\n}\n',
    exceptions: 'Windows images are built by the old builder; silent there.',
  },
  messages: {
    off: 'The old builder is deprecated, and knows neither secrets nor cache mounts. Take "buildkit": false out.',
  },
  check(file, report) {
    if (isWindows(file)) return;
    const features = valueOf(file, 'features');
    const member = memberOf(features?.kind === 'object' ? features : undefined, 'buildkit');
    if (features?.kind === 'object' && member?.value.kind === 'boolean' && !member.value.value) {
      report(member.value.span, 'off', { fixes: [{ title: 'Take "buildkit" out', applicability: 'unsafe', edits: [removeMember(features, member)] }] });
    }
  },
});
