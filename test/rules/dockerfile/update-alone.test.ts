import { updateAlone } from '../../../server/src/lint/rules/dockerfile/update-alone';
import { checkRule } from '../../helpers/rules';

describe('update-alone', () => {
  it('marks the update', () => {
    checkRule(updateAlone, `
FROM debian:13
RUN apt-get -qq update
                ^^^^^^ warning update-alone/alone
RUN apt-get update && apt-get install -y curl
RUN apt-get update && ./install.sh
RUN --mount=type=cache,target=/var/lib/apt apt-get update
RUN apt-get install -y curl
`);
  });

  it('knows apk', () => {
    checkRule(updateAlone, `
FROM alpine:3.24
RUN apk update
        ^^^^^^ warning update-alone/alone
RUN apk update && apk add curl
`);
  });
});
