import { vexCopied } from '../../../server/src/lint/rules/dockerfile/vex-copied';
import { checkRule } from '../../helpers/rules';

describe('vex-copied', () => {
  it('marks each document', () => {
    checkRule(vexCopied, `
FROM alpine:3.24 AS a
COPY app.vex.json b.openvex.json vexed.json /x/
     ^^^^^^^^^^^^ hint vex-copied/vex
                  ^^^^^^^^^^^^^^ hint vex-copied/vex
COPY --from=a /x/app.vex.json /x/
`);
  });
});
