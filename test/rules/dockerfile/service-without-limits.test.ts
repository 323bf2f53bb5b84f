import assert from 'node:assert/strict';
import { serviceWithoutLimits } from '../../../server/src/lint/rules/dockerfile/service-without-limits';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('service-without-limits', () => {
  it('reports at the stage that the service runs', () => {
    checkRule(
      serviceWithoutLimits,
      `
FROM alpine:3.24 AS base
     ^^^^^^^^^^^ hint service-without-limits/one
FROM base
     ^^^^ hint service-without-limits/several
USER 10001
`, { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: . }\n  b: { build: ., mem_limit: 1g }\n  c: { build: { context: ., target: base } }\n' }) },
    );
  });

  it('leaves the container of the developer alone', () => {
    const compose = (build: string): string => `services:\n  workspace: { build: ${build} }\n`;
    checkClean(serviceWithoutLimits, 'FROM node:24\n', { uri: 'file:///project/.devcontainer/Dockerfile', workspace: workspaceOf({ 'compose.yaml': compose('.devcontainer') }) });
    checkClean(serviceWithoutLimits, 'FROM node:24\n', { workspace: workspaceOf({ '.devcontainer/compose.yaml': compose('..') }) });
  });

  it('names a service once that two Compose files have', () => {
    const file = 'services:\n  a: { build: . }\n';
    const [finding, ...more] = findingsOf(serviceWithoutLimits, 'FROM a\n', { workspace: workspaceOf({ 'compose.yaml': file, 'prod/compose.prod.yaml': file.replace('.', '..') }) });
    assert.match(finding!.message, /^The service "a" in compose\.yaml and compose\.prod\.yaml runs/);
    assert.equal(more.length, 0);
  });

  it('leaves files of tests and pipelines alone, and services that images are only made by', () => {
    for (const path of ['e2e/compose.yaml', '.ci/compose.yaml']) checkClean(serviceWithoutLimits, 'FROM a\n', { workspace: workspaceOf({ [path]: 'services:\n  a: { build: .. }\n' }) });
    checkClean(serviceWithoutLimits, 'FROM a\n', { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: ., image: "${NAME}/a:base", user: "${ID}" }\n' }) });
    for (const service of ['build: ., image: a', 'build: ., image: example.org/a, ports: ["80:80"]']) {
      checkRule(serviceWithoutLimits, 'FROM a\n     ^ hint service-without-limits/one\n', { workspace: workspaceOf({ 'compose.yaml': `services:\n  a: { ${service} }\n` }) });
    }
  });

  it('leaves what runs for tests and development alone, by the names of files and services', () => {
    const text = (drawn = ''): string => `FROM a\n${drawn}`;
    const one = '     ^ hint service-without-limits/one\n';
    for (const path of ['docker-compose.dev.yml', 'compose-local.yaml', 'docker-compose.ci.yml']) checkClean(serviceWithoutLimits, text(), { workspace: workspaceOf({ [path]: 'services:\n  a: { build: . }\n' }) });
    for (const name of ['app-dev', 'tester-debian', 'test-runner', 'app_local']) checkClean(serviceWithoutLimits, text(), { workspace: workspaceOf({ 'compose.yaml': `services:\n  ${name}: { build: . }\n` }) });
    for (const name of ['device', 'contest', 'integration-api']) checkRule(serviceWithoutLimits, text(one), { workspace: workspaceOf({ 'compose.yaml': `services:\n  ${name}: { build: . }\n` }) });
    checkRule(serviceWithoutLimits, text(one), { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: . }\n', 'compose.dev.yaml': 'services:\n  a: { build: . }\n' }) });
    checkRule(serviceWithoutLimits, `FROM a AS dev\nFROM b\n${one}`, { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: . }\n', 'compose.dev.yaml': 'services:\n  a: { build: { context: ., target: dev } }\n' }) });
  });

  it('is silent where limits are set, in this file or one beside, and without a service', () => {
    checkClean(
      serviceWithoutLimits,
      `
FROM alpine:3.24
`, { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: . }\n  b: { build: sub }\n', 'compose.prod.yaml': 'services:\n  a: { mem_limit: 1g, cpus: 1, pids_limit: 5 }\n' }) },
    );
  });

  it('shows the service and offers a fix of the Compose file', () => {
    const compose = 'services:\n  web:\n    build: .\n    cpus: 1\n';
    const [finding] = findingsOf(serviceWithoutLimits, 'FROM alpine:3.24\n', { workspace: workspaceOf({ 'compose.yaml': compose }) });
    assert.match(finding!.message, /^The service "web" in compose\.yaml runs this image without a memory or process limit/);
    assert.deepEqual(finding!.related, [
      { uri: 'file:///project/compose.yaml', range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } }, message: '"web" runs it without limits.' },
    ]);
    assert.deepEqual(finding!.fixes[0]!.edits, [
      { uri: 'file:///project/compose.yaml', range: { start: { line: 3, character: 11 }, end: { line: 3, character: 11 } }, newText: '\n    mem_limit: 512m\n    pids_limit: 200' },
    ]);
  });
});
