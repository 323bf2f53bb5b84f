import { imagesOf } from '../../dockerfile/images';
import type { ImageReference } from '../../dockerfile/model';
import { hasNoReleases } from '../../facts/rolling-images';
import { defineRule } from '../../rule';
import { isTestData } from '../../workspace/purpose';

export const latestTag = defineRule({
  name: 'latest-tag',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {
    hadolint: ['DL3007'], trivy: ['DS-0001'], checkov: ['CKV_DOCKER_7'], kics: ['image_version_using_latest'], semgrep: ['avoid-latest-version'], sonar: ['S6596'], droast: ['DF001', 'DF024'], dockle: ['DKL-DI-0006'],
  },
  docs: {
    what: 'An image is taken by its `latest` tag.',
    why: '`latest` moves with every release of the image. A build that worked yesterday may get another major version today, and a security fix cannot be told from a surprise.',
    bad: 'FROM alpine:latest\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'With a digest the tag is only a note, and nothing is reported. Distributions that have no releases (Arch Linux, Gentoo, openSUSE Tumbleweed, Universal Blue, …), OSS-Fuzz\'s base images and the free images of Chainguard, which have this tag only, are left alone, and so are images that the repository builds itself, plain names with an underscore, which no official image has, and Dockerfiles that are data of tests.',
  },
  messages: {
    latest: '{image} follows whatever was pushed last, so builds are not repeatable. Use the tag of a version.',
  },
  check(file, report, { workspace }) {
    for (const { image } of imagesOf(file)) {
      if (image.tag !== 'latest' || image.digest !== undefined || !image.tagSpan || hasNoReleases(image)) continue;
      // What the repository builds itself is as new as its last build.
      if (isLocal(image) || isTestData(file.uri, workspace) || workspace.projectOf?.(file.uri)?.builds(image)) continue;
      report(image.tagSpan, 'latest', { data: { image: image.text } });
    }
  },
});

/** A name that no official image has, and that stands for one of Docker Hub: there is only the one that somebody has built. */
function isLocal({ official, name }: ImageReference): boolean {
  return official && name.includes('_');
}
