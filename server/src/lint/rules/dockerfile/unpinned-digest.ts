import { imagesOf } from '../../dockerfile/images';
import { defineRule } from '../../rule';

export const unpinnedDigest = defineRule({
  name: 'unpinned-digest',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'info',
  category: 'base-image',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { semgrep: ['dockerfile-source-not-pinned'], sonar: ['S7023'] },
  docs: {
    what: 'An image is not pinned by its sha256 digest.',
    why: 'A tag can be moved to other content, by its owner or by whoever took over the account. A digest names the content itself: what was reviewed is what is built on.',
    bad: 'FROM alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e\nUSER 10001\n',
    exceptions: 'Pinned digests get no security updates by themselves; switch the rule on together with a bot that renews them. Keep the tag beside the digest for the reader.',
  },
  messages: {
    unpinned: '{image} is not pinned by digest, so its content may change under the tag. Append the digest: {image}@sha256:….',
  },
  check(file, report) {
    for (const { image } of imagesOf(file)) {
      if (image.digest === undefined) report(image.tagSpan ?? image.nameSpan, 'unpinned', { data: { image: image.text } });
    }
  },
});
