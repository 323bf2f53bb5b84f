import assert from 'node:assert/strict';
import { rootWithState } from '../../../server/src/lint/rules/dockerfile/root-with-state';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('root-with-state', () => {
  it('marks the first volume or directory', () => {
    checkRule(rootWithState, `
FROM debian:13 AS base
WORKDIR /var
FROM base
RUN mkdir -p /opt/x lib/app
                    ^^^^^^^ info root-with-state/state
VOLUME /data
USER root
`);
    for (const lines of ['WORKDIR /var/lib/mysql', 'COPY a /var/log/app/a', 'ADD a.tar.gz /srv/', 'VOLUME ["/x"]']) {
      const [finding] = findingsOf(rootWithState, `FROM debian:13\n${lines}\n`);
      assert.equal(finding?.range.start.line, 1, lines);
    }
  });

  it('shows the others', () => {
    const [finding] = findingsOf(rootWithState, 'FROM debian:13\nVOLUME /a /b\nWORKDIR /srv\n');
    assert.deepEqual(finding!.related.map(({ range }) => [range.start.line, range.start.character]), [[1, 10], [2, 8]]);
  });

  it('is silent for other users, droppers, unknown images and caches of package managers', () => {
    for (const text of ['FROM debian:13\nVOLUME /a\nUSER app', 'FROM debian:13\nVOLUME /a\nENTRYPOINT ["gosu", "app", "serve"]', 'FROM x.test/base:1\nVOLUME /a', 'FROM gcr.io/distroless/static:nonroot\nVOLUME /a', 'FROM debian:13\nRUN mkdir -p /var/cache/apt/x\nWORKDIR $D\nCOPY a /usr/bin/', 'FROM debian:13 AS a\nVOLUME /a\nFROM debian:13\nRUN true']) {
      checkClean(rootWithState, `${text}\n`);
    }
  });
});
