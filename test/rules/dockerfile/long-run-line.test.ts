import assert from 'node:assert/strict';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { longRunLine } from '../../../server/src/lint/rules/dockerfile/long-run-line';

describe('long-run-line', () => {
  it('what is beyond the limit', () => {
    checkRule(longRunLine, `
FROM alpine:3.24
RUN one two three four five six seven eight nine
                                        ^^^^^^^^ hint long-run-line/long
RUN a \\
  && one two three four five six seven eight nine
                                        ^^^^^^^^^ hint long-run-line/long
RUN <<EOF
one two three four five six seven eight nine
                                        ^^^^ hint long-run-line/long
EOF
`, { options: { max: 40 } });
  });

  it('few words, addresses, other instructions', () => {
    checkClean(longRunLine, `
FROM alpine:3.24
RUN one two aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
RUN one two three four five six seven https://example.com
COPY one two three four five six seven eight nine ten/
RUN short
`, { options: { max: 40 } });
  });

  it('behind &&', () => {
    checkFix(longRunLine, `
FROM alpine:3.24
RUN one two three && four five six && seven eight nine

`, `
FROM alpine:3.24
RUN one two three && \\
    four five six && \\
    seven eight nine

`, 'safe', { options: { max: 40 } });
  });

  it('behind the last word that fits', () => {
    checkFix(longRunLine, `
FROM alpine:3.24
RUN one two three "four five" six seven eight nine ten eleven twelve thirteen fourteen
RUN one "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
`, `
FROM alpine:3.24
RUN one two three "four five" six \\
    seven eight nine ten eleven twelve \\
    thirteen fourteen
RUN one \\
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
`, 'safe', { options: { max: 40 } });
  });

  it('in the style of the line', () => {
    checkFix(longRunLine, `
FROM alpine:3.24
RUN true \\
  && one two three && four five six && seven eight nine ten \\
  && one two three four five six seven eight nine ten eleven
`, `
FROM alpine:3.24
RUN true \\
  && one two three \\
  && four five six \\
  && seven eight nine ten \\
  && one two three four five six seven \\
  eight nine ten eleven
`, 'safe', { options: { max: 40 } });
  });

  it('what joins the line to the next does not count', () => {
    checkClean(longRunLine, `
FROM alpine:3.24
RUN one two three four five six seven ei && \\
    true
RUN one two three four five six seven ei \\
    nine
`, { options: { max: 40 } });
  });

  it('breaks a line once where a command stands within another one', () => {
    checkFix(longRunLine, `
FROM alpine:3.24
RUN find . -name "*.wav" -exec sh -c "one; two; three; four; five" \\;
`, `
FROM alpine:3.24
RUN find . -name "*.wav" -exec sh -c \\
    "one; two; three; four; five" \\;
`, 'safe', { options: { max: 40 } });
    const [finding] = findingsOf(longRunLine, 'FROM alpine:3.24\nRUN find . -name "*.wav" -exec sh -c "one; two; three; four; five" \\;\n', { options: { max: 40 } });
    assert.equal(finding?.fixes[0]?.edits.length, 1);
  });
});
