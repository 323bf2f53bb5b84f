import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { windowsRunMount } from '../../../server/src/lint/rules/dockerfile/windows-run-mount';

describe('windows-run-mount', () => {
  it('every mount', () => {
    checkRule(windowsRunMount, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN --mount=type=cache,target=C:\\cache --mount=type=secret,id=x dotnet restore
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error windows-run-mount/unsupported
                                       ^^^^^^^^^^^^^^^^^^^^^^^^ error windows-run-mount/unsupported
`);
  });

  it('Linux stages', () => {
    checkClean(windowsRunMount, `
FROM debian:13
RUN --mount=type=cache,target=/cache true
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN --network=none dotnet restore
`);
  });

  it('has an unsafe fix', () => {
    checkFix(windowsRunMount, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN --mount=type=cache,target=C:\\cache dotnet restore
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN dotnet restore
`, 'unsafe');
  });
});
