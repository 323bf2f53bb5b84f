import { askedOfUsers, withoutUser } from '../../context/without-user';
import { addUser } from '../../dockerfile/add-user';
import type { Stage } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const missingUser = defineRule({
  name: 'missing-user',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  ...askedOfUsers,
  docs: {
    what: 'No USER is given for the final stage, and its base image runs as root.',
    why: 'Most base images run as root unless told otherwise, and root in the container is one fault away from root on the host. One line changes that.',
    bad: 'FROM alpine:3.24\nCMD ["sleep", "1"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions:
      'Images that are known to run as another user (distroless nonroot, Chainguard, Bitnami, Jenkins, …), that the option `safeImages` names, or whose own entrypoint gives up root (PostgreSQL, Redis, …) are left alone, and so are Compose services that all set a user. So are images that start a shell or have ONBUILD triggers, that another Dockerfile of the repository is built upon, containers to develop in, those that only run tests, stages that are named for development or tests, and Dockerfiles of tests and pipelines, by their directory: people work in them, build on them, or run them for a moment. An account that is created and never used is the matter of `unused-account`, and an image that starts nothing by itself that of `unclear-user`. nginx and httpd do not start as another user: for nginx, the image that does is offered instead. For a base image that Plimsoll does not know there is only a hint, and nothing where the repository builds it. Windows images and images from a build argument are not judged.',
  },
  messages: {
    root: 'No USER is set and {image} runs as root, so the container does too. Add USER with an id that needs no privileges.',
    nginx: 'No USER is set and {image} runs as root, so nginx starts as root. Use nginxinc/nginx-unprivileged, which listens on 8080.',
    server: 'No USER is set and {image} runs as root, so {server} starts as root. Give it another user, a port above 1024 and directories that this user may write.',
    unknown: 'No USER is set, and whether {image} runs as root is not known. If it does, add USER with an id that needs no privileges.',
  },
  check(file, report, { options, workspace }) {
    const root = withoutUser(file, workspace, options.safeImages);
    if (!root || root.starts === 'nothing') return;
    const { stage, image } = root;
    const server = writesAsAnother(stage) ? undefined : root.server;
    const message = !root.known ? 'unknown' : server === undefined ? 'root' : isNginx(stage) ? 'nginx' : 'server';
    const fixes = server === undefined ? [addUser(file, stage)] : message === 'nginx' ? rootlessFix(stage) : [];
    report(stage.instruction.from!.image.span, message, { data: { image, ...(server === undefined ? {} : { server }) }, fixes, ...(root.known ? {} : { severity: 'hint' as const }) });
  },
});

/** The file itself gives away what the server writes to, so that a USER is all it takes. */
function writesAsAnother(stage: Stage): boolean {
  return stage.chain.some((part) => part.instructions.some(({ keyword, text }) => keyword === 'RUN' && /\bch(?:own|mod|grp)\b|\binstall\s+-/.test(text) && /\/var\/(?:cache|run|log)|(?<![\w.-])\/run(?![\w.-])|\/logs\b/.test(text)));
}

/** Built upon the official image, which has a twin that starts without root, under the same tags. */
function isNginx(stage: Stage): boolean {
  const base = rootBase(stage);
  return base.kind === 'image' && officialName(base.image) === 'nginx';
}

function rootlessFix(stage: Stage): readonly RuleFix[] {
  const base = rootBase(stage);
  if (base.kind !== 'image' || base.image.digest !== undefined) return [];
  // That image is no root while it is built upon, either.
  if (stage.chain.some((part) => part.instructions.some(({ keyword }) => keyword === 'RUN'))) return [];
  const { nameSpan } = base.image;
  const { variables } = stage.chain[stage.chain.length - 1]!.instruction.from!.image;
  if (variables.some(({ span }) => span.end > nameSpan.start && span.start < nameSpan.end)) return [];
  return [{ title: `Use ${rootlessNginx}`, applicability: 'unsafe', edits: [{ span: nameSpan, newText: rootlessNginx }] }];
}

const rootlessNginx = 'nginxinc/nginx-unprivileged';
