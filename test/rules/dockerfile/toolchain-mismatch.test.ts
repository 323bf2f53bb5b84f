import assert from 'node:assert/strict';
import { toolchainMismatch } from '../../../server/src/lint/rules/dockerfile/toolchain-mismatch';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { within } from '../../helpers/workspace';
import type { TestFile } from '../../helpers/workspace';

const engines = (node: string): string => JSON.stringify({ engines: { node } });
const built = (base: string, run: string): string => `FROM ${base}\nWORKDIR /app\nCOPY . .\nRUN ${run}\n`;
/** Whether the rule says something about a base image and one file of the project. */
const reports = (base: string, run: string, name: string, text: string, more: Readonly<Record<string, TestFile>> = {}): boolean =>
  findingsOf(toolchainMismatch, built(base, run), within({ [name]: text, ...more })).length > 0;

describe('toolchain-mismatch', () => {
  it('marks the version in the tag, wherever the manifest comes from', () => {
    const project = within({ 'package.json': engines('>=22'), 'web/package.json': engines('^24') });
    checkRule(
      toolchainMismatch,
      `
ARG NODE=20
FROM docker.io/library/node:16-alpine AS deps
                            ^^ warning toolchain-mismatch/requires
WORKDIR /app
COPY package*.json ./
RUN npm ci
FROM node:18.20 AS build
          ^^^^^ warning toolchain-mismatch/requires
FROM build
WORKDIR /app/web
COPY . /app
RUN ["npm", "ci"]
FROM node:\${NODE}-slim
          ^^^^^^^^^^^^ warning toolchain-mismatch/requires
WORKDIR /app
RUN --mount=type=bind,target=/src cd /src/web && yarn
FROM node:20
          ^^ warning toolchain-mismatch/requires
WORKDIR /app
COPY . ./
CMD ["node", "index.js"]
`, project);
  });

  it('judges the file that lies where the command runs, and no other', () => {
    const project = within({ 'package.json': engines('>=22'), 'web/package.json': engines('>=18') });
    checkClean(toolchainMismatch, 'FROM node:20\nWORKDIR /app/web\nCOPY . /app\nRUN npm ci\n', project);
    checkClean(toolchainMismatch, 'FROM node:20\nWORKDIR /app\nCOPY web .\nRUN npm ci\n', project);
    checkClean(toolchainMismatch, 'FROM node:20\nWORKDIR /app\nCOPY . .\nRUN cd web && npm ci\n', project);
    checkClean(toolchainMismatch, 'FROM node:20\nWORKDIR /app\nRUN npm ci\nCOPY . .\n', project);
    checkClean(toolchainMismatch, 'FROM node:20\nWORKDIR /app\nCOPY . .\nRUN cd "$DIR" && npm ci\n', project);
    checkClean(toolchainMismatch, 'FROM node:20\nCOPY . .\nRUN npm ci\n', project);
    checkClean(toolchainMismatch, 'FROM node:20 AS a\nFROM node:20\nWORKDIR /app\nCOPY --from=a . .\nRUN npm ci\n', project);
  });

  it('is silent for ignored files, and where the context or the version is not known', () => {
    const files = { 'package.json': engines('>=22') };
    checkClean(toolchainMismatch, built('node:20', 'npm start'), within({ ...files, '.dockerignore': 'package.json\n' }));
    checkClean(toolchainMismatch, built('node:20', 'npm ci'));
    for (const base of ['node', 'node:latest', 'node:lts-slim', 'node:$V', 'node@sha256:' + 'a'.repeat(64), 'example.com/node:16', 'ubuntu:16.04']) checkClean(toolchainMismatch, built(base, 'npm ci'), within(files));
    checkClean(toolchainMismatch, `ARG V=20\n${built('node:$V', 'npm ci')}`, within({ ...files, 'compose.yaml': 'services:\n  a:\n    build: { context: ., args: { V: 24 } }\n' }));
    for (const text of ['', '{', '[]', '{"engines":">=22"}', '{"engines":{"node":{}}}', engines(''), engines('lts/*'), engines('*')]) assert.equal(reports('node:20', 'npm ci', 'package.json', text), false, text);
  });

  it('is silent where another version is brought in, or the check is off', () => {
    const node = { 'package.json': engines('>=22') };
    for (const run of ['npm i -g n && n lts && npm ci', '. ~/.nvm/nvm.sh && nvm use && npm ci', 'yarn --ignore-engines']) checkClean(toolchainMismatch, built('node:20', run), within(node));
    checkClean(toolchainMismatch, built('golang:1.21', 'go build'.replace('go', 'GOTOOLCHAIN=auto go')), within({ 'go.mod': 'module a\n\ngo 1.22\n' }));
    checkClean(toolchainMismatch, `FROM golang:1.21\nENV GOTOOLCHAIN=auto\nWORKDIR /app\nCOPY . .\nRUN <<EOF\ngo build\nEOF\n`, within({ 'go.mod': 'module a\n\ngo 1.22\n' }));
    checkClean(toolchainMismatch, built('python:3.9', 'uv sync && python a.py'), within({ 'pyproject.toml': '[project]\nrequires-python = ">=3.12"\n' }));
  });

  it('compares with all versions that the tag stands for', () => {
    const cases: readonly [string, string, boolean][] = [
      ['16', '>=18', true], ['18', '>=18.17.0', false], ['18.16', '>=18.17.0', true], ['18.17.1', '>=18.17.0', false], ['20', '18.x || >=20', false], ['19', '18.x || >=20', true],
      ['20', '^18', true], ['20.1', '<=20.0.0', true], ['v20', '>=22', false], ['22-rc', '>=24', false], ['20', '>=18 <20', true], ['6', '~4 ~6 ~8', false],
    ];
    for (const [tag, range, expected] of cases) assert.equal(reports(`node:${tag}`, 'npm ci', 'package.json', engines(range)), expected, `${tag} ${range}`);
  });

  it('reads what Python projects ask for', () => {
    const project = (range: string): string => `[build-system]\nrequires = ["hatchling"]\n[project]\nname = "a"\nrequires-python = "${range}" # x\n[tool.b]\n`;
    const cases: readonly [string, string, boolean][] = [
      ['3.8', '>=3.10', true], ['3.10-slim', '>=3.10', false], ['3.12', '>=3.9,<3.12', true], ['3.12', '>=3.9, <3.13', false], ['3.9', '>3.9', false], ['3.9', '<=3.9', false], ['3.10', '<=3.9', true],
      ['3.11', '~=3.10', false], ['4.0', '~=3.10', true], ['3.11', '~=3.10.2', true], ['3.11', '==3.10.*', true], ['3.10', '==3.10.*', false], ['3.9', '!=3.9.*,>=3.8', false], ['3.8', 'nonsense', false], ['3', '>=3.10', false],
    ];
    for (const [tag, range, expected] of cases) assert.equal(reports(`python:${tag}`, 'pip install .', 'pyproject.toml', project(range)), expected, `${tag} ${range}`);
    assert.equal(reports('python:3.9', 'poetry install', 'pyproject.toml', "[tool.poetry.dependencies]\npython = '^3.10'\n"), true);
    assert.equal(reports('python:3.9', 'poetry install', 'pyproject.toml', '[tool.poetry.dependencies]\npython = ">=3.8,<4"\n'), false);
    assert.equal(reports('python:3.9', 'pip install .', 'setup.py', 'setup(\n    python_requires=">=3.10",\n)\n'), true);
    assert.equal(reports('python:3.9', 'pip install .', 'setup.cfg', '[options]\npython_requires = >=3.10\n'), true);
    assert.equal(reports('python:3.9', 'pipenv sync', 'Pipfile', '[requires]\npython_version = "3.10"\n'), true);
  });

  it('reads what the other languages ask for', () => {
    const cases: readonly [string, string, string, string, boolean][] = [
      ['golang:1.19', 'go build ./...', 'go.mod', 'module a\n\ngo 1.22\n', true],
      ['golang:1.22', 'go build ./...', 'go.mod', 'module a\n\ngo 1.22.3 // x\n\ntoolchain go1.30.0\n', false],
      ['golang:1.22.1-alpine', 'go build ./...', 'go.mod', 'module a\n\ngo 1.22.3\n', true],
      ['golang:1.22', 'go build ./...', 'go.mod', 'module a\n', false],
      ['ruby:3.0', 'bundle install', 'Gemfile', "source 'https://rubygems.org'\nruby '3.2.1'\n", true],
      ['ruby:3.2', 'bundle install', 'Gemfile', "ruby '3.2.1'\n", false],
      ['ruby:3.2', 'bundle install', 'Gemfile', 'ruby "~> 3.3.0"\n', true],
      ['ruby:3.4', 'bundle install', 'Gemfile', 'ruby "~> 3.3"\n', false],
      ['ruby:3.4', 'bundle install', 'Gemfile', 'ruby ">= 3.0", "< 3.4"\n', true],
      ['ruby:3.4', 'bundle install', 'Gemfile', 'ruby ENV["RUBY"]\n', false],
      ['ruby:3.4', 'bundle install', 'Gemfile', 'ruby file: ".ruby-version"\n', false],
      ['php:7.4-fpm', 'composer install', 'composer.json', '{"require":{"php":"^8.1"}}', true],
      ['php:8.4', 'composer install', 'composer.json', '{"require":{"php":"~8.1"}}', false],
      ['php:8.4', 'composer install', 'composer.json', '{"require":{"php":"~8.1.0"}}', true],
      ['php:8.0', 'composer install', 'composer.json', '{"require":{"php":"^7.4|^8.0"}}', false],
      ['php:7.4', 'composer install', 'composer.json', '{"require":{"php":"^8"},"config":{"platform":{"php":"8.1"}}}', false],
      ['php:7.4', 'composer install --ignore-platform-reqs', 'composer.json', '{"require":{"php":"^8"}}', false],
      ['rust:1.70', 'cargo build', 'Cargo.toml', '[package]\nrust-version = "1.75"\n', true],
      ['rust:1.80', 'cargo build', 'Cargo.toml', '[package]\nedition = "2024"\n', true],
      ['rust:1.85', 'cargo build', 'Cargo.toml', '[package]\nedition = "2024"\n', false],
      ['rust:1.70', 'cargo build', 'rust-toolchain', '1.75.0\n', true],
      ['rust:1.70', 'cargo build', 'rust-toolchain.toml', '[toolchain]\nchannel = "stable"\n', false],
      ['rust:1.70', 'rustup default 1.80 && cargo build', 'Cargo.toml', '[package]\nrust-version = "1.75"\n', false],
      ['mcr.microsoft.com/dotnet/sdk:6.0', 'dotnet build', 'global.json', '{"sdk":{"version":"8.0.100"}}', true],
      ['mcr.microsoft.com/dotnet/sdk:8.0', 'dotnet build', 'global.json', '{"sdk":{"version":"6.0.400"}}', true],
      ['mcr.microsoft.com/dotnet/sdk:8.0', 'dotnet build', 'global.json', '{"sdk":{"version":"6.0.400","rollForward":"latestMajor"}}', false],
      ['maven:3.9-eclipse-temurin-11', 'mvn package', 'pom.xml', '<properties><maven.compiler.release>17</maven.compiler.release></properties>', true],
      ['maven:3-openjdk-17-slim', 'mvn package', 'pom.xml', '<properties><java.version>1.8</java.version></properties>', false],
      ['eclipse-temurin:11-jdk-alpine', './mvnw package', 'pom.xml', '<properties><java.version>17</java.version></properties>', true],
    ];
    for (const [base, run, name, text, expected] of cases) assert.equal(reports(base, run, name, text), expected, `${base} ${text}`);
    assert.equal(reports('ruby:3.0', 'bundle', 'Gemfile', 'ruby file: ".ruby-version"\n', { '.ruby-version': 'ruby-3.4.1\n' }), true);
    checkRule(toolchainMismatch, 'FROM golang:1.19\n            ^^^^ warning toolchain-mismatch/requires\nWORKDIR /src\nCOPY . .\nWORKDIR /src/cmd/a\nRUN go build\n', within({ 'go.mod': 'go 1.22\n', 'cmd/a/main.go': '' }));
    checkRule(toolchainMismatch, 'FROM maven:3-eclipse-temurin-11\n                             ^^ warning toolchain-mismatch/requires\nWORKDIR /src\nCOPY pom.xml ./\nRUN mvn package\n', within({ 'pom.xml': '<java.version>21</java.version>' }));
  });

  it('mentions a version that a file names, where nothing asks for one', () => {
    const text = 'FROM node:20.1-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n';
    checkRule(toolchainMismatch, text.replace('\n', '\n          ^^^^ info toolchain-mismatch/names\n'), within({ '.nvmrc': 'v22.1.0\n', 'package.json': '{}' }));
    checkClean(toolchainMismatch, text, within({ '.nvmrc': 'v22.1.0\n', 'package.json': engines('>=18') }));
    for (const name of ['v20.11.0', 'lts/*', 'lts/hydrogen', 'node', '']) checkClean(toolchainMismatch, text, within({ '.nvmrc': name }));
    assert.equal(reports('python:3.9', 'pip install -r a.txt', '.python-version', '# local\n3.12.1\n'), true);
    assert.equal(reports('ruby:3.3', 'bundle', '.ruby-version', 'ruby-3.3.9\n'), false);
  });

  it('offers the oldest supported release that meets the file, and says what brings it', () => {
    const project = within({ 'package.json': engines('>=18') });
    checkFix(toolchainMismatch, built('node:16-alpine', 'npm ci'), built('node:22-alpine', 'npm ci'), 'unsafe', project);
    for (const text of [built(`node:16@sha256:${'a'.repeat(64)}`, 'npm ci'), `ARG V=16\n${built('node:$V', 'npm ci')}`]) assert.deepEqual(findingsOf(toolchainMismatch, text, project).map(({ fixes }) => fixes), [[]]);
    const [finding] = findingsOf(toolchainMismatch, built('node:16', 'npm ci'), project);
    assert.match(finding!.message, /^package\.json asks for Node\.js >=18, but the image has 16\./);
    assert.deepEqual(finding!.related.map(({ range }) => range.start), [{ line: 2, character: 5 }]);
  });

  it('offers no tag that the image may not have', () => {
    const project = within({ 'package.json': engines('>=18') });
    checkFix(toolchainMismatch, built('node:16-buster', 'npm ci'), built('node:22-trixie', 'npm ci'), 'unsafe', project);
    assert.deepEqual(findingsOf(toolchainMismatch, built('public.ecr.aws/lambda/nodejs:16.1.2', 'npm ci'), project).map(({ fixes }) => fixes), [[]]);
  });
});
