import { checkClean, checkRule } from '../../helpers/rules';
import { workdirWithSpace } from '../../../server/src/lint/rules/dockerfile/workdir-with-space';

describe('workdir-with-space', () => {
  it('a blank that is part of the path', () => {
    checkRule(workdirWithSpace, `
FROM alpine:3.24
WORKDIR /app /data
        ^^^^^^^^^^ warning workdir-with-space/blank
`);
  });

  it('quoted, escaped, Windows, comments', () => {
    checkClean(workdirWithSpace, `
FROM alpine:3.24
WORKDIR "/app data"
WORKDIR /app\\ data
WORKDIR /app # data
WORKDIR \${X:-a b}
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\Program Files
`);
  });
});
