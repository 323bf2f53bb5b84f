import assert from 'node:assert/strict';
import { noComposeService } from '../../../server/src/lint/rules/dockerfile/no-compose-service';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import { lint } from '../../../server/src/lint/lint';
import { defaultSettings } from '../../../server/src/lint/settings/model';
import type { Workspace } from '../../../server/src/lint/workspace/model';

const service = 'FROM alpine:3.24\nEXPOSE 80\nENTRYPOINT ["serve"]\n';

describe('no-compose-service', () => {
  it('is silent where the repository runs its images elsewhere', () => {
    const text = 'FROM alpine:3.24\nEXPOSE 80\nCMD ["serve"]\n';
    for (const path of ['k8s/web.yml', 'deploy/helm/Chart.yaml', 'Jenkinsfile', 'infra/main.tf', 'fly.toml', 'openshift/a.json', 'web.nomad', '.github/workflows/deploy-prod.yml']) checkClean(noComposeService, text, { workspace: workspaceOf({ 'README.md': '', [path]: path.includes('.y') ? 'a: b' : '' }) });
    checkClean(noComposeService, text, { workspace: workspaceOf({ 'other/compose.yaml': 'services:\n  web:\n    image: x\n' }) });
    for (const files of [{ 'README.md': '    docker run -p 80:80 web\n' }, { 'deploy.sh': 'gcloud run deploy web\n' }, { 'compose.yaml.template': '' }] as readonly Readonly<Record<string, string>>[]) checkClean(noComposeService, text, { workspace: workspaceOf(files) });
    checkClean(noComposeService, text.replace('EXPOSE', '# Cloud Run gives PORT\nEXPOSE'), { workspace: workspaceOf({}) });
    checkClean(noComposeService, text, { uri: 'file:///project/Dockerfile.base', workspace: workspaceOf({ 'Dockerfile.base': text, Dockerfile: 'FROM example.org/web_base:1\n' }) });
    checkClean(noComposeService, text, { uri: 'file:///project/a/Dockerfile', workspace: workspaceOf({ 'a/Dockerfile': text, 'b/Dockerfile': text, 'c/Dockerfile': text, 'd/Dockerfile': text }) });
    checkClean(noComposeService, text, { uri: 'file:///project/Dockerfile.test', workspace: workspaceOf({}) });
    assert.equal(findingsOf(noComposeService, text, { workspace: workspaceOf({ 'src/charting.ts': '', 'README.md': 'docker build .\n' }) }).length, 1);
  });

  it('reports a Dockerfile that nothing builds, at its final stage', () => {
    checkRule(
      noComposeService,
      `
FROM alpine:3.24 AS base
EXPOSE 80
FROM base
     ^^^^ hint no-compose-service/none
CMD ["serve"]
`, { workspace: workspaceOf({}) },
    );
  });

  it('leaves images alone that are no service by what the file says', () => {
    const workspace = workspaceOf({});
    for (const text of ['FROM alpine:3.24\n', 'FROM alpine:3.24\nCMD ["serve"]\n', 'FROM nginx:1.29\nEXPOSE 80\n', 'FROM alpine:3.24 AS a\nEXPOSE 80\nFROM alpine:3.24\nCMD ["serve"]\n']) checkClean(noComposeService, text, { workspace });
  });

  it('leaves what is only tried alone, by the directories in the project', () => {
    for (const place of ['.devcontainer', '.github/images', 'test', 'a/tests/b', 'testdata', 'examples/web', 'e2e', 'ci', '.ci']) {
      checkClean(noComposeService, service, { uri: `file:///project/${place}/Dockerfile`, workspace: workspaceOf({}) });
    }
    for (const place of ['contest', 'test-runner', 'web']) assert.equal(findingsOf(noComposeService, service, { uri: `file:///project/${place}/Dockerfile`, workspace: workspaceOf({}) }).length, 1, place);
    assert.equal(findingsOf(noComposeService, service, { uri: 'file:///test/project/Dockerfile', workspace: workspaceOf({}, { top: 'file:///test/project/' }) }).length, 1, 'above the project');
  });

  it('is silent where other files are not known', () => {
    checkClean(
      noComposeService,
      `
FROM alpine:3.24
EXPOSE 80
CMD ["serve"]
`,
    );
  });

  it('is silent where a variable decides what is built', () => {
    checkClean(
      noComposeService,
      `
FROM alpine:3.24
EXPOSE 80
CMD ["serve"]
`, { workspace: workspaceOf({ 'compose.yaml': 'services:\n  a: { build: $DIR }\n' }) },
    );
  });

  it('is silent where some service builds it', () => {
    checkClean(
      noComposeService,
      `
FROM alpine:3.24
EXPOSE 80
CMD ["serve"]
`, { workspace: workspaceOf({ 'deploy/compose.yaml': 'services:\n  a: { build: .. }\n' }) },
    );
  });

  it('offers a Compose file with limits, clean by the default rules', () => {
    const [finding] = findingsOf(noComposeService, service, { uri: 'file:///project/My%20App/api.Dockerfile', workspace: workspaceOf({}) });
    const [created] = finding!.fixes[0]!.creates!;
    assert.equal(created!.create, 'file:///project/My%20App/compose.yaml');
    assert.match(created!.content, /^services:\n {2}api:\n {4}build: \{ context: \., dockerfile: api\.Dockerfile \}\n/);
    const document = { uri: created!.create, target: 'compose' as const, text: created!.content };
    assert.deepEqual(lint(document, { settings: defaultSettings, today: '2026-11-24' }), []);
  });

  it('names the service after the directory', () => {
    const [finding] = findingsOf(noComposeService, service, { uri: 'file:///project/My%20App/Dockerfile', workspace: workspaceOf({}) });
    assert.match(finding!.fixes[0]!.creates![0]!.content, /^services:\n {2}my-app:\n {4}build: \.\n/);
  });

  it('offers no fix where no file can be made', () => {
    const fixes = (workspace: Workspace): number => findingsOf(noComposeService, service, { workspace })[0]!.fixes.length;
    assert.equal(fixes(workspaceOf({}, { writable: false })), 0);
    assert.equal(fixes(workspaceOf({})), 1);
  });
});
