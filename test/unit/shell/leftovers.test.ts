import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { isCleanedUp, isMounted, isSet } from '../../../server/src/lint/shell/leftovers';
import { packageCalls } from '../../../server/src/lint/shell/package-commands';

function first(run: string, before = '') {
  const file = parseDockerfile(`FROM debian\n${before}${run}`, 'file:///Dockerfile');
  return packageCalls(file)[0]!;
}

describe('isMounted', () => {
  const covers = (mount: string, directory = '/var/lib/apt/lists'): boolean => isMounted(first(`RUN --mount=${mount} apt-get update`).instruction, [directory]);
  it('takes caches and tmpfs over the directory or above it', () => {
    assert.ok(covers('type=cache,target=/var/lib/apt/lists'));
    assert.ok(covers('type=tmpfs,dst=/var/lib/apt/'));
    assert.ok(covers('type=cache,target=/root/.npm', '/.npm'));
    assert.ok(covers('type=cache,target=/home/node/.cache', '/.cache/yarn'));
  });
  it('takes nothing else', () => {
    assert.ok(!covers('type=bind,target=/var/lib/apt'));
    assert.ok(!covers('type=cache,target=/var/lib/apt/lists/partial'));
    assert.ok(!covers('type=cache,target=/var/cache/apt'));
    assert.ok(!covers('type=cache,target=$DIR'));
    assert.ok(!covers('type=cache,target=/root', '/.npm'));
  });
});

describe('isCleanedUp', () => {
  const cleaned = (script: string, directory: string): boolean => {
    const { instruction, call } = first(`RUN ${script}`);
    return isCleanedUp(instruction, call, { directories: [directory], cleans: (other) => other.action === 'clean' });
  };
  const yes: [string, string][] = [
    ['npm ci && rm -rf ~/.npm', '/.npm'],
    ['npm ci && rm -rf /root/.npm/_cacache', '/.npm'],
    ['npm ci && rm -rf "$HOME/.npm"', '/.npm'],
    ['npm ci && npm cache clean --force', '/.npm'],
    ['npm ci && rm -rf $LEFT', '/.npm'],
    ['pip install x && rm -rf /root/.cache', '/.cache/pip'],
    ['apt-get update && rm -rf /var/lib/apt/lists/*', '/var/lib/apt/lists'],
    ['apt-get update && rm -rf /mnt/var/lib/apt/lists', '/var/lib/apt/lists'],
    ['apt-get update && rm -rf /var/{lib,cache}/apt', '/var/lib/apt/lists'],
    ['apt-get update && find /var/lib/apt -type f -delete', '/var/lib/apt/lists'],
    ['apt-get update && sh /opt/cleanup.sh', '/var/lib/apt/lists'],
  ];
  for (const [script, directory] of yes) it(script, () => assert.ok(cleaned(script, directory)));
  const no: [string, string][] = [
    ['rm -rf ~/.npm && npm ci', '/.npm'],
    ['npm ci && rm -rf /root', '/.npm'],
    ['npm ci && rm -rf /tmp/* /var/tmp/*', '/.npm'],
    ['npm ci && rm -rf node_modules', '/.npm'],
    ['npm ci && find /root/.npm -type f', '/.npm'],
    ['apt-get update && rm -rf /var/cache/apt', '/var/lib/apt/lists'],
  ];
  for (const [script, directory] of no) it(`not ${script}`, () => assert.ok(!cleaned(script, directory)));
});

describe('isSet', () => {
  const set = (run: string, before = ''): boolean => {
    const { instruction, call } = first(run, before);
    return isSet('X', call, instruction);
  };
  it('reads the nearest setting', () => {
    assert.ok(set('RUN X=1 pip install a'));
    assert.ok(set('RUN export X=yes && pip install a', 'ENV X=0\n'));
    assert.ok(!set('RUN X=0 pip install a', 'ENV X=1\n'));
    assert.ok(!set('RUN pip install a && export X=1'));
    assert.ok(set('RUN pip install a', 'ARG X=true\n'));
    assert.ok(set('RUN pip install a', 'ARG X\n'));
    assert.ok(!set('RUN pip install a', 'ENV X=off\n'));
    assert.ok(!set('RUN pip install a'));
  });
});
