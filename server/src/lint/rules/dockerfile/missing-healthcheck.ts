import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { portSpecs } from '../../dockerfile/ports';
import { lastInChain, runtimeOf } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { officialNames } from '../../facts/products';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { binShOf } from '../../shell/bin-sh';
import { shellDialect } from '../../shell/dialect';

/** Platforms that start the function by themselves and ignore a health check. */
const serverless = /^(?:public\.ecr\.aws\/(?:lambda|sam)\/|docker\.io\/amazon\/aws-lambda-|docker\.io\/openfaas\/|ghcr\.io\/openfaas\/|mcr\.microsoft\.com\/azure-functions\/)/;

/** Official images, whose command is known to be theirs to check. */
const known: ReadonlySet<string> = new Set(officialNames);

export const missingHealthcheck = defineRule({
  name: 'missing-healthcheck',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3057'], trivy: ['DS-0026'], checkov: ['CKV_DOCKER_2'], kics: ['healthcheck_instruction_missing'], dockle: ['CIS-DI-0006'], droast: ['DF012'], cis: ['4.6'] },
  fix: 'unsafe',
  docs: {
    what: 'The final stage starts a program, but has no HEALTHCHECK.',
    why: 'Docker and Compose take a container for healthy as long as its process runs, even if it answers nothing any more. HEALTHCHECK NONE says that it is meant so.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f", "-p", "8080"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nHEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://localhost:8080/"]\nCMD ["httpd", "-f", "-p", "8080"]\n',
    exceptions: 'Kubernetes has probes of its own and ignores HEALTHCHECK. Serverless bases, images that only start a shell, and official images whose command is not replaced are left out.',
  },
  messages: { none: 'The image has no HEALTHCHECK, so a container that hangs counts as healthy. Add one, or HEALTHCHECK NONE if it is not wanted.' },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage || lastInChain(stage, 'HEALTHCHECK') || isExempt(file, stage)) return;
    report(stage.instruction.from!.image.span, 'none', { fixes: suggestion(file, stage) });
  },
});

function isExempt(file: DockerfileModel, stage: Stage): boolean {
  const base = rootBase(stage);
  const { entrypoint, cmd } = runtimeOf(stage);
  if (base.kind === 'image' && serverless.test(base.image.normalized)) return true;
  // The watchdog of OpenFaaS is copied in.
  if (file.stages.some((other) => other.base.kind === 'image' && /\/(?:of|classic)-watchdog$/.test(other.base.image.normalized))) return true;
  const start = entrypoint ?? cmd;
  if (!start) return base.kind === 'image' && base.image.official && known.has(base.image.name);
  return isShellOnly(start) || /\bfunctions-framework\b/.test(start.args.text);
}

/** `["bash"]`, `["/bin/sh", "-l"]`: an interactive shell. */
function isShellOnly({ exec, args }: Instruction): boolean {
  const words = exec ? exec.elements.map((element) => element.value) : args.text.trim().split(/\s+/);
  const dialect = shellDialect(words[0] ?? '');
  return dialect !== undefined && words.slice(1).every((word) => /^(?:-l|-i|--login|-il|-li)$/.test(word));
}

/** A request to the exposed port, where the image has busybox's wget. */
function suggestion(file: DockerfileModel, stage: Stage): RuleFix[] {
  const expose = lastInChain(stage, 'EXPOSE');
  const port = expose && portSpecs(expose)[0]?.range?.[0];
  const { entrypoint, cmd } = runtimeOf(stage);
  const start = [entrypoint, cmd].find((instruction) => instruction?.stage === stage);
  if (port === undefined || port <= 0 || !start || binShOf(stage) !== 'busybox') return [];
  const line = `HEALTHCHECK CMD wget -qO /dev/null http://localhost:${port}/ || exit 1`;
  return [{ title: `Ask port ${port}`, applicability: 'unsafe', edits: [insertBefore(file, start, line)] }];
}
