import assert from 'node:assert/strict';
import { endOfLifeServiceImage } from '../../../server/src/lint/rules/compose/end-of-life-service-image';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('end-of-life-service-image', () => {
  it('judges servers and the distributions below them', () => {
    checkRule(
      endOfLifeServiceImage,
      `
services:
  a: { image: "postgres:12" }
                        ^^ warning end-of-life-service-image/ended
  b: { image: "postgres:18" }
  c: { image: "python:3.14-slim-buster" }
                      ^^^^^^^^^^^^^^^^ warning end-of-life-service-image/ended
  d: { image: "example/app:1" }
  e: { image: "postgres:13", build: . }
`,
    );
  });

  it('names the day and the successor', () => {
    const [finding] = findingsOf(endOfLifeServiceImage, 'services:\n  a: { image: "postgres:12" }\n', { today: '2026-11-24' });
    assert.match(finding!.message, /^PostgreSQL 12 reached its end of life on 2024-11-21 .* Move to PostgreSQL \d+/);
  });

  it('gives notice before the day', () => {
    checkRule(
      endOfLifeServiceImage,
      `
services:
  a: { image: "postgres:15" }
                        ^^ info end-of-life-service-image/ending
`, { today: '2027-10-01' },
    );
  });

  it('writes no tag that the image may not have', () => {
    for (const image of ['elasticsearch:7', 'docker.elastic.co/kibana/kibana:6.2.4', 'prom/prometheus:v2.36.2', 'clickhouse/clickhouse-server:25.12.1']) {
      const [finding] = findingsOf(endOfLifeServiceImage, `services:\n  a:\n    image: ${image}\n`, { today: '2026-11-24' });
      assert.deepEqual(finding!.fixes, [], image);
    }
    const [finding] = findingsOf(endOfLifeServiceImage, 'services:\n  a:\n    image: clickhouse/clickhouse-server:25.12\n', { today: '2026-11-24' });
    assert.equal(finding!.fixes.length, 1);
  });

  it('changes the tag', () => {
    const [finding] = findingsOf(endOfLifeServiceImage, 'services:\n  a:\n    image: postgres:12-alpine\n');
    const [edit] = finding!.fixes[0]!.edits;
    assert.deepEqual(edit!.range, { start: { line: 2, character: 20 }, end: { line: 2, character: 29 } });
    assert.match(edit!.newText, /^1[5-9]-alpine$/);
  });

  it('renews what a tag is built on with it', () => {
    checkFix(endOfLifeServiceImage, 'services:\n  a:\n    image: python:3.8-slim-buster\n', 'services:\n  a:\n    image: python:3.11-slim-trixie\n', 'unsafe');
  });

  it('offers a database with a volume no other release', () => {
    const fixes = (service: string): number => findingsOf(endOfLifeServiceImage, `services:\n  db: { ${service} }\n`)[0]!.fixes.length;
    assert.equal(fixes('image: "postgres:12", volumes: ["data:/var/lib/postgresql/data"]'), 0);
    assert.equal(fixes('image: "postgres:12"'), 1);
    assert.equal(fixes('image: "redis:7.0", volumes: ["data:/data"]'), 1);
  });

  it('says nothing of the newest release of what is released every few weeks', () => {
    assert.deepEqual(findingsOf(endOfLifeServiceImage, 'services:\n  a: { image: "prom/prometheus:v3" }\n', { today: '2030-01-01' }), []);
  });

  it('changes no distribution under a database with a volume, and no language under mounted sources', () => {
    const fixes = (service: string): number => findingsOf(endOfLifeServiceImage, `services:\n  a: { ${service} }\n`)[0]!.fixes.length;
    assert.equal(fixes('image: "postgres:17-bookworm", volumes: ["data:/var/lib/postgresql/data"]'), 0);
    assert.equal(fixes('image: "php:7-apache", volumes: ["./api:/var/www/html"]'), 0);
  });

  it('offers no other major version of a server whose settings are written for one', () => {
    assert.deepEqual(findingsOf(endOfLifeServiceImage, 'services:\n  a: { image: "traefik:v2.4" }\n').map(({ fixes }) => fixes.length), [0]);
  });
});
