import { untaggedServiceImage } from '../../../server/src/lint/rules/compose/untagged-service-image';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('untagged-service-image', () => {
  it('leaves images alone that the repository builds itself', () => {
    const text = 'services:\n  a: { image: example.org/api }\n';
    checkClean(untaggedServiceImage, text, { workspace: workspaceOf({ 'api/Dockerfile': 'FROM debian:13\n' }) });
    checkRule(untaggedServiceImage, `${text}              ^^^^^^^^^^^^^^^ warning untagged-service-image/untagged\n`, { workspace: workspaceOf({ 'web/Dockerfile': 'FROM debian:13\n' }) });
  });

  it('reports images without tag and digest', () => {
    checkRule(
      untaggedServiceImage,
      `
services:
  a:
    image: nginx
           ^^^^^ warning untagged-service-image/untagged
  b:
    image: "localhost:5000/team/app"
            ^^^^^^^^^^^^^^^^^^^^^^^ warning untagged-service-image/untagged
  c:
    image: "\${IMAGE:-nginx}"
                     ^^^^^ warning untagged-service-image/untagged
`,
    );
  });

  it('leaves tags, digests, builds and variables alone', () => {
    checkClean(
      untaggedServiceImage,
      `
services:
  a: { image: nginx:1.30 }
  b: { image: "nginx@sha256:9d6b58feebd2dbd3c56ab5853333d627cc6e281011cfd6050fa4bcf2072c9496" }
  c: { image: app, build: . }
  d: { image: "$IMAGE" }
  e: { image: "nginx:\${TAG:-1.30}" }
  f: { image: }
`,
    );
  });

  it('reports a shared image once', () => {
    checkRule(
      untaggedServiceImage,
      `
x-app: &app
  image: app
         ^^^ warning untagged-service-image/untagged
services:
  a: { <<: *app }
  b: { <<: *app }
`,
    );
  });
});
