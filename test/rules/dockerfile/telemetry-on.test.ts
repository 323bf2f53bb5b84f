import { telemetryOn } from '../../../server/src/lint/rules/dockerfile/telemetry-on';
import { checkFix, checkRule } from '../../helpers/rules';

describe('telemetry-on', () => {
  it('marks the first call of a stage', () => {
    checkRule(telemetryOn, `
FROM node:24 AS base
ENV DO_NOT_TRACK=1
RUN bun install
FROM base
RUN bun install && next build && npx nuxi build && next build
                   ^^^^ hint telemetry-on/on
                                 ^^^ hint telemetry-on/on
RUN NUXT_TELEMETRY_DISABLED=1 nuxt build && dotnet --version
`);
  });

  it('sets the variable', () => {
    checkFix(telemetryOn, 'FROM a\nRUN next build\n', 'FROM a\nENV NEXT_TELEMETRY_DISABLED=1\nRUN next build\n', 'unsafe');
  });

  it('reads the scripts of Windows', () => {
    checkRule(telemetryOn, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN echo 1 & bootstrap-vcpkg.bat
             ^^^^^^^^^^^^^^^^^^^ hint telemetry-on/on
`);
  });
});
