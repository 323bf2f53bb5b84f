import { serviceImages } from '../../compose/images';
import { defineRule } from '../../rule';

export const untaggedServiceImage = defineRule({
  name: 'untagged-service-image',
  target: 'compose',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  sources: { dclint: ['service-image-require-explicit-tag'], 'compose-lint': ['CL-0004'], cis: ['5.28'] },
  fix: 'none',
  docs: {
    what: 'A service runs an image without a tag or digest.',
    why: 'The registry then gives out `latest`: after the next pull another major version may start on the data of the old one, and nobody can say which version ran.',
    bad: 'services:\n  web:\n    image: nginx\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Silent for images that the service builds itself, and where a variable without a default names the image.',
  },
  messages: {
    untagged: '{image} has no tag, so "{service}" runs whatever was pushed last. Name a version, such as {image}:VERSION.',
  },
  check(file, report, { workspace }) {
    for (const { image, service } of serviceImages(file)) {
      if (image.tag === undefined && image.digest === undefined && !workspace.projectOf?.(file.uri)?.buildsExactly(image)) report(image.nameSpan, 'untagged', { data: { image: image.text, service: service.name } });
    }
  },
});
