import assert from 'node:assert/strict';
import { publicDatabasePort } from '../../../server/src/lint/rules/compose/public-database-port';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('public-database-port', () => {
  it('leaves Compose files of tests and pipelines alone', () => {
    const text = 'services:\n  db:\n    image: postgres:18\n    ports: ["5432:5432"]\n';
    for (const path of ['compose.test.yaml', 'docker-compose-test-and-ci.yml', 'e2e/compose.yaml']) checkClean(publicDatabasePort, text, { uri: `file:///project/${path}`, workspace: workspaceOf({ [path]: text }) });
    for (const path of ['compose.local.yaml', 'contest/compose.yaml']) assert.equal(findingsOf(publicDatabasePort, text, { uri: `file:///project/${path}`, workspace: workspaceOf({ [path]: text }) }).length, 1, path);
  });

  it('reports data stores and control interfaces by the port of the container', () => {
    checkRule(
      publicDatabasePort,
      `
services:
  db:
    image: a:1
    ports:
      - 5432:5432
        ^^^^^^^^^ warning public-database-port/public
      - "15432:5432"
        ^^^^^^^^^^^^ warning public-database-port/public
      - 6379
        ^^^^ warning public-database-port/public
      - "0.0.0.0:27017:27017"
        ^^^^^^^^^^^^^^^^^^^^^ warning public-database-port/public
      - "[::]:9200:9200"
        ^^^^^^^^^^^^^^^^ warning public-database-port/public
      - "\${PORT:-3306}:3306"
        ^^^^^^^^^^^^^^^^^^^^ warning public-database-port/public
      - "5430-5440:5430-5440"
        ^^^^^^^^^^^^^^^^^^^^^ warning public-database-port/public
`,
    );
  });

  it('takes a port that others use too for a product only where the service is called like it', () => {
    checkRule(
      publicDatabasePort,
      `
services:
  ci: { image: "jenkins/jenkins:lts", ports: ["50000:50000"] }
  home: { image: "homeassistant/home-assistant:2026.1", ports: ["8123:8123"] }
  store: { image: "clickhouse/clickhouse-server:26.5", ports: ["8123:8123"] }
                                                               ^^^^^^^^^^^ warning public-database-port/public
  db2: { image: "a:1", ports: ["50000:50000"] }
                               ^^^^^^^^^^^^^ warning public-database-port/public
  calls: { image: "a:1", ports: ["10000-60000:10000-60000/udp"] }
`,
    );
  });

  it('takes Kibana for a control interface only at its own port', () => {
    checkRule(
      publicDatabasePort,
      `
services:
  a:
    image: kibana:9.2.1
    ports:
      - 443:5601
      - "\${PORT:-80}:5601"
      - "\${PORT}:5601"
        ^^^^^^^^^^^^^^ warning public-database-port/public
      - 5601:5601
        ^^^^^^^^^ warning public-database-port/public
      - 5601
        ^^^^ warning public-database-port/public
      - { target: 5601, published: 8443 }
      - 443:9200
        ^^^^^^^^ warning public-database-port/public
`,
    );
  });

  it('reports the long form over its whole item', () => {
    const text = 'services:\n  db:\n    image: a:1\n    ports:\n      - target: 5432\n        published: 5432\n';
    const [finding] = findingsOf(publicDatabasePort, text);
    assert.deepEqual(finding!.range, { start: { line: 4, character: 8 }, end: { line: 5, character: 23 } });
    assert.match(finding!.message, /PostgreSQL \(port 5432\) of "db"/);
  });

  it('leaves the loopback, other ports and unknown addresses alone', () => {
    checkClean(
      publicDatabasePort,
      `
services:
  db:
    image: a:1
    ports: ["127.0.0.1:5432:5432", "[::1]:5432:5432", "8080:80", "5432:80", "\${BIND_IP}:5432", "$ADDR:5432:5432", { target: 5432, published: 5432, host_ip: 10.0.0.1 }]
    expose: [5432]
`,
    );
  });

  it('binds it to the loopback, in every form', () => {
    checkFix(
      publicDatabasePort,
      `
services:
  db:
    image: a:1
    ports:
      - 5432:5432 # psql
      - "0.0.0.0:6379:6379"
      - '3306'
      - "\${PORT:-27017}:27017/tcp"
      - target: 9200
        published: 9200
`,
      `
services:
  db:
    image: a:1
    ports:
      - 127.0.0.1:5432:5432 # psql
      - "127.0.0.1:6379:6379"
      - '127.0.0.1::3306'
      - "127.0.0.1:\${PORT:-27017}:27017/tcp"
      - target: 9200
        published: 9200
        host_ip: 127.0.0.1
`, 'unsafe',
    );
  });
});
