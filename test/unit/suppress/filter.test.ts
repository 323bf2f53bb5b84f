import assert from 'node:assert/strict';

import type { Finding } from '../../../server/src/lint/finding';
import { parseDocument } from '../../../server/src/lint/document';
import { filterFindings } from '../../../server/src/lint/suppress/filter';
import { sampleNames } from '../settings/rules';

const everyRule = ['untagged-image', 'root-user', 'missing-user', 'stage-name-casing', 'unpinned-packages', 'shellcheck/SC2086', 'shellcheck/SC2046', 'privileged-service'];

/** One finding of every rule on every line that is neither empty nor a comment; what remains, by line (from 1). */
function remaining(target: 'dockerfile' | 'compose', text: string, today?: string): Record<number, string[]> {
  const parsed = parseDocument({ uri: 'file:///w/x', target, text })!;
  const findings: Finding[] = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.trim().startsWith('#')) return [];
    const range = { start: { line: index, character: 0 }, end: { line: index, character: 1 } };
    return everyRule.map(rule => ({ rule, range, uri: 'file:///w/x', severity: 'warning' as const, message: rule, fixes: [], related: [], tags: [], data: {} }));
  });
  const left: Record<number, string[]> = {};
  for (const finding of filterFindings(findings, parsed, today, sampleNames)) (left[finding.range.start.line + 1] ??= []).push(finding.rule);
  return left;
}

/** The rules that are silent on each line. */
function silenced(target: 'dockerfile' | 'compose', lines: readonly string[], today?: string): Record<number, string[]> {
  const left = remaining(target, lines.join('\n'), today);
  const silent: Record<number, string[]> = {};
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.trim().startsWith('#')) return;
    const gone = everyRule.filter(rule => !left[index + 1]?.includes(rule));
    if (gone.length > 0) silent[index + 1] = gone;
  });
  return silent;
}

const dockerfile = (lines: readonly string[], today?: string): Record<number, string[]> => silenced('dockerfile', lines, today);
const compose = (lines: readonly string[]): Record<number, string[]> => silenced('compose', lines);
const above = (comment: string): Record<number, string[]> => dockerfile(['FROM a', comment, 'USER b', 'USER c']);

