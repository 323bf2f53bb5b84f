import { serviceImages } from '../../compose/images';
import { officialName, productOf } from '../../facts/products';
import { defineRule } from '../../rule';

export const movingServiceImage = defineRule({
  name: 'moving-service-image',
  target: 'compose',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  sources: { dclint: ['service-image-require-explicit-tag'], 'compose-lint': ['CL-0004'], cis: ['5.28'] },
  fix: 'none',
  docs: {
    what: 'A service runs an image by a tag that moves: `latest` (a warning), or a channel such as `stable` or `nightly` (an info).',
    why: 'After the next pull another major version may start on the data of the old one, and nobody can say which version ran.',
    bad: 'services:\n  web:\n    image: nginx:latest\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Where `latest` is only the default of a variable, it is a hint. With a digest the tag is only a note, and nothing is reported. Which tags count is an option.',
  },
  messages: {
    latest: '"{service}" runs whatever {image} was pushed last. Use the tag of a version.',
    default: 'Where nobody sets the variable of the tag, "{service}" runs whatever {image} was built or pushed last. Give the variable a version as its default, or none.',
    channel: 'The tag {tag} of {image} moves from version to version. Use the tag of a version.',
  },
  options: {
    tags: { default: ['stable', 'edge', 'test', 'nightly', 'dev', 'beta', 'canary', 'lts', 'main', 'master'] as readonly string[], description: 'Tags besides latest that name no version.' },
  },
  check(file, report, { options, workspace }) {
    const channels = new Set(options.tags);
    for (const { image, service, node } of serviceImages(file)) {
      const tag = image.tag?.toLowerCase();
      if (tag === undefined || !image.tagSpan || image.digest !== undefined) continue;
      if (/^(?:latest|dev|test)$/.test(tag) && workspace.projectOf?.(file.uri)?.buildsExactly(image)) continue;
      const data = { image: image.path, tag, service: service.name };
      // The tag that is used is the variable's; its default is what a developer has built.
      if (tag === 'latest' && node.text.includes('$') && !/latest["']?\s*$/i.test(node.text)) {
        // Others are mostly the project's own, under the tag of the day.
        if (officialName(image) !== undefined || productOf(image) !== undefined) report(image.tagSpan, 'default', { data, severity: 'hint' });
      } else if (tag === 'latest') report(image.tagSpan, 'latest', { data });
      else if (channels.has(tag)) report(image.tagSpan, 'channel', { data, severity: 'info' });
    }
  },
});
