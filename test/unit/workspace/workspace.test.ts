import assert from 'node:assert/strict';
import { parseCompose } from '../../../server/src/lint/compose/parse';
import type { DockerfileModel } from '../../../server/src/lint/dockerfile/model';
import { buildWorkspace } from '../../../server/src/lint/workspace/index';
import type { Workspace } from '../../../server/src/lint/workspace/model';
import { runsAsNonRoot } from '../../../server/src/lint/workspace/users';
import { relativeTo, resolvePath, uriKey } from '../../../server/src/lint/workspace/uri';

function workspace(files: Readonly<Record<string, string>>, options: { known?: boolean; writable?: boolean } = {}): Workspace {
  return buildWorkspace({ compose: Object.entries(files).map(([uri, text]) => parseCompose(text, uri)), dockerfile: (uri) => ({ uri }) as DockerfileModel, ...options });
}

const building = (w: Workspace, uri: string): string[] => w.servicesBuilding(uri).map((u) => `${u.service.name}${u.target ? `:${u.target}` : ''}`);

describe('buildWorkspace', () => {
  it('finds the Dockerfile of each form of build', () => {
    const w = workspace({
      'file:///p/compose.yaml': [
        'services:', '  a: {build: .}', '  b: {build: ./sub/}', '  c: {build: {context: sub, dockerfile: ../x/prod.Dockerfile, target: prod}}', '  d: {build: {dockerfile: Dockerfile.dev}}',
        '  e: {build: {context: .., dockerfile: /abs/Dockerfile}}', '  f: {image: x}',
      ].join('\n'),
    });
    assert.deepEqual(building(w, 'file:///p/Dockerfile'), ['a']);
    assert.deepEqual(building(w, 'file:///p/sub/Dockerfile'), ['b']);
    assert.deepEqual(building(w, 'file:///p/x/prod.Dockerfile'), ['c:prod']);
    assert.deepEqual(building(w, 'file:///p/Dockerfile.dev'), ['d']);
    assert.deepEqual(building(w, 'file:///abs/Dockerfile'), ['e']);
    assert.equal(w.mayBeBuilt!('file:///p/y/Dockerfile'), false);
  });

  it('leaves out remote contexts and Dockerfiles written inline, and says where a variable decides', () => {
    const w = workspace({
      'file:///p/compose.yaml': [
        'services:', '  a: {build: "https://github.com/x/y.git"}', '  b: {build: "git@github.com:x/y.git"}', '  c: {build: github.com/x/y}', '  d: {build: {context: ., dockerfile_inline: FROM x}}',
        '  e: {build: "${DIR:-sub}"}', '  f: {build: "$OTHER"}',
      ].join('\n'),
    });
    assert.deepEqual(building(w, 'file:///p/Dockerfile'), []);
    assert.deepEqual(building(w, 'file:///p/sub/Dockerfile'), ['e']);
    assert.equal(w.mayBeBuilt!('file:///p/y/Dockerfile'), true);
    assert.equal(w.mayBeBuilt!('file:///q/Dockerfile'), false);
  });

  it('compares URIs however they are written', () => {
    const w = workspace({ 'file:///c%3A/My%20App/compose.yaml': 'services:\n  a: {build: ".\\\\api"}\n  b: {build: {context: "D:\\\\other"}}\n' });
    assert.deepEqual(building(w, 'file:///C:/My App/api/Dockerfile'), ['a']);
    assert.deepEqual(building(w, 'file:///d%3A/other/Dockerfile'), ['b']);
  });

  it('works on other schemes, and not on documents without a path', () => {
    const w = workspace({ 'vscode-vfs://github/o/r/compose.yaml': 'services:\n  a: {build: ./x}\n', 'untitled:Untitled-1': 'services:\n  a: {build: ./x}\n' });
    assert.deepEqual(building(w, 'vscode-vfs://github/o/r/x/Dockerfile'), ['a']);
  });

  it('gives the Dockerfile of a service', () => {
    const w = workspace({ 'file:///p/compose.yaml': 'services:\n  a: {build: ./x}\n  b: {image: y}\n' });
    const [compose] = w.composeFiles;
    assert.equal(w.dockerfileOf(compose!, compose!.services[0]!)?.uri, 'file:///p/x/Dockerfile');
    assert.equal(w.dockerfileOf(compose!, compose!.services[1]!), undefined);
  });

  it('offers a place for a new Compose file only where there is none and one can be made', () => {
    const files = { 'file:///p/docker-compose.yml': 'services: {}\n' };
    assert.equal(workspace(files).newComposeUri('file:///p/Dockerfile'), undefined);
    assert.equal(workspace(files).newComposeUri('file:///p/x/Dockerfile'), 'file:///p/x/compose.yaml');
    assert.equal(workspace(files, { known: false }).newComposeUri('file:///p/x/Dockerfile'), undefined);
    assert.equal(workspace(files, { writable: false }).newComposeUri('file:///p/x/Dockerfile'), undefined);
    assert.equal(workspace({}).newComposeUri('untitled:Untitled-1'), undefined);
  });

  it('finds the counterparts of a service in the files beside', () => {
    const w = workspace({
      'file:///p/compose.yaml': 'services:\n  a: {image: x}\n',
      'file:///p/compose.prod.yaml': 'services:\n  a: {mem_limit: 1g}\n',
      'file:///q/compose.yaml': 'services:\n  a: {image: y}\n',
    });
    const [file] = w.composeFiles;
    assert.deepEqual(w.counterparts!(file!, file!.services[0]!).map((s) => s.node.text), ['{mem_limit: 1g}']);
  });
});

