import { goUnpinned } from '../../../server/src/lint/rules/dockerfile/go-unpinned';
import { checkRule } from '../../helpers/rules';

describe('go-unpinned', () => {
  it('marks the package', () => {
    checkRule(goUnpinned, `
FROM golang:1.27
RUN go install example.com/tool
               ^^^^^^^^^^^^^^^^ info go-unpinned/unpinned
RUN go install example.com/tool@v1.2.3
`);
  });

  it('marks latest and branches, and what is run', () => {
    checkRule(goUnpinned, `
FROM golang:1.27
RUN go install example.com/tool@latest
               ^^^^^^^^^^^^^^^^^^^^^^^ info go-unpinned/unpinned
RUN go run example.com/tool
           ^^^^^^^^^^^^^^^^ info go-unpinned/unpinned
RUN go install example.com/tool@v1 && go install ./cmd/... && go run .
`);
  });
});
