import { imagesOf, isCommonImage } from '../../dockerfile/images';
import type { DockerfileModel } from '../../dockerfile/model';
import { hasNoReleases } from '../../facts/rolling-images';
import { defineRule } from '../../rule';
import { isTestData } from '../../workspace/purpose';

export const untaggedImage = defineRule({
  name: 'untagged-image',
  target: 'dockerfile',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {
    hadolint: ['DL3006'], trivy: ['DS-0001'], checkov: ['CKV_DOCKER_7'], kics: ['image_version_not_explicit'], semgrep: ['missing-image-version'], sonar: ['S6596'], droast: ['DF001', 'DF024'],
  },
  docs: {
    what: 'An image in FROM, `COPY --from` or `RUN --mount from=` has neither a tag nor a digest.',
    why: 'Without a tag the registry gives out `latest`, which is whatever was pushed last: the same Dockerfile builds another image tomorrow, and nobody can say which versions a build had.',
    bad: 'FROM alpine\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Stages of the same file, `scratch`, and references with a variable that has no default are left alone, and so are plain names in `from` that are no well-known image: they may be contexts of the build. So are such names as the default of a variable (`ARG BASE=unknown`), and in a file that begins in the middle of a stage, to be put together with others; images that the repository builds itself, by a Compose service, by a command in a script or pipeline, or from a Dockerfile in a directory of that name; images that have no tags of versions (Arch Linux, Gentoo, openSUSE Tumbleweed, OSS-Fuzz\'s bases, …); and Dockerfiles that are data of tests.',
  },
  messages: {
    untagged: '{image} has no tag, so every build takes whatever is newest. Name a version, such as {image}:VERSION.',
  },
  check(file, report, { workspace }) {
    for (const { image, role, word } of imagesOf(file)) {
      // A stage that is missing, or a context that the build is given: unknown-stage's.
      // So may a default that is only there to be replaced.
      if ((role !== 'base' || isFragment(file) || word.variables.length > 0) && !image.text.includes('/') && !isCommonImage(image.text)) continue;
      if (image.tag !== undefined || image.digest !== undefined || hasNoReleases(image)) continue;
      // What the repository builds itself is as new as its last build.
      if (isTestData(file.uri, workspace) || workspace.projectOf?.(file.uri)?.builds(image)) continue;
      report(image.nameSpan, 'untagged', { data: { image: image.text } });
    }
  },
});

/** A file that begins with what belongs to a stage is put together with others, which may have the stage that a name means. */
function isFragment(file: DockerfileModel): boolean {
  const { instructions } = file.whole ?? file;
  return instructions[0] !== undefined && instructions[0].keyword !== 'FROM' && instructions[0].keyword !== 'ARG';
}