describe('runsAsNonRoot', () => {
  const judge = (user: string, stage?: string): boolean =>
    runsAsNonRoot('file:///p/Dockerfile', workspace({ 'file:///p/compose.yaml': `services:\n  a:\n    build: .\n${user}` }), stage);

  it('is true where every service that builds the file gives another user', () => {
    assert.equal(judge('    user: "1000:1000"\n'), true);
    assert.equal(judge('    user: app\n'), true);
    assert.equal(judge('    user: "${UID}:${GID}"\n'), true);
    assert.equal(judge('    user: app\n  b: {build: .}\n'), false);
  });

  it('is false for root, for no user and for no service', () => {
    assert.equal(judge('    user: root\n'), false);
    assert.equal(judge('    user: "0:1000"\n'), false);
    assert.equal(judge('    user: "${UID:-0}"\n'), false);
    assert.equal(judge('    user: ""\n'), false);
    assert.equal(judge(''), false);
    assert.equal(runsAsNonRoot('file:///p/Dockerfile', workspace({})), false);
  });

  it('leaves services out that build another stage', () => {
    assert.equal(judge('    user: app\n  b: {build: {context: ., target: dev}}\n', 'prod'), true);
    assert.equal(judge('    user: app\n  b: {build: {context: ., target: Prod}}\n', 'prod'), false);
  });
});

describe('paths on URIs', () => {
  it('are joined as a shell would', () => {
    assert.equal(resolvePath('file:///a/b/', '../c d/./e'), 'file:///a/c%20d/e');
    assert.equal(resolvePath('file:///a/', '/x//y'), 'file:///x/y');
    assert.equal(resolvePath('file:///a/', '../../x'), undefined);
    assert.equal(resolvePath('file:///a/', '~/x'), undefined);
    assert.equal(resolvePath('file:///c%3A/a/', '..\\b'), 'file:///c%3A/b');
    assert.equal(resolvePath('file:///a/', 'b\\c'), 'file:///a/b%5Cc');
    assert.equal(resolvePath('untitled:x', 'y'), undefined);
  });

  it('have one key however they are written', () => {
    assert.equal(uriKey('file:///C%3A/a%20b'), uriKey('file:///c:/a b'));
    assert.notEqual(uriKey('file:///a/B'), uriKey('file:///a/b'));
    assert.equal(uriKey('file:///a/100%'), 'file:///a/100%');
  });

  it('are relative only downwards', () => {
    assert.equal(relativeTo('file:///a/', 'file:///a/b/Dockerfile'), 'b/Dockerfile');
    assert.equal(relativeTo('file:///a', 'file:///ab/c'), undefined);
  });
});
