import { optionalSecretMount } from '../../../server/src/lint/rules/dockerfile/optional-secret-mount';
import { checkFix, checkRule } from '../../helpers/rules';

describe('optional-secret-mount', () => {
  it('marks the mount', () => {
    checkRule(optionalSecretMount, `
FROM alpine:3.24
RUN --mount=type=secret,id=a --mount=type=cache,target=/c make
            ^^^^^^^^^^^^^^^^ info optional-secret-mount/optional
RUN --mount=type=secret,id=a,required make
RUN --mount=type=secret,id=a,required=false make
`);
  });

  it('adds required=true', () => {
    checkFix(optionalSecretMount, 'FROM alpine:3.24\nRUN --mount=type=secret,id=a,target=/x --mount=type=secret,id=b make\n', 'FROM alpine:3.24\nRUN --mount=type=secret,id=a,target=/x,required=true --mount=type=secret,id=b,required=true make\n', 'unsafe');
  });
});
