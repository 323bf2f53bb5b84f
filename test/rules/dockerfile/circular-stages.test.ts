import { checkClean, checkRule } from '../../helpers/rules';
import { circularStages } from '../../../server/src/lint/rules/dockerfile/circular-stages';

describe('circular-stages', () => {
  it('over two stages', () => {
    checkRule(circularStages, `
FROM alpine AS a
COPY --from=b /x /x
            ^ error circular-stages/circle
FROM alpine AS b
COPY --from=a /x /x
`);
  });

  it('over three stages, one by FROM', () => {
    checkRule(circularStages, `
FROM alpine AS a
RUN --mount=from=c,target=/c true
                 ^ error circular-stages/circle
FROM a AS b
FROM alpine AS c
COPY --from=b /x /x
`);
  });

  it('forward without a way back, and straight lines', () => {
    checkClean(circularStages, `
FROM alpine AS a
COPY --from=b /x /x
FROM alpine AS b
FROM a
COPY --from=b /x /x
`);
  });
});
