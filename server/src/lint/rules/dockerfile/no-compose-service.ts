import { yamlString } from '../../compose/edit';
import { limitOptions } from '../../compose/limits';
import type { LimitValues } from '../../compose/limits';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { lastInChain } from '../../dockerfile/runtime';
import { isDevelopmentFile } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { isOnlyTried } from '../../workspace/purpose';
import { directoryOf, fileName } from '../../workspace/uri';

export const noComposeService = defineRule({
  name: 'no-compose-service',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'hint',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The Dockerfile makes a service (it has a port, and a command of its own), and the repository has no Compose file, so nothing here limits what its container may take. The fix writes a `compose.yaml` with limits.',
    why: 'Docker sets no limits by itself, and a Dockerfile cannot: `docker run` without options gives the container all memory, CPUs and process ids of the host.',
    bad: 'FROM alpine:3.24\nUSER 10001\nEXPOSE 8080\nCMD ["httpd", "-f", "-p", "8080"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nEXPOSE 8080\nCMD ["httpd", "-f", "-p", "8080"]\n',
    beside: {
      bad: {},
      good: { 'compose.yaml': 'services:\n  web:\n    build: .\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n' },
    },
    exceptions: 'Only where the whole workspace is known. Images that expose no port or have no CMD or ENTRYPOINT in this file are bases, tools or environments for a build, and left alone, and so are Dockerfiles below `.devcontainer`, `.github`, `ci`, `e2e`, `examples`, `fixtures`, `test`, `testing`, `tests` and `testdata`. Silent where something else says how the image is run: Compose files, charts, manifests, pipelines or Compose files of other names, commands such as docker run in a script or the README, a comment that names a platform. So it is for images that another Dockerfile is built upon, for repositories of four Dockerfiles and more, which are collections where no Compose file ties them together, and for Dockerfiles that are named for tests or development.',
  },
  messages: {
    none: 'No Compose file runs this image, so limits of memory, CPU and processes are left to whoever runs its container. A compose.yaml with limits is a start.',
  },
  options: limitOptions,
  check(file, report, { options, workspace }) {
    const stage = file.finalStage;
    if (!workspace.known || !stage || !isService(stage) || isOnlyTried(file.uri, workspace) || isDevelopmentFile(file) || namesPlatform(file)) return;
    if (workspace.servicesBuilding(file.uri).length > 0 || workspace.mayBeBuilt?.(file.uri)) return;
    const repository = workspace.projectOf?.(file.uri)?.repository;
    if (repository?.runsElsewhere() || repository?.isCollection || repository?.isBase(file) || workspace.composeFiles.some(({ uri }) => repository?.holds(uri) ?? true)) return;
    const uri = workspace.newComposeUri(file.uri);
    report(stage.instruction.from?.image.span ?? stage.instruction.keywordSpan, 'none', { fixes: uri ? [composeFix(uri, file.uri, options)] : [] });
  },
});

/** A comment says where the container runs. */
function namesPlatform(file: DockerfileModel): boolean {
  return (file.whole ?? file).comments.some(({ text }) => /\b(?:Cloud Run|App Engine|App Runner|App Service|Container Apps|Heroku|Railway|Render|Fly\.io|Koyeb|Coolify|Hugging ?Face|ECS|Fargate|EKS|GKE|AKS|Kubernetes|k8s|OpenShift|Lambda|Nomad|docker run|podman run)\b/i.test(text));
}

/** As the file itself says: something of its own is started, and listens. */
function isService(stage: Stage): boolean {
  return lastInChain(stage, 'EXPOSE') !== undefined && (lastInChain(stage, 'CMD') ?? lastInChain(stage, 'ENTRYPOINT')) !== undefined;
}

function composeFix(uri: string, dockerfileUri: string, { memory, cpus, pids }: LimitValues): RuleFix {
  const file = fileName(dockerfileUri);
  const build = file === 'Dockerfile' ? 'build: .' : `build: { context: ., dockerfile: ${yamlString(file)} }`;
  const content = [
    'services:',
    `  ${serviceName(dockerfileUri)}:`,
    `    ${build}`,
    '    # Start values: measure what the service needs, then adapt them.',
    `    mem_limit: ${yamlString(memory)}`,
    `    cpus: ${cpus}`,
    `    pids_limit: ${pids}`,
    '',
  ];
  return { title: 'Write a compose.yaml with limits', applicability: 'unsafe', edits: [], creates: [{ create: uri, content: content.join('\n') }] };
}

/** After the file (`api.Dockerfile`, `Dockerfile.api`), else after its directory. */
function serviceName(dockerfileUri: string): string {
  const ownName = fileName(dockerfileUri).replace(/^(?:Dockerfile|Containerfile)\.?|\.(?:Dockerfile|Containerfile)$/i, '');
  const directory = directoryOf(dockerfileUri)?.replace(/\/$/, '') ?? '';
  const name = (ownName || fileName(directory)).toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return name || 'app';
}
