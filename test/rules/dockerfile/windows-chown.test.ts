import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { windowsChown } from '../../../server/src/lint/rules/dockerfile/windows-chown';

describe('windows-chown', () => {
  it('Windows stages only', () => {
    checkRule(windowsChown, `
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --chown=app . /src
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --from=build \\
    --chown=app /app C:/app/
    ^^^^^^^^^^^ warning windows-chown/ignored
`);
  });

  it('without the flag', () => {
    checkClean(windowsChown, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY app C:/app/
`);
  });

  it('is fixed', () => {
    checkFix(windowsChown, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --chown=app --chmod=755 app C:/app/
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY --chmod=755 app C:/app/
`);
  });
});
