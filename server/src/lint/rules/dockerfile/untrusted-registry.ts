import { imagesOf } from '../../dockerfile/images';
import { isTrusted, registryOf } from '../../dockerfile/registries';
import { defineRule } from '../../rule';

export const untrustedRegistry = defineRule({
  name: 'untrusted-registry',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3026'], kics: ['use_only_an_allowed_registry_in_the_from_image'], droast: ['DF065'], cis: ['4.2'] },
  docs: {
    what: 'An image comes from a registry that is not among the trusted ones of the configuration (`trustedRegistries`).',
    why: 'Whoever controls the registry controls what is built. A list of trusted registries keeps images that nobody vetted out of a build.',
    bad: 'FROM registry.example.net/tools/base:1.4\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Silent while `trustedRegistries` is empty. Entries are hosts or host/path; `*` at either end stands for anything; `docker.io` also covers short names.',
  },
  messages: {
    untrusted: '{registry} is not among the trusted registries ({trusted}). Take {image} from one of them, or add the registry to trustedRegistries.',
  },
  check(file, report, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    for (const { image } of imagesOf(file)) {
      if (isTrusted(image, trustedRegistries)) continue;
      report(image.nameSpan, 'untrusted', { data: { registry: registryOf(image), trusted: trustedRegistries.join(', '), image: image.text } });
    }
  },
});
