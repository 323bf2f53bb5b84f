import { movingServiceImage } from '../../../server/src/lint/rules/compose/moving-service-image';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('moving-service-image', () => {
  it('leaves images alone that the repository builds itself', () => {
    const text = 'services:\n  a: { image: example.org/api:latest }\n';
    checkClean(movingServiceImage, text, { workspace: workspaceOf({ 'api/Dockerfile': 'FROM debian:13\n' }) });
    checkRule(movingServiceImage, `${text}                              ^^^^^^ warning moving-service-image/latest\n`, { workspace: workspaceOf({ 'web/Dockerfile': 'FROM debian:13\n' }) });
  });

  it('tells latest from channels', () => {
    checkRule(
      movingServiceImage,
      `
services:
  a: { image: "nginx:latest" }
                     ^^^^^^ warning moving-service-image/latest
  b: { image: "nginx:stable" }
                     ^^^^^^ info moving-service-image/channel
  own: { image: "example.org/shop:\${TAG:-latest}" }
  c: { image: "nginx:\${TAG:-latest}" }
                            ^^^^^^ hint moving-service-image/default
  d: { image: nginx:stable-alpine }
  e: { image: "nginx:latest@sha256:9d6b58feebd2dbd3c56ab5853333d627cc6e281011cfd6050fa4bcf2072c9496" }
  f: { image: app:latest, build: . }
  g: { image: nginx }
  h: { image: "\${REPOSITORY:-nginx}:latest" }
                                    ^^^^^^ warning moving-service-image/latest
`,
    );
  });

  it('leaves an image alone that another service of the file builds', () => {
    checkRule(
      movingServiceImage,
      `
services:
  web: { image: "app:latest", build: . }
  worker: { image: "app:latest", command: work }
  other: { image: "app2:latest" }
                        ^^^^^^ warning moving-service-image/latest
`,
    );
  });

  it('takes channels from the options', () => {
    checkRule(
      movingServiceImage,
      `
services:
  a: { image: "nginx:prod" }
                     ^^^^ info moving-service-image/channel
  b: { image: nginx:stable }
`, { options: { tags: ['prod'] } },
    );
  });
});
