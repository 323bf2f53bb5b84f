import assert from 'node:assert/strict';
import { vulnerableVersion } from '../../../server/src/lint/rules/dockerfile/vulnerable-version';
import { advisoriesOn, vulnerability } from '../../helpers/versions';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

const high = vulnerability('CVE-2024-0001', 'high');
const versions = advisoriesOn({
  'PyPI django 3.2.1': { vulnerabilities: [vulnerability('CVE-2024-0002', 'critical'), high], safeVersion: '3.2.25' },
  'PyPI flask 1.0': { vulnerabilities: [vulnerability('PYSEC-1', 'unknown')], safeVersion: '1.1' },
  'PyPI idle 1.0': { vulnerabilities: [vulnerability('CVE-2024-0003', 'low', { aliases: ['GHSA-aaaa-bbbb-cccc'] })], safeVersion: '2.0' },
  'PyPI fine 1.0': { vulnerabilities: [] },
  'PyPI stuck 1.0': { vulnerabilities: [high] },
  'npm semi 1.0.0': { vulnerabilities: [high, vulnerability('CVE-2024-0004', 'high')], betterVersion: { version: '1.0.9', remaining: 1 } },
  'npm wild 1.0.0': { vulnerabilities: [vulnerability('CVE-2024-0005', 'low', { exploited: true })], safeVersion: '1.0.1' },
  'Bitnami node 18.1.0': { vulnerabilities: [vulnerability('CVE-2024-0006', 'medium')], safeVersion: '18.1.1' },
  'Debian:12 openssl 3.0.1-1': { vulnerabilities: [high], safeVersion: '3.0.2-1' },
});
const check = (drawn: string): void => checkRule(vulnerableVersion, drawn, { versions });
const messages = (text: string, options: Readonly<Record<string, unknown>> = {}): string[] => findingsOf(vulnerableVersion, text, { versions, options }).map(({ message }) => message);

describe('vulnerable-version', () => {
  it('reports the version alone, as severe as the worst vulnerability', () => {
    check(`
FROM alpine
RUN pip install django==3.2.1 flask==1.0 idle==1.0 fine==1.0 unheard-of==1.0
                        ^^^^^ error vulnerable-version/fixed
                                     ^^^ warning vulnerable-version/fixed
                                               ^^^ info vulnerable-version/fixed
`);
    check(`
FROM node:18.1.0-alpine
          ^^^^^^ warning vulnerable-version/fixed
ENV NODE_VERSION=18.1.0
                 ^^^^^^ warning vulnerable-version/fixed
`);
    check(`
FROM debian:12
RUN apt-get install -y libssl3=3.0.1-1
                               ^^^^^^^ error vulnerable-version/fixed
`);
  });

  it('takes an exploited vulnerability for an error whatever its rating', () => {
    check(`
FROM alpine
RUN npm i -g wild@1.0.0
                  ^^^^^ error vulnerable-version/fixed
`);
  });

  it('tells of what cannot be helped as an info, and of what can be made better', () => {
    check(`
FROM alpine
RUN pip install stuck==1.0 && npm i -g semi@1.0.0
                       ^^^ info vulnerable-version/unfixed
                                            ^^^^^ error vulnerable-version/better
`);
  });

  it('says how many, how bad and which', () => {
    assert.deepEqual(messages('FROM alpine\nRUN pip install django==3.2.1 flask==1.0 && npm i wild@1.0.0\n'), [
      'django 3.2.1 has 2 known vulnerabilities (1 critical, 1 high): CVE-2024-0002 and CVE-2024-0001. Use 3.2.25, the next version without a known one.',
      'flask 1.0 has a known vulnerability, PYSEC-1 (not rated). Use 1.1, the next version without a known one.',
      'wild 1.0.0 has a known vulnerability, CVE-2024-0005 (low, known to be exploited). Use 1.0.1, the next version without a known one.',
    ]);
    const many = advisoriesOn({ 'PyPI a 1': { vulnerabilities: ['1', '2', '3', '4', '5'].map((id) => vulnerability(`CVE-${id}`)), safeVersion: '2' } });
    assert.equal(findingsOf(vulnerableVersion, 'FROM alpine\nRUN pip install a==1\n', { versions: many })[0]!.message, 'a 1 has 5 known vulnerabilities (5 high): CVE-1, CVE-2, CVE-3 and 2 more. Use 2, the next version without a known one.');
  });

  it('puts the safe version where the version is written', () => {
    checkFix(vulnerableVersion, 'FROM alpine\nRUN pip install django==3.2.1\n', 'FROM alpine\nRUN pip install django==3.2.25\n', 'unsafe', { versions });
    checkFix(vulnerableVersion, 'ARG V=18.1.0\nFROM node:$V\n', 'ARG V=18.1.1\nFROM node:$V\n', 'unsafe', { versions });
    const [finding] = findingsOf(vulnerableVersion, 'ARG V=18.1.0\nFROM node:$V\n', { versions });
    assert.deepEqual(finding!.related.map(({ range }) => range.start), [{ line: 0, character: 6 }]);
  });

  it('offers no fix where the version is made up elsewhere', () => {
    const [finding] = findingsOf(vulnerableVersion, 'FROM alpine\nRUN V=3.2.1; pip install django==$V\n', { versions });
    assert.deepEqual(finding!.fixes, []);
  });

  it('is silent without advisories', () => {
    checkClean(vulnerableVersion, 'FROM node:18.1.0\nRUN pip install django==3.2.1\n');
  });

  it('leaves out what the options say', () => {
    const text = 'FROM alpine\nRUN pip install django==3.2.1 flask==1.0 idle==1.0\n';
    assert.deepEqual(messages(text, { minimum: 'medium' }).map((message) => message.split(' ')[0]), ['django', 'flask']);
    assert.deepEqual(messages(text, { minimum: 'high' }).map((message) => message.split(' ')[0]), ['django']);
    const both = messages(text, {});
    assert.deepEqual(messages(text, { ignore: ['CVE-2024-0002 until 2026-11-24', 'GHSA-AAAA-BBBB-CCCC until soon'] }), both);
    assert.notDeepEqual(messages(text, { ignore: ['CVE-2024-0002 until 2026-11-25'] }), both);
    assert.deepEqual(messages(text, { ignore: ['cve-2024-0002', 'GHSA-AAAA-BBBB-CCCC', 'PYSEC-1'] }), ['django 3.2.1 has a known vulnerability, CVE-2024-0001 (high). Use 3.2.25, the next version without a known one.']);
  });
});
