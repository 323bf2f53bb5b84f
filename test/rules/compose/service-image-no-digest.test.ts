import { serviceImageNoDigest } from '../../../server/src/lint/rules/compose/service-image-no-digest';
import { checkRule } from '../../helpers/rules';

describe('service-image-no-digest', () => {
  it('reports at the tag, unless another rule says the worse', () => {
    checkRule(
      serviceImageNoDigest,
      `
services:
  a: { image: "nginx:1.30" }
                     ^^^^ hint service-image-no-digest/unpinned
  b: { image: nginx }
  d: { image: nginx:latest }
  c: { image: "nginx@sha256:9d6b58feebd2dbd3c56ab5853333d627cc6e281011cfd6050fa4bcf2072c9496" }
`,
    );
  });
});
