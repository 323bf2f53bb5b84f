import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { variableInCopyFrom } from '../../../server/src/lint/rules/dockerfile/variable-in-copy-from';

describe('variable-in-copy-from', () => {
  it('in COPY and in a mount', () => {
    checkRule(variableInCopyFrom, `
ARG IMAGE=alpine
FROM alpine:3.24
ARG OWN=x
COPY --from=$IMAGE /a /a
            ^^^^^^ error variable-in-copy-from/variable
COPY --from=alpine:\${OWN:-1} /a /a
            ^^^^^^^^^^^^^^^^ error variable-in-copy-from/variable
RUN --mount=type=bind,from=$IMAGE,target=/x true
                           ^^^^^^ error variable-in-copy-from/variable
`);
  });

  it('plain names, and variables in other flags', () => {
    checkClean(variableInCopyFrom, `
FROM alpine AS a
FROM alpine
COPY --from=a --chown=$USER /a /a
RUN --mount=type=cache,target=$HOME/.cache true
`);
  });

  it('makes a stage of it, where the variable is global', () => {
    checkFix(variableInCopyFrom, `
ARG IMAGE=alpine
# main
FROM alpine:3.24
COPY --from=$IMAGE /a /a
`, `
ARG IMAGE=alpine
FROM $IMAGE AS source

# main
FROM alpine:3.24
COPY --from=source /a /a
`, 'unsafe');
  });

  it('where it is not', () => {
    const text = `
FROM alpine:3.24
ARG IMAGE=alpine
COPY --from=$IMAGE /a /a
`;
    checkFix(variableInCopyFrom, text, text, 'unsafe');
  });
});
