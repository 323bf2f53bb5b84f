import { imagesOf } from '../../dockerfile/images';
import { deprecationOf } from '../../facts/deprecated';
import { defineRule } from '../../rule';
import { directoryOf } from '../../workspace/uri';

export const deprecatedImage = defineRule({
  name: 'deprecated-image',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'An image is no longer maintained by its publisher.',
    why: 'A deprecated image stays on the registry but is not rebuilt: vulnerabilities in it, and in the distribution below it, are never fixed.',
    bad: 'FROM openjdk:17-jdk-slim\nUSER 10001\n',
    good: 'FROM eclipse-temurin:21-jre\nUSER 10001\n',
    exceptions: 'The list is part of Plimsoll; an image that is not in it is not judged, and neither is a plain name that the repository builds itself. There is no fix, since the tags of the replacement differ.',
  },
  messages: {
    replaced: '{image} {reason}. Use {replacement} instead.',
    gone: '{image} {reason}. Choose a maintained image.',
  },
  check(file, report, { workspace }) {
    for (const { image } of imagesOf(file)) {
      const deprecation = deprecationOf(image);
      if (!deprecation) continue;
      // A name without a tag that the repository builds itself, in another directory than this one, is a context of the build.
      if (image.tag === undefined && image.official && !directoryOf(file.uri)?.endsWith(`/${image.name}/`) && workspace.projectOf?.(file.uri)?.builds(image)) continue;
      const { reason, replacement } = deprecation;
      if (replacement !== undefined) report(image.nameSpan, 'replaced', { data: { image: image.path, reason, replacement }, tags: ['deprecated'] });
      else report(image.nameSpan, 'gone', { data: { image: image.path, reason }, tags: ['deprecated'] });
    }
  },
});
