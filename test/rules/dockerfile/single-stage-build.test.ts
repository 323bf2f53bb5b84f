import { checkClean, checkRule } from '../../helpers/rules';
import { singleStageBuild } from '../../../server/src/lint/rules/dockerfile/single-stage-build';

describe('single-stage-build', () => {
  it('the command that compiles', () => {
    checkRule(singleStageBuild, `
FROM golang:1.26
RUN go mod download && go build -o /app .
                       ^^ info single-stage-build/build
RUN go build ./x
`);
  });

  it('other tool chains', () => {
    checkRule(singleStageBuild, `
FROM mcr.microsoft.com/dotnet/sdk:10.0
RUN dotnet publish -c Release
    ^^^^^^ info single-stage-build/build
`);
  });

  it('several stages, other images, no compiling', () => {
    checkClean(singleStageBuild, `
FROM golang:1.26 AS build
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
`);
    checkClean(singleStageBuild, `
FROM node:24
RUN npm run build
`);
    checkClean(singleStageBuild, `
FROM golang:1.26
RUN go version
`);
  });
});
