import { buildToolsLeft } from '../../../server/src/lint/rules/dockerfile/build-tools-left';
import { checkClean, checkRule } from '../../helpers/rules';

describe('build-tools-left', () => {
  it('marks the first of each kind', () => {
    checkRule(buildToolsLeft, `
FROM debian:13
RUN apt-get update && apt-get install -y curl gcc make gdb netcat-openbsd
                                              ^^^ info build-tools-left/compiler
                                                       ^^^ info build-tools-left/debugger
                                                           ^^^^^^^^^^^^^^ info build-tools-left/network
RUN apt-get install -y g++ sudo
                           ^^^^ info build-tools-left/sudo
CMD ["serve"]
`);
  });

  it('leaves what is removed again, other stages and images to work in alone', () => {
    for (const text of [
      'FROM alpine:3.24 AS build\nRUN apk add --no-cache gcc\nFROM alpine:3.24\nCOPY --from=build /a /a',
      'FROM alpine:3.24\nRUN apk add --no-cache --virtual .build gcc make && make && apk del .build',
      'FROM debian:13\nRUN apt-get install -y gcc make && make && apt-get purge -y gcc make',
      'FROM debian:13\nRUN apt-get install -y gcc libc6-dev && make && apt-get purge -y --auto-remove gcc',
      'FROM alpine:3.24\nRUN apk add --no-cache gcc\nCMD ["bash"]',
      'FROM alpine:3.24 AS dev\nRUN apk add --no-cache gcc',
    ]) {
      checkClean(buildToolsLeft, `${text}\n`);
    }
  });

  it('takes more from the option', () => {
    checkRule(buildToolsLeft, 'FROM alpine:3.24\nRUN apk add --no-cache git\n                       ^^^ info build-tools-left/listed\n', { options: { packages: ['git'] } });
  });
});
