import { accountsOf, dropsPrivileges, lastOf } from '../../dockerfile/accounts';
import { insertAfter, insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, Stage } from '../../dockerfile/model';
import { defaultUserOf } from '../../facts/users';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { isRoot, runsAsNonRoot } from '../../workspace/users';

export const missingUser = defineRule({
  name: 'missing-user',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], kics: ['missing_user_instruction'], semgrep: ['missing-user', 'missing-user-entrypoint'], sonar: ['S6471'], droast: ['DF020'], cis: ['4.1'],
  },
  docs: {
    what: 'No USER is given for the final stage, and its base image runs as root.',
    why: 'Most base images run as root unless told otherwise, and root in the container is one fault away from root on the host. One line changes that.',
    bad: 'FROM alpine:3.24\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions:
      'Images that are known to run as another user (distroless nonroot, Chainguard, Bitnami, Jenkins, …) or whose own entrypoint gives up root (PostgreSQL, Redis, …) are left alone, and so are Compose services that all set a user. For a base image that Plimsoll does not know there is only a hint. Windows images are not judged.',
  },
  messages: {
    root: 'No USER is set and {image} runs as root, so the container does too. Add USER with an id that needs no privileges.',
    unknown: 'No USER is set, and whether {image} runs as root is not known. If it does, add USER with an id that needs no privileges.',
  },
  check(file, report, { workspace }) {
    const stage = file.finalStage;
    if (!stage || stage.exit.user || stage.os === 'windows') return;
    const base = stage.chain[stage.chain.length - 1]!.base;
    const standing = standingOf(stage);
    if (standing === 'safe' || dropsPrivileges(stage) || runsAsNonRoot(file.uri, workspace, stage.name)) return;
    const image = base.kind === 'scratch' ? 'scratch' : base.kind === 'image' ? base.image.text : base.word.text;
    const at = stage.instruction.from!.image.span;
    if (standing === 'root') report(at, 'root', { data: { image }, fixes: [addUser(file, stage)] });
    else report(at, 'unknown', { data: { image }, severity: 'hint', fixes: [addUser(file, stage)] });
  },
});

function standingOf(stage: Stage): 'root' | 'safe' | 'unknown' {
  const { base } = stage.chain[stage.chain.length - 1]!;
  if (base.kind === 'scratch') return 'root';
  if (base.kind !== 'image') return 'unknown';
  const known = defaultUserOf(base.image);
  if (!known) return 'unknown';
  if (known.kind === 'drops') return lastOf(stage, 'ENTRYPOINT') ? 'root' : 'safe';
  return known.kind === 'root' ? 'root' : 'safe';
}

/** USER goes in front of the instructions that say how the container starts, after everything that may need root. */
function addUser(file: DockerfileModel, stage: Stage): RuleFix {
  const user = fittingUser(stage);
  const instruction = `USER ${user}`;
  const start = startInstruction(stage);
  const last = stage.instructions[stage.instructions.length - 1] ?? stage.instruction;
  const edit = start ? insertBefore(file, start, instruction) : insertAfter(file, last, instruction);
  return { title: `Add ${instruction}`, applicability: 'unsafe', edits: [edit] };
}

/** The account the file creates, the one the image brings along, or a free id. */
function fittingUser(stage: Stage): string {
  const account = accountsOf(stage).find((candidate) => !isRoot(candidate.name));
  if (account) return account.uid ?? account.name;
  const { base } = stage.chain[stage.chain.length - 1]!;
  if (base.kind === 'image' && base.image.official && base.image.name === 'node') return 'node';
  if (base.kind === 'image' && base.image.normalized.startsWith('mcr.microsoft.com/dotnet/') && Number.parseInt(base.image.tag ?? '', 10) >= 8) return '$APP_UID';
  return '10001';
}

const startKeywords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL', 'VOLUME']);

/** The first of the instructions at the end of the stage that only describe how it starts. */
function startInstruction(stage: Stage): Instruction | undefined {
  let first: Instruction | undefined;
  for (let i = stage.instructions.length - 1; i >= 0 && startKeywords.has(stage.instructions[i]!.keyword); i--) first = stage.instructions[i];
  return first;
}
