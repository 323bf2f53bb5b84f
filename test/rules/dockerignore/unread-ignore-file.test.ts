import assert from 'node:assert/strict';
import { unreadIgnoreFile } from '../../../server/src/lint/rules/dockerignore/unread-ignore-file';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

const uri = 'file:///project/web.dockerignore';
const dockerfile = 'FROM alpine\nCOPY app.sh /\n';
const elsewhere = { '.dockerignore': 'dist\n', Dockerfile: dockerfile, 'app/app.sh': '', 'compose.yaml': 'services: { a: { build: { context: app, dockerfile: ../Dockerfile } } }\n' };

describe('unread-ignore-file', () => {
  it('reports a file named after a Dockerfile that is not there', () => {
    checkRule(unreadIgnoreFile, '# all\ndist\n^^^^ warning unread-ignore-file/missing\nb\n', { uri, workspace: workspaceOf({ 'web.dockerignore': 'dist\n', 'app.sh': '' }) });
    checkRule(unreadIgnoreFile, 'dist\n^^^^ warning unread-ignore-file/renamed\n', { uri, workspace: workspaceOf({ 'web.dockerignore': 'dist\n', 'web.Dockerfile': dockerfile }) });
    const [finding] = findingsOf(unreadIgnoreFile, 'dist\n', { uri, workspace: workspaceOf({ 'web.dockerignore': 'dist\n', 'web.Dockerfile': dockerfile }) });
    assert.match(finding!.message, /must be named web\.Dockerfile\.dockerignore\.$/);
  });

  it('reports the file beside Dockerfiles that are all built from elsewhere', () => {
    checkRule(unreadIgnoreFile, 'dist\n^^^^ warning unread-ignore-file/elsewhere\n', { workspace: workspaceOf(elsewhere) });
    const [finding] = findingsOf(unreadIgnoreFile, 'dist\n', { workspace: workspaceOf(elsewhere) });
    assert.match(finding!.message, /Dockerfile is built from the directory app\//);
  });

  it('is silent where the file is read, or may be', () => {
    checkClean(unreadIgnoreFile, 'dist\n', { uri: 'file:///project/Dockerfile.dockerignore', workspace: workspaceOf({ 'Dockerfile.dockerignore': 'dist\n', Dockerfile: dockerfile, 'app.sh': '' }) });
    checkClean(unreadIgnoreFile, 'dist\n', { workspace: workspaceOf({ '.dockerignore': 'dist\n', Dockerfile: dockerfile, 'app.sh': '' }) });
    checkClean(unreadIgnoreFile, 'dist\n', { workspace: workspaceOf({ '.dockerignore': 'dist\n', 'app.sh': '' }) });
    checkClean(unreadIgnoreFile, 'dist\n', { workspace: workspaceOf({ ...elsewhere, 'b.Dockerfile': 'FROM alpine\nCOPY compose.yaml /\n' }) });
  });

  it('is silent about a file without patterns, and where files are not known', () => {
    checkClean(unreadIgnoreFile, '# all\n', { workspace: workspaceOf(elsewhere) });
    checkClean(unreadIgnoreFile, 'dist\n');
    checkClean(unreadIgnoreFile, 'dist\n', { uri, workspace: workspaceOf({ 'web.dockerignore': '' }, { unknown: ['file:///project/'] }) });
  });
});
