import { startInstructionOrder } from '../../../server/src/lint/rules/dockerfile/start-instruction-order';
import { checkClean, checkRule } from '../../helpers/rules';

describe('start-instruction-order', () => {
  it('marks what steps of the build follow, and what stands in another order', () => {
    checkRule(startInstructionOrder, `
FROM alpine:3.24
CMD ["a"]
^^^ hint start-instruction-order/scattered
RUN x
ENTRYPOINT ["b"]
`);
    checkRule(startInstructionOrder, `
FROM alpine:3.24
RUN x
CMD ["a"]
^^^ hint start-instruction-order/order
ENTRYPOINT ["b"]
`);
  });

  it('looks at stages only that nothing is built on', () => {
    checkClean(startInstructionOrder, 'FROM a AS b\nCMD x\nRUN y\nFROM a AS c\nCMD x\nRUN y\nFROM b\nCOPY --from=c /x /x\nSTOPSIGNAL SIGTERM\nHEALTHCHECK NONE\nENTRYPOINT ["a"]\nCMD ["b"]\n');
    checkRule(startInstructionOrder, `
FROM alpine:3.24 AS other
HEALTHCHECK NONE
^^^^^^^^^^^ hint start-instruction-order/scattered
RUN x
FROM alpine:3.24
`);
  });
});
