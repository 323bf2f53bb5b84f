import { serviceImages } from '../../compose/images';
import { defineRule } from '../../rule';

export const serviceImageNoDigest = defineRule({
  name: 'service-image-no-digest',
  target: 'compose',
  severity: 'hint',
  category: 'base-image',
  preset: 'all',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0019'] },
  fix: 'none',
  docs: {
    what: 'The image of a service is not pinned by digest.',
    why: 'A tag can be moved to other content, also by somebody who took over the account of the publisher. A digest names the content itself.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30@sha256:9d6b58feebd2dbd3c56ab5853333d627cc6e281011cfd6050fa4bcf2072c9496\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Only in `all`: digests need a bot that keeps them current, or security updates stop arriving. Images without a tag and with `latest` are reported by `untagged-service-image` and `moving-service-image`.',
  },
  messages: {
    unpinned: '{image} may change under its tag. Pin it by digest: {image}@sha256:….',
  },
  check(file, report) {
    for (const { image } of serviceImages(file)) {
      // Without a tag, or with latest, other rules say the worse.
      if (image.digest === undefined && image.tag !== undefined && image.tag !== 'latest') report(image.tagSpan ?? image.nameSpan, 'unpinned', { data: { image: image.text } });
    }
  },
});