describe('ignore comments in a Dockerfile', () => {
  it('silence the instruction below, by our names and by those of other tools', () => {
    assert.deepEqual(above('# plimsoll ignore=root-user'), { 3: ['root-user'] });
    assert.deepEqual(above('#plimsoll  ignore = root-user , untagged-image -- runs as root on purpose'), { 3: ['untagged-image', 'root-user'] });
    assert.deepEqual(above('# plimsoll ignore=DL3002,SC2086'), { 3: ['root-user', 'shellcheck/SC2086'] });
    assert.deepEqual(above('# plimsoll ignore=shellcheck/SC2086 because of this'), { 3: ['shellcheck/SC2086'] });
    assert.deepEqual(above('# plimsoll ignore=all'), { 3: everyRule });
  });
  it('stand above other comments, but not above an empty line', () => {
    assert.deepEqual(dockerfile(['# plimsoll ignore=root-user', '# why', 'FROM a', 'USER b']), { 3: ['root-user'] });
    assert.deepEqual(dockerfile(['FROM a', '# plimsoll ignore=root-user', '', 'USER b']), {});
  });
  it('cover every line of a continued instruction and of its heredocs, and may stand inside it', () => {
    assert.deepEqual(dockerfile(['FROM a', '# plimsoll ignore=root-user', 'RUN a \\', '  b \\', '  c', 'USER d']), { 3: ['root-user'], 4: ['root-user'], 5: ['root-user'] });
    assert.deepEqual(dockerfile(['FROM a', 'RUN a \\', '# plimsoll ignore=root-user', '  b', 'USER d']), { 2: ['root-user'], 4: ['root-user'] });
    assert.deepEqual(dockerfile(['FROM a', '# plimsoll ignore=root-user', 'RUN <<EOF', 'x', 'EOF', 'USER d']), { 3: ['root-user'], 4: ['root-user'], 5: ['root-user'] });
  });
  it('cover the file with global, wherever they stand', () => {
    assert.deepEqual(dockerfile(['FROM a', '# plimsoll global ignore=root-user', 'USER b']), { 1: ['root-user'], 3: ['root-user'] });
    assert.deepEqual(dockerfile(['# hadolint global ignore=DL3006', 'FROM a', 'USER b']), { 2: ['untagged-image'], 3: ['untagged-image'] });
    assert.deepEqual(dockerfile(['# tally global ignore=hadolint/DL3006;reason=x', 'FROM a']), { 2: ['untagged-image'] });
  });
  it("are understood in hadolint's form", () => {
    assert.deepEqual(above('# hadolint ignore=DL3002,SC2086 # why'), { 3: ['root-user', 'shellcheck/SC2086'] });
    assert.deepEqual(above('# hadolint ignore=root-user'), {});
    assert.deepEqual(dockerfile(['# hadolint stage ignore=DL3006', 'FROM a', 'USER b', 'FROM c']), { 2: ['untagged-image'], 3: ['untagged-image'] });
  });
  it("are understood in BuildKit's form: at the top for the file, above an instruction for that one", () => {
    assert.deepEqual(dockerfile(['# check=skip=StageNameCasing;error=true', 'FROM a', 'USER b']), { 2: ['stage-name-casing'], 3: ['stage-name-casing'] });
    assert.deepEqual(dockerfile(['# check=error=true;skip=all', 'FROM a', 'USER b']), { 2: ['stage-name-casing'], 3: ['stage-name-casing'] });
    assert.deepEqual(above('# check=skip=StageNameCasing'), { 3: ['stage-name-casing'] });
    assert.deepEqual(above('# check=error=true'), {});
  });
  it("are understood in Checkov's form, for the file", () => {
    assert.deepEqual(dockerfile(['FROM a', '#checkov:skip=CKV_DOCKER_3: not needed', 'USER b']), { 1: ['missing-user'], 3: ['missing-user'] });
    assert.deepEqual(dockerfile(['FROM a', '# checkov:skip=CKV_DOCKER_3,CKV_DOCKER_8:x']), { 1: ['root-user', 'missing-user'] });
  });
  it("are understood in Trivy's form, with the older names and an expiry", () => {
    for (const id of ['DS-0001', 'DS001', 'AVD-DS-0001', 'avd-ds-0001']) assert.deepEqual(above(`#trivy:ignore:${id}`), { 3: ['untagged-image'] });
    assert.deepEqual(above('#trivy:ignore:DS-0001 trivy:ignore:DS-0002'), { 3: ['untagged-image', 'root-user', 'missing-user'] });
    const expiring = ['FROM a', '#trivy:ignore:DS-0001:exp:2026-11-24', 'USER b'];
    assert.deepEqual(dockerfile(expiring, '2026-11-23'), { 3: ['untagged-image'] });
    assert.deepEqual(dockerfile(expiring, '2026-11-24'), {});
    assert.deepEqual(dockerfile(expiring), { 3: ['untagged-image'] });
  });
  it("are understood in KICS's form", () => {
    assert.deepEqual(above('# kics-scan ignore-line'), { 3: ['root-user', 'missing-user', 'privileged-service'] });
    assert.deepEqual(dockerfile(['# kics-scan ignore-block', 'FROM a', 'USER b', 'FROM c']), { 2: ['root-user', 'missing-user', 'privileged-service'], 3: ['root-user', 'missing-user', 'privileged-service'] });
    assert.deepEqual(dockerfile(['# kics-scan disable=fd54f200-402c-4333-a5a4-36ef6709af2f', 'FROM a', 'USER b']), { 2: ['missing-user'], 3: ['missing-user'] });
    assert.deepEqual(dockerfile(['FROM a', '# kics-scan disable=missing_user_instruction', 'USER b']), {});
    assert.deepEqual(dockerfile(['# header', '# kics-scan ignore', 'FROM a']), { 3: ['root-user', 'missing-user', 'privileged-service'] });
  });
  it('are understood in the forms of Semgrep, Sonar, tally and ShellCheck', () => {
    assert.deepEqual(above('# nosemgrep: dockerfile.best-practice.missing-image-version.missing-image-version, other'), { 3: ['untagged-image'] });
    assert.deepEqual(above('# nosemgrep'), { 3: ['untagged-image'] });
    assert.deepEqual(above('# nosem: missing-image-version'), { 3: ['untagged-image'] });
    assert.deepEqual(above('# NOSONAR'), { 3: ['root-user'] });
    assert.deepEqual(above('# NOSONAR(docker:S6471)'), { 3: ['root-user'] });
    assert.deepEqual(above('# tally ignore=DL3006,buildkit/StageNameCasing;reason=x'), { 3: ['untagged-image', 'stage-name-casing'] });
    assert.deepEqual(above('# tally ignore=tally/ruby/root-user'), { 3: ['root-user'] });
    assert.deepEqual(above('# tally ignore=all'), { 3: ['untagged-image', 'root-user', 'stage-name-casing', 'unpinned-packages', 'shellcheck/SC2086', 'shellcheck/SC2046'] });
    assert.deepEqual(above('# shellcheck disable=SC2086'), { 3: ['shellcheck/SC2086'] });
    assert.deepEqual(above('# shellcheck shell=bash disable=SC2000-SC2050'), { 3: ['shellcheck/SC2046'] });
    assert.deepEqual(above('# shellcheck disable=all'), { 3: ['shellcheck/SC2086', 'shellcheck/SC2046'] });
  });
  it('mean nothing in prose or with names that nobody knows', () => {
    for (const comment of ['# we ignore DL3002 here', '# ignore=root-user', '# plimsoll ignore', '# plimsoll ignore=no-such-rule', '# hadolint shell=bash', '# disable it', '# do not skip=this']) assert.deepEqual(above(comment), {}, comment);
  });
  it('leave findings of other documents alone', () => {
    const parsed = parseDocument({ uri: 'file:///w/x', target: 'dockerfile', text: '# plimsoll global ignore=all\nFROM a' })!;
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
    const finding: Finding = { rule: 'root-user', range, uri: 'file:///w/other', severity: 'warning', message: '', fixes: [], related: [], tags: [], data: {} };
    assert.deepEqual(filterFindings([finding], parsed, undefined, sampleNames), [finding]);
    assert.deepEqual(filterFindings([{ ...finding, uri: 'file:///w/x' }], parsed, undefined, sampleNames), []);
  });
});

