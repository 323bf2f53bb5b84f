import assert from 'node:assert/strict';
import { duplicateHostPort } from '../../../server/src/lint/rules/compose/duplicate-host-port';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('duplicate-host-port', () => {
  it('reports the second use, also in a range', () => {
    checkRule(
      duplicateHostPort,
      `
services:
  a:
    image: a:1
    ports: ["8080:80", "9000-9010:9000-9010", "8080:81"]
                                               ^^^^ error duplicate-host-port/duplicate
  b:
    image: a:1
    ports: ["127.0.0.1:8080:80", { target: 1, published: 9005 }]
                       ^^^^ error duplicate-host-port/duplicate
                                                         ^^^^ error duplicate-host-port/duplicate
`,
    );
  });

  it('warns where one side may choose', () => {
    checkRule(
      duplicateHostPort,
      `
services:
  a:
    image: a:1
    ports: ["8090-8099:80"]
  b:
    image: a:1
    ports: ["8095:80"]
             ^^^^ warning duplicate-host-port/possible
`,
    );
  });

  it('knows addresses, protocols, profiles and variables', () => {
    checkClean(
      duplicateHostPort,
      `
services:
  a:
    image: a:1
    profiles: [one]
    ports: ["127.0.0.1:80:80", "53:53/udp", "\${PORT}:1"]
  b:
    image: a:1
    profiles: [two]
    ports: ["127.0.0.1:80:80"]
  c:
    image: a:1
    ports: ["10.0.0.1:80:80", "53:53/tcp", "\${PORT}:1", "7000-7009:1"]
  d:
    image: a:1
    ports: ["7000-7009:1", "80"]
`,
    );
  });

  it('names the other service', () => {
    const [finding] = findingsOf(duplicateHostPort, 'services:\n  a: { image: x:1, ports: ["80:1"] }\n  b: { image: x:1, ports: ["80:2"] }\n');
    assert.deepEqual(finding!.related.map((r) => [r.message, r.range.start.line]), [['"a" takes it here.', 1]]);
  });

  it('leaves one Dockerfile that is built for two purposes', () => {
    checkClean(duplicateHostPort, 'services:\n  app: { build: ., ports: ["8080:80"] }\n  dev: { build: { context: ., target: dev }, ports: ["8080:80"] }\n');
  });

  it('only notes what happens with a profile', () => {
    checkRule(duplicateHostPort, `
services:
  api:
    image: a:1
    profiles: [dev]
    ports:
      - '8080:80'
  app:
    image: b:1
    ports:
      - '8080:80'
         ^^^^ info duplicate-host-port/profile
`);
  });
});
