import { removePair } from '../../dockerfile/remove-argument';
import { defineRule } from '../../rule';

export const staleBaseDigest = defineRule({
  name: 'stale-base-digest',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['labels/no-stale-base-digest'] },
  docs: {
    what: 'The label org.opencontainers.image.base.digest is set, and the base image is not pinned by digest.',
    why: 'The tag of the base moves on, the label stays: tools that look at it to find outdated images compare with a base that was never used.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.base.digest="sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e"\nUSER 10001\n',
    good: 'FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e\nLABEL org.opencontainers.image.base.digest="sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e"\nUSER 10001\n',
    exceptions: 'Only what ends up in the final image is judged.',
  },
  messages: {
    stale: 'This label says nothing about the base image, which is not pinned by digest. Pin it, or remove the label.',
  },
  check(file, report) {
    const chain = file.finalStage?.chain ?? [];
    const base = chain[chain.length - 1]?.base;
    if (!base || base.kind === 'unknown' || (base.kind === 'image' && base.image.digest !== undefined)) return;
    for (const instruction of chain.flatMap((stage) => stage.instructions)) {
      if (instruction.keyword !== 'LABEL') continue;
      for (const [index, pair] of instruction.pairs.entries()) {
        if (pair.key.value !== 'org.opencontainers.image.base.digest') continue;
        const edit = removePair(file, instruction, index);
        report(pair.key.span, 'stale', { fixes: edit ? [{ title: 'Remove the label', applicability: 'unsafe', edits: [edit] }] : [] });
      }
    }
  },
});
