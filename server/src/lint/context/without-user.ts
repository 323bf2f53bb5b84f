/** Final stages that no USER is given for, and whose container may run as root. */
import { unusedAccounts } from '../dockerfile/accounts';
import { isMeantForRoot, standingOf } from '../dockerfile/base-user';
import type { DockerfileModel, Stage } from '../dockerfile/model';
import { startCommands, startsScript, startsTests } from '../dockerfile/launch';
import { runtimeOf } from '../dockerfile/runtime';
import { isDevContainer, isForDevelopment } from '../dockerfile/stage-purpose';
import { rootBase } from '../dockerfile/stages';
import { officialName } from '../facts/products';
import { shellImageName } from '../facts/shell-images';
import type { Workspace } from '../workspace/model';
import { isOnlyTested, isTestData } from '../workspace/purpose';
import { runsAsNonRoot } from '../workspace/users';
import { givesUpRoot } from './start-privileges';
import { startedInScript, startScripts } from './start-scripts';

/** What the two rules share that ask it: other linters know but one of them. */
export const askedOfUsers = {
  sources: {
    trivy: ['DS-0002'], checkov: ['CKV_DOCKER_3'], kics: ['missing_user_instruction'], semgrep: ['missing-user', 'missing-user-entrypoint'], sonar: ['S6471'], droast: ['DF020'], cis: ['4.1'],
  },
  options: {
    safeImages: { default: [] as readonly string[], description: 'Base images that run as another user than root, without tag; `*` at the end stands for the rest.' },
  },
} as const;

export interface WithoutUser {
  readonly stage: Stage;
  /** As the file writes it; `scratch`. */
  readonly image: string;
  /** The base image is known to run as root. */
  readonly known: boolean;
  /** `something`: a command of the file, or of a base image that is known to be a service. `nothing`: no command, and a base image that starts a shell, that has no files, or that is not known. */
  readonly starts: 'something' | 'nothing';
  /** A server that is started as root, for its ports and logs, and runs its workers as somebody else: another user needs more than a USER. */
  readonly server?: string;
}

/** Undefined where the user is given, here or by Compose, where the container gives up root by itself, where people work in it or build upon it, and where it only runs tests. */
export function withoutUser(file: DockerfileModel, workspace: Workspace, safeImages: readonly string[]): WithoutUser | undefined {
  const stage = file.finalStage;
  if (!stage || stage.exit.user || stage.os === 'windows') return undefined;
  const { base, instruction: from } = stage.chain[stage.chain.length - 1]!;
  if (base.kind !== 'scratch' && base.kind !== 'image') return undefined;
  // A name that an empty argument cuts short is no image at all.
  if (base.kind === 'image' && base.image.name === '' && from.from?.image.text.includes('$')) return undefined;
  const standing = standingOf(stage, safeImages);
  if (standing === 'safe' || isMeantForRoot(stage) || isForDevelopment(stage) || isOnlyTested(file.uri, workspace) || isDevContainer(file, stage) || runsAsNonRoot(file.uri, workspace, stage.name) || givesUpRoot(file, workspace)) return undefined;
  if (startsTests(stage) || isTestData(file.uri, workspace)) return undefined;
  // unused-account says what to do with it.
  if (standing === 'root' && unusedAccounts(stage).length > 0) return undefined;
  const { entrypoint, cmd } = runtimeOf(stage);
  const own = entrypoint !== undefined || cmd !== undefined;
  // PHP's images start its server, or a shell.
  const service = base.kind === 'image' && standing === 'root' && (shellImageName(base.image) === undefined || (base.image.name === 'php' && /apache|fpm/.test(base.image.tag ?? '')));
  const found: WithoutUser = { stage, image: base.kind === 'scratch' ? 'scratch' : base.image.text, known: standing === 'root', starts: own || service ? 'something' : 'nothing', ...serverOf(file, stage, own, workspace) };
  const project = workspace.projectOf?.(file.uri);
  // Who runs in an image that is built here is said by its own Dockerfile.
  return project?.repository.isBase(file) || (standing === 'unknown' && base.kind === 'image' && project?.builds(base.image)) ? undefined : found;
}

const serverNames = '(?:nginx|openresty|httpd(?:-foreground)?|apache2(?:ctl|-foreground)?|apachectl|supervisord|crond?|dockerd|dovecot|postfix|named|dnsmasq|vsftpd|smbd|squid|init|systemd)';
/** Programs that a container starts as root, and that are set up for that. */
const servers = new RegExp(`^${serverNames}$`);
const serversInScript = startedInScript(serverNames);

function serverOf(file: DockerfileModel, stage: Stage, own: boolean, workspace: Workspace): { readonly server?: string } {
  const base = rootBase(stage);
  const image = base.kind === 'image' ? (officialName(base.image) ?? base.image.name) : '';
  const started = startCommands(stage).find(({ name, nameWord }) => servers.test(name) || /\/postfix\//.test(nameWord.text))?.name;
  const inScript = started ? undefined : startScripts(file, workspace).map(({ text }) => serversInScript.exec(text)?.[1]).find((name) => name !== undefined);
  // A script of its own mostly ends with what the base image starts.
  const inherited = own && !startsScript(stage) ? undefined : /^(?:nginx|httpd|openresty)$/.test(image) ? image : image === 'php' && base.kind === 'image' && /apache/.test(base.image.tag ?? '') ? 'apache2' : undefined;
  const server = started ?? inScript ?? inherited;
  return server === undefined ? {} : { server };
}
