import { defineImageRule } from '../rule';

export const imageEnvSecret = defineImageRule({
  name: 'image-env-secret',
  target: 'image',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0010'], cis: ['4.10'] },
  toldBy: ['literal-secret', 'secret-in-arg-or-env'],
  docs: {
    what: 'The environment of the built image holds a credential: a variable that is named like one, a token of a known form, an address with a password.',
    why: 'It is in the configuration of the image, which everybody who can pull it reads with one command, and in every process of every container. Values that came from build arguments or from the base image are seen here only.',
    bad: 'FROM alpine:3.24\nARG API_TOKEN\nENV API_TOKEN=$API_TOKEN\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=token,env=API_TOKEN ./fetch.sh\nUSER 10001\n',
    exceptions: 'Placeholders, switches, paths and addresses without a password are left alone. Passwords that everybody tries first, and plain words, are warnings. Of the base image\'s variables only tokens of a known form are reported, for information.',
  },
  messages: {
    secret: 'The environment of the image holds a credential: {name}. Everybody who has the image reads it there; change it, and set it when the container starts.',
  },
  check(image, report) {
    for (const { name, place, kind, weak } of image.environmentSecrets) {
      if (image.isBase(place) && kind !== 'known') continue;
      report(place, 'secret', { data: { name }, ...(weak && { severity: 'warning' as const }) });
    }
  },
});
