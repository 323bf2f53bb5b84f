import assert from 'node:assert/strict';
import { missingLimits } from '../../../server/src/lint/rules/compose/missing-limits';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('missing-limits', () => {
  it('names what is missing, once a service', () => {
    checkRule(
      missingLimits,
      `
services:
  none:
  ^^^^ info missing-limits/missing
    image: a:1
  some:
  ^^^^ info missing-limits/missing
    image: b:1
    mem_limit: 1g
  all:
    image: c:1
    mem_limit: 1g
    cpus: 1
    pids_limit: 100
`,
    );
  });

  it('leaves the container of the developer alone', () => {
    checkClean(missingLimits, 'services:\n  workspace:\n    image: a:1\n', { uri: 'file:///project/.devcontainer/compose.yaml' });
  });

  it('names the missing ones in the message', () => {
    const [finding] = findingsOf(missingLimits, 'services:\n  web:\n    image: a:1\n    cpus: 1\n');
    assert.match(finding!.message, /"web" has no memory or process limit: .* Set mem_limit and pids_limit\./);
  });

  it('says once what is so of several services, and where', () => {
    const text = `
services:
  a: { image: a:1 }
  b: { image: b:1, mem_limit: 1g, cpus: 1 }
  c: { image: c:1 }
  d: { image: d:1 }
  e: { image: e:1, pids_limit: 10 }
  f: { image: f:1 }
  g: { image: g:1, mem_limit: 2g, cpus: 2 }
`;
    const findings = findingsOf(missingLimits, text);
    assert.deepEqual(findings.map((f) => [f.range.start.line, f.message.replace(/:.*Set/, ': … Set'), f.related.map((r) => r.range.start.line), f.fixes[0]?.title]), [
      [2, '"a", "c" and 2 more services have no memory, CPU or process limit: … Set mem_limit, cpus and pids_limit for each.', [4, 5, 7], 'Limit 4 services to 512m of memory, 1 CPU and 200 processes each'],
      [3, '"b" and "g" have no process limit: … Set pids_limit for each.', [8], 'Limit 2 services to 200 processes each'],
      [6, '"e" has no memory or CPU limit: … Set mem_limit and cpus.', [], 'Limit "e" to 512m of memory and 1 CPU'],
    ]);
  });

  it('leaves services with an ignore comment out of what it says of the others', () => {
    const of = (text: string): string[] => findingsOf(missingLimits, text).map((f) => `${f.range.start.line}: ${f.message.slice(0, f.message.indexOf(' no '))}`);
    const [a, b, c] = ['  a: { image: a:1 }\n', '  b: { image: b:1 }\n', '  c: { image: c:1 }\n'];
    const ignore = '  # plimsoll ignore=missing-limits\n';
    assert.deepEqual(of(`services:\n${ignore}${a}${b}${c}`), ['3: "b" and "c" have']);
    assert.deepEqual(of(`services:\n${a}${ignore}${b}${c}`), ['1: "a" and "c" have']);
    assert.deepEqual(of(`services:\n${a}${ignore}${b}`), ['1: "a" has']);
  });

  it('takes every form of a limit', () => {
    checkClean(
      missingLimits,
      `
services:
  a:
    image: a:1
    deploy: { resources: { limits: { memory: 1g, cpus: "0.5", pids: 50 } } }
  b:
    image: b:1
    mem_limit: 512m
    cpu_quota: 50000
    pids_limit: 100
  c:
    image: c:1
    mem_limit: "\${MEMORY}"
    cpuset: "0,1"
    pids_limit: \${PIDS:-100}
  d:
    image: d:1
    mem_limit: 1073741824
    cpu_count: 2
    deploy:
      resources:
        limits:
          pids: 10
`,
    );
  });

  it('does not take zero, -1 and empty defaults for limits', () => {
    checkRule(
      missingLimits,
      `
services:
  web:
  ^^^ info missing-limits/missing
    image: a:1
    mem_limit: 0
    cpus: 0
    pids_limit: -1
  api:
  ^^^ info missing-limits/missing
    image: a:1
    mem_limit: \${MEMORY:-}
    cpus: 1
    pids_limit: 1
`,
    );
  });

  it('takes limits from anchors, merge keys and extends', () => {
    checkClean(
      missingLimits,
      `
x-limits: &limits
  mem_limit: 1g
  cpus: 1
  pids_limit: 100
services:
  web:
    <<: *limits
    image: a:1
  worker:
    extends: web
    image: b:1
`,
    );
  });

  it('is silent where a part of the service stands elsewhere', () => {
    checkClean(
      missingLimits,
      `
services:
  override:
    ports: ["80:80"]
  other-file:
    image: a:1
    extends: { file: base.yaml, service: web }
`,
    );
  });

  it('is silent where a file beside sets the limits', () => {
    checkClean(
      missingLimits,
      `
services:
  web:
    image: a:1
`, { workspace: workspaceOf({ 'compose.prod.yaml': 'services:\n  web:\n    mem_limit: 1g\n    cpus: 1\n    pids_limit: 10\n' }) },
    );
  });

  it('adds the missing limits below the last key, comments and blank lines kept', () => {
    checkFix(
      missingLimits,
      `
services:
  web:
    image: a:1 # first
    command: |
      one
      two

  # the next one
  api:
    image: b:1
    mem_limit: 1g
    cpus: 1
    pids_limit: 5
`,
      `
services:
  web:
    image: a:1 # first
    command: |
      one
      two
    mem_limit: 512m
    cpus: 1
    pids_limit: 200

  # the next one
  api:
    image: b:1
    mem_limit: 1g
    cpus: 1
    pids_limit: 5
`, 'unsafe',
    );
  });

  it('uses deploy where the service has it, in the indentation of the file', () => {
    checkFix(
      missingLimits,
      `
services:
    web:
        image: a:1
        deploy:
            replicas: 2
            resources:
                limits:
                    memory: 1g
`,
      `
services:
    web:
        image: a:1
        deploy:
            replicas: 2
            resources:
                limits:
                    memory: 1g
                    cpus: "1"
                    pids: 200
`, 'unsafe',
    );
  });

  it('fills an empty deploy, and keeps its comment', () => {
    checkFix(
      missingLimits,
      `
services:
  web:
    image: a:1
    deploy: # later
    restart: always
`,
      `
services:
  web:
    image: a:1
    deploy: # later
      resources:
        limits:
          memory: 512m
          cpus: "1"
          pids: 200
    restart: always
`, 'unsafe',
    );
  });

  it('writes deploy into files of version 3, and the short form into those of version 2', () => {
    checkFix(
      missingLimits,
      `
version: "3.8"
services:
  web:
    image: a:1
`,
      `
version: "3.8"
services:
  web:
    image: a:1
    deploy:
      resources:
        limits:
          memory: 512m
          cpus: "1"
          pids: 200
`, 'unsafe',
    );
  });

  it('works in flow style', () => {
    checkFix(
      missingLimits,
      `
services:
  web: { image: a:1, deploy: { resources: {} } }
  api: {image: b:1}
`,
      `
services:
  web: { image: a:1, deploy: { resources: {limits: {memory: 512m, cpus: "1", pids: 200}} } }
  api: {image: b:1, mem_limit: 512m, cpus: 1, pids_limit: 200}
`, 'unsafe',
    );
  });

  it('replaces values that mean no limit, and takes its own from the options', () => {
    checkFix(
      missingLimits,
      `
services:
  web:
    image: a:1
    mem_limit: 0
    cpus: 1
    pids_limit: -1
`,
      `
services:
  web:
    image: a:1
    mem_limit: 2g
    cpus: 1
    pids_limit: 50
`, 'unsafe', { options: { memory: '2g', pids: 50 } },
    );
  });

  it('writes the short form where deploy comes from a merge key', () => {
    checkFix(
      missingLimits,
      `
x-base: &base
  deploy: { replicas: 1 }
services:
  web:
    <<: *base
    image: a:1
`,
      `
x-base: &base
  deploy: { replicas: 1 }
services:
  web:
    <<: *base
    image: a:1
    mem_limit: 512m
    cpus: 1
    pids_limit: 200
`, 'unsafe',
    );
  });

  it('edits no service that is an alias', () => {
    const findings = findingsOf(missingLimits, 'services:\n  a: &a\n    image: x:1\n  b: *a\n');
    assert.deepEqual(findings.map((f) => f.fixes.map((x) => x.title)), [['Limit "a" to 512m of memory, 1 CPU and 200 processes']]);
  });
});
