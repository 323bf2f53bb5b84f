import { givesUpRoot } from '../../context/start-privileges';
import { unusedAccounts } from '../../dockerfile/accounts';
import { addUser } from '../../dockerfile/add-user';
import { isMeantForRoot, standingOf } from '../../dockerfile/base-user';
import { runtimeOf } from '../../dockerfile/runtime';
import { shellImageName } from '../../facts/shell-images';
import { defineRule } from '../../rule';
import { runsAsNonRoot } from '../../workspace/users';

export const missingUser = defineRule({
  name: 'missing-user',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], kics: ['missing_user_instruction'], semgrep: ['missing-user', 'missing-user-entrypoint'], sonar: ['S6471'], droast: ['DF020'], cis: ['4.1'],
  },
  options: {
    safeImages: { default: [] as readonly string[], description: 'Base images that run as another user than root, without tag; `*` at the end stands for the rest.' },
  },
  docs: {
    what: 'No USER is given for the final stage, and its base image runs as root.',
    why: 'Most base images run as root unless told otherwise, and root in the container is one fault away from root on the host. One line changes that.',
    bad: 'FROM alpine:3.24\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions:
      'Images that are known to run as another user (distroless nonroot, Chainguard, Bitnami, Jenkins, …), that the option `safeImages` names, or whose own entrypoint gives up root (PostgreSQL, Redis, …) are left alone, and so are Compose services that all set a user. So are images that start a shell or have ONBUILD triggers: people work in them or build on them. An account that is created and never used is the matter of `unused-account`. For a base image that Plimsoll does not know there is only a hint, and so for an image that starts nothing by itself: one from scratch without a command, which may hold nothing but files, and one from an operating system or a language without a command, which others may be built on. Windows images and images from a build argument are not judged.',
  },
  messages: {
    root: 'No USER is set and {image} runs as root, so the container does too. Add USER with an id that needs no privileges.',
    files: 'Nothing starts in this image by itself, but what is started in it runs as root. If it is more than files to be copied, add USER.',
    idle: 'Nothing but the shell of {image} starts in this image by itself, but what is started in it runs as root. If it is more than a base for other images, or a place to work in, add USER.',
    inherited: 'This image starts what {image} starts, and whether that runs as root is not known. If it does, and this is more than a base for other images, add USER.',
    unknown: 'No USER is set, and whether {image} runs as root is not known. If it does, add USER with an id that needs no privileges.',
  },
  check(file, report, { options, workspace }) {
    const stage = file.finalStage;
    if (!stage || stage.exit.user || stage.os === 'windows') return;
    const { base, instruction: from } = stage.chain[stage.chain.length - 1]!;
    if (base.kind !== 'scratch' && base.kind !== 'image') return;
    // A name that an empty argument cuts short is no image at all.
    if (base.kind === 'image' && base.image.name === '' && from.from?.image.text.includes('$')) return;
    const standing = standingOf(stage, options.safeImages);
    if (standing === 'safe' || isMeantForRoot(stage) || runsAsNonRoot(file.uri, workspace, stage.name) || givesUpRoot(file, workspace)) return;
    // That rule says what to do with it.
    if (standing === 'root' && unusedAccounts(stage).length > 0) return;
    const image = base.kind === 'scratch' ? 'scratch' : base.image.text;
    const at = stage.instruction.from!.image.span;
    const fixes = [addUser(file, stage)];
    const { entrypoint, cmd } = runtimeOf(stage);
    const starts = entrypoint !== undefined || cmd !== undefined;
    if (base.kind === 'scratch' && !starts) report(at, 'files', { severity: 'hint', fixes });
    else if (standing === 'unknown') report(at, starts ? 'unknown' : 'inherited', { data: { image }, severity: 'hint', fixes });
    else if (!starts && base.kind === 'image' && shellImageName(base.image) !== undefined) report(at, 'idle', { data: { image }, severity: 'hint', fixes });
    else report(at, 'root', { data: { image }, fixes });
  },
});
