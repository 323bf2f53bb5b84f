import { serviceImages } from '../../compose/images';
import { isTrusted, registryOf } from '../../dockerfile/registries';
import { defineRule } from '../../rule';

export const untrustedServiceRegistry = defineRule({
  name: 'untrusted-service-registry',
  target: 'compose',
  severity: 'error',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A service runs an image of a registry that is not among the trusted ones of the configuration (`trustedRegistries`).',
    why: 'Whoever controls the registry controls what runs. A list of trusted registries keeps images that nobody vetted out.',
    bad: 'services:\n  web:\n    image: registry.example.net/tools/web:1.4\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Silent while `trustedRegistries` is empty, and for images that the service builds itself.',
  },
  messages: {
    untrusted: '{registry} is not among the trusted registries ({trusted}). Take {image} from one of them, or add the registry to trustedRegistries.',
  },
  check(file, report, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    for (const { image } of serviceImages(file)) {
      if (isTrusted(image, trustedRegistries)) continue;
      report(image.nameSpan, 'untrusted', { data: { registry: registryOf(image), trusted: trustedRegistries.join(', '), image: image.text } });
    }
  },
});