describe('ignore comments in a Compose file', () => {
  const service = ['services:', '  web:', '    image: a', '    ports:', '      - "1"', '      - "2"', '  db:', '    image: b'];
  const withLine = (index: number, line: string): string[] => [...service.slice(0, index), line, ...service.slice(index)];
  it('silence the entry below, or the one they stand behind', () => {
    assert.deepEqual(compose(withLine(2, '    # plimsoll ignore=privileged-service')), { 4: ['privileged-service'] });
    assert.deepEqual(compose(withLine(5, '      # plimsoll ignore=privileged-service')), { 7: ['privileged-service'] });
    assert.deepEqual(compose(['services:', '  web:', '    image: a # plimsoll ignore=privileged-service', '    x: b']), { 3: ['privileged-service'] });
    const whole = Object.fromEntries([3, 4, 5, 6, 7].map(line => [line, ['privileged-service']]));
    assert.deepEqual(compose(withLine(1, '  # plimsoll ignore=privileged-service')), whole);
    assert.deepEqual(compose(['services:', '  web: # plimsoll ignore=privileged-service', '    image: a', '  db:', '    image: b']), { 2: ['privileged-service'], 3: ['privileged-service'] });
  });
  it('silence the file, in our form and in others', () => {
    const everywhere = (comment: string): string[] => [...new Set(Object.values(compose([comment, ...service])).flat())];
    assert.deepEqual(everywhere('# plimsoll global ignore=privileged-service'), ['privileged-service']);
    assert.deepEqual(everywhere('# dclint disable no-privileged'), ['privileged-service']);
    assert.deepEqual(everywhere('# dclint disable-file'), ['privileged-service']);
    assert.deepEqual(everywhere('# kics-scan disable=ae5b6871-7f45-42e0-bb4c-ab300c4d2026'), ['privileged-service']);
  });
  it('silence one line where the tool means one', () => {
    assert.deepEqual(compose(withLine(1, '  # dclint disable-line no-privileged')), { 3: ['privileged-service'] });
    assert.deepEqual(compose(['services:', '  web: # dclint disable-line', '    image: a']), { 2: ['privileged-service'] });
    assert.deepEqual(compose(withLine(2, '    # NOSONAR')), { 4: ['root-user'] });
  });
});
