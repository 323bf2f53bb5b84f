import { imagesOf } from '../../dockerfile/images';
import { defineRule } from '../../rule';

/** Words that name a channel, not a version. */
const channels: ReadonlySet<string> = new Set([
  'stable', 'edge', 'test', 'testing', 'nightly', 'dev', 'devel', 'develop', 'development', 'beta', 'alpha', 'canary', 'lts', 'main', 'master', 'trunk', 'head', 'current', 'mainline', 'rolling', 'rawhide',
  'unstable', 'sid', 'experimental', 'preview', 'next', 'snapshot', 'release', 'prod', 'production', 'staging', 'oldstable', 'oldoldstable',
]);
/** Variants that say what is inside, not which version. */
const variants: ReadonlySet<string> = new Set(['slim', 'alpine', 'full', 'fpm', 'apache', 'cli', 'debian', 'ubuntu', 'nonroot', 'debug', 'base', 'jre', 'jdk', 'buster', 'bullseye', 'bookworm', 'trixie']);

export const movingTag = defineRule({
  name: 'moving-tag',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'info',
  category: 'base-image',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A tag names a channel or a variant (`stable`, `lts`, `edge`, `slim`) and no version.',
    why: 'Such a tag moves from one major version to the next just as `latest` does; it only looks pinned.',
    bad: 'FROM nginxinc/nginx-unprivileged:stable\n',
    good: 'FROM nginxinc/nginx-unprivileged:1.30\n',
    exceptions: 'With a digest nothing is reported. `latest` has a rule of its own. Distroless images have no versions in their tags and are left alone.',
  },
  messages: {
    moving: 'The tag {tag} of {image} names no version and moves like latest. Use the tag of a version.',
  },
  check(file, report) {
    for (const { image } of imagesOf(file)) {
      const { tag, tagSpan } = image;
      if (tag === undefined || !tagSpan || image.digest !== undefined || tag === 'latest' || image.normalized.startsWith('gcr.io/distroless/')) continue;
      const words = tag.toLowerCase().split(/[-_.]/);
      const distribution = image.name === 'debian' || image.name === 'ubuntu';
      const moves = words.every((word) => channels.has(word) || (variants.has(word) && !distribution));
      if (moves) report(tagSpan, 'moving', { data: { tag, image: image.path } });
    }
  },
});
