import assert from 'node:assert/strict';
import { sourcesBeforeDependencies } from '../../../server/src/lint/rules/dockerfile/sources-before-dependencies';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('sources-before-dependencies', () => {
  it('by manager', () => {
    checkRule(sourcesBeforeDependencies, `
FROM node:24 AS web
COPY . .
     ^ info sources-before-dependencies/early
RUN npm ci
FROM python:3.14 AS api
ADD ./ /srv/
    ^^ info sources-before-dependencies/early
RUN pip install -r /srv/requirements.txt
FROM golang:1.26 AS tool
WORKDIR /src
COPY --chown=1000 . /src
                  ^ info sources-before-dependencies/early
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go go mod download && go build .
FROM php:8.5
COPY . /var/www
     ^ info sources-before-dependencies/early
RUN composer install --no-dev
`);
  });

  it('tells the files', () => {
    const [finding] = findingsOf(sourcesBeforeDependencies, 'FROM node:24\nCOPY . .\nRUN yarn\n');
    assert.match(finding!.message, /yarn in line 3 .* Copy package\.json and yarn\.lock first/);
  });

  it('manifests first, named packages, parts of the context, other stages, other managers', () => {
    checkClean(sourcesBeforeDependencies, `
FROM node:24
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm ci && npm run build
FROM node:24
COPY . .
RUN npm install express && npm run build
FROM python:3.14
COPY src /src
RUN pip install -r /src/requirements.txt
COPY . .
RUN pip install .
FROM node:24 AS build
COPY --from=web . .
RUN npm ci
FROM mcr.microsoft.com/dotnet/sdk:10.0
COPY . .
RUN dotnet restore
FROM golang:1.26
COPY . .
RUN go mod tidy
`);
  });

  it('is put in order', () => {
    checkFix(sourcesBeforeDependencies, `
FROM node:24
WORKDIR /app
# all of it
COPY --chown=node:node . /app
RUN --mount=type=cache,target=/root/.npm \\
  npm ci
CMD ["node", "."]
`, `
FROM node:24
WORKDIR /app
# all of it
COPY --chown=node:node package*.json /app/
RUN --mount=type=cache,target=/root/.npm \\
  npm ci
COPY --chown=node:node . /app
CMD ["node", "."]
`, 'unsafe');
    checkFix(sourcesBeforeDependencies, `
FROM python:3.14
COPY . /srv
RUN pip install --upgrade pip && pip install -r /srv/requirements.txt
`, `
FROM python:3.14
COPY . /srv
RUN pip install --upgrade pip && pip install -r /srv/requirements.txt
`, 'unsafe');
    checkFix(sourcesBeforeDependencies, `
FROM python:3.14
COPY . /srv
RUN pip install -r /srv/requirements.txt
`, `
FROM python:3.14
COPY requirements.txt /srv/
RUN pip install -r /srv/requirements.txt
COPY . /srv
`, 'unsafe');
  });

  it('is left alone where the sources may be needed', () => {
    for (const text of [
      'FROM node:24\nCOPY . .\nRUN npm ci && npm run build\n',
      'FROM node:24\nCOPY . /app\nRUN npm ci\n',
      'FROM node:24\nCOPY . .\nENV A=b\nRUN npm ci\n',
      'FROM python:3.14\nCOPY . .\nRUN uv sync\n',
    ]) checkFix(sourcesBeforeDependencies, text, text, 'unsafe');
  });
});
