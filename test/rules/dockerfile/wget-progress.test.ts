import { wgetProgress } from '../../../server/src/lint/rules/dockerfile/wget-progress';
import { checkFix, checkRule } from '../../helpers/rules';

describe('wget-progress', () => {
  it('marks wget', () => {
    checkRule(wgetProgress, `
FROM alpine:3.24
RUN wget https://example.com/x
    ^^^^ info wget-progress/progress
RUN wget -q https://example.com/x
RUN wget -nv https://example.com/x
RUN wget --progress=dot:giga https://example.com/x
RUN wget -o log https://example.com/x
RUN wget -qO- https://example.com/x
`);
  });

  it('adds -nv', () => {
    checkFix(wgetProgress, `
FROM alpine:3.24
RUN wget https://example.com/x
`, `
FROM alpine:3.24
RUN wget -nv https://example.com/x
`, 'safe');
  });
});
