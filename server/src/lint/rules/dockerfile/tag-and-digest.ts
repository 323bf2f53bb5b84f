import { imagesOf } from '../../dockerfile/images';
import { defineRule } from '../../rule';

export const tagAndDigest = defineRule({
  name: 'tag-and-digest',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'info',
  category: 'base-image',
  preset: 'all',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S8431'] },
  docs: {
    what: 'An image has both a tag and a digest.',
    why: 'Only the digest counts; the tag beside it may have moved on since, and then it misleads the reader.',
    bad: 'FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e\nUSER 10001\n',
    good: 'FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e\nUSER 10001\n',
    exceptions: 'Most teams want both: update bots read the tag and renew the digest, and Plimsoll judges the end of life and the default user by the tag. For that reason the fix is not a safe one. The rule is off unless you ask for it.',
  },
  messages: {
    both: 'The tag {tag} is ignored beside a digest and may mislead. Keep one of the two.',
  },
  check(file, report) {
    for (const { image } of imagesOf(file)) {
      if (image.tag === undefined || image.digest === undefined || !image.tagSpan) continue;
      const removable = file.source.text[image.tagSpan.start - 1] === ':' && file.source.text[image.tagSpan.end] === '@';
      const span = { start: image.tagSpan.start - 1, end: image.tagSpan.end };
      report(image.tagSpan, 'both', { data: { tag: image.tag }, fixes: removable ? [{ title: 'Remove the tag', applicability: 'unsafe', edits: [{ span, newText: '' }] }] : [] });
    }
  },
});
