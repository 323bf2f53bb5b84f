import { checkClean, checkRule } from '../../helpers/rules';
import { manyRuns } from '../../../server/src/lint/rules/dockerfile/many-runs';

describe('many-runs', () => {
  it('on the first of them', () => {
    checkRule(manyRuns, `
FROM alpine:3.24
RUN a && b
^^^ info many-runs/many
RUN b
RUN c
# note
RUN d
RUN e
`);
  });

  it('another limit', () => {
    checkRule(manyRuns, `
FROM alpine:3.24
RUN a
^^^ info many-runs/many
RUN b
`, { options: { max: 1 } });
  });

  it('fewer, or in a builder stage', () => {
    checkClean(manyRuns, `
FROM alpine:3.24 AS build
RUN a
RUN b
RUN c
RUN d
RUN e
FROM alpine:3.24
RUN a
RUN b
WORKDIR /x
RUN c
RUN d
RUN e
`);
  });
});
