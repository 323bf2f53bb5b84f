/** Calls that would stop and ask. */
import { copiedTo } from '../dockerfile/copied-files';
import type { DockerfileModel, ImageReference, Instruction, Stage } from '../dockerfile/model';
import { rootBase } from '../dockerfile/stages';
import { officialName } from '../facts/products';
import type { Report } from '../rule';
import type { PackageAction, PackageInstall } from './managers';
import { actionSpan, callLabel, callsOf, optionFix } from './package-commands';

const asking: readonly PackageAction[] = ['install', 'upgrade', 'dist-upgrade', 'remove', 'autoremove', 'build-dep'];

/** Reports calls of the given managers that change packages without an answer in advance. `option` is what the fix adds. */
export function reportQuestions(file: DockerfileModel, report: Report<'asks'>, managers: readonly string[], option: string, actions: readonly PackageAction[] = asking): void {
  for (const { instruction, call } of callsOf(file, managers, ...actions)) {
    // Mostly there is nothing to remove, and then apt asks nothing.
    if ((call.manager.family === 'debian' && call.action === 'autoremove') || isAnswered(call) || isConfigured(file, instruction, call)) continue;
    // apt installs what is named without a word, and asks where anything else changes with it.
    const what = call.manager.family === 'debian' && call.action === 'install' ? 'does more than what is named here' : 'acts';
    report(actionSpan(call), 'asks', { data: { command: callLabel(call), option, what }, fixes: optionFix(call, [option]) });
  }
}

/** By an option, or by something on standard input. */
function isAnswered(call: PackageInstall): boolean {
  const { command } = call;
  if (call.assumesYes || command.pipedFrom || command.redirections.some((redirection) => redirection.operator.startsWith('<'))) return true;
  // Nothing is done then.
  if (call.has('-s', '--simulate', '--dry-run', '--just-print', '--no-act', '--print-uris', '--help', '-h', '--assumeno', '--downloadonly', '--download-only')) return true;
  // A word that is not known may hold the option.
  if (command.args.some((word) => word.value === undefined && /^["']?\$/.test(word.text) && /(?:opt|flag|arg|yes)/i.test(word.text))) return true;
  return call.manager.family === 'debian' && (quietness(call) >= 2 || call.options.some((option) => /^APT::Get::(?:Assume-Yes|force-yes)=(?:true|1|yes)$/i.test(option.value ?? '')));
}

/** apt says yes by itself from the second degree of -q on. */
function quietness(call: PackageInstall): number {
  let degree = 0;
  for (const { name, value } of call.options) {
    if (name !== '-q' && name !== '--quiet') continue;
    degree = value !== undefined && /^\d+$/.test(value) ? Number(value) : degree + 1;
  }
  return degree;
}

/** What a manager's configuration calls it, and where the Dockerfile may write it: a RUN, a heredoc, a variable. */
const settings: Readonly<Record<string, RegExp>> = {
  debian: /APT::Get::Assume-Yes|APT_CONFIG\b/i,
  rpm: /\bassumeyes\s*=\s*(?:1|true|yes)/i,
  conda: /\balways_yes\b|CONDA_ALWAYS_YES/i,
};

/** The files that a manager reads it from. One that is copied in may hold it. */
const files: Readonly<Record<string, RegExp>> = {
  debian: /^\/etc\/apt\/apt\.conf(?:$|\.d\/)/,
  rpm: /^\/etc\/(?:dnf\/(?:dnf\.conf|libdnf5\.conf\.d\/.*)|yum\.conf)$/,
  conda: /\/\.?condarc$/,
};

function isConfigured(file: DockerfileModel, instruction: Instruction, call: PackageInstall): boolean {
  const { family } = call.manager;
  if (!Object.hasOwn(settings, family)) return false;
  if (isConfiguredByBase(instruction.stage, call)) return true;
  const before = instruction.stage?.chain.flatMap((stage) => stage.instructions.filter((other) => other.index <= instruction.index)) ?? [instruction];
  return before.some((other) => {
    if (other.keyword === 'COPY' || other.keyword === 'ADD') return other.copy?.sources.some((source) => files[family]!.test(copiedTo(other, source) ?? '')) ?? false;
    return settings[family]!.test(file.source.slice(other.span));
  });
}

/** Registries of makers, whose images are as the distributions are. */
const makers = /^(?:mcr\.microsoft\.com|nvcr\.io|quay\.io|public\.ecr\.aws|registry\.access\.redhat\.com|registry\.redhat\.io|gcr\.io|k8s\.gcr\.io|registry\.k8s\.io|docker\.elastic\.co|docker\.io|index\.docker\.io|registry\.hub\.docker\.com|mirror\.gcr\.io)$/;

/** A base of a team's own, by its registry: nobody knows how it has set up apt, and the file would not build with one that asks. */
function isOwnBase(image: ImageReference): boolean {
  return image.registry !== undefined && !makers.test(image.registry) && officialName(image) === undefined;
}

/** The images of CircleCI configure apt so, and microdnf asks only from release 9 of Enterprise Linux on, and on Fedora. */
function isConfiguredByBase(stage: Stage | undefined, call: PackageInstall): boolean {
  const base = stage && rootBase(stage);
  if (base?.kind !== 'image') return base?.kind === 'unknown' && call.command.name === 'microdnf';
  const { path, tag } = base.image;
  if (call.manager.family === 'debian') return /^(?:circleci|cimg)\//.test(path) || isOwnBase(base.image);
  if (call.command.name !== 'microdnf') return false;
  return !/(?:^|\/)(?:ubi|el|rhel)(?:9|1\d)(?:[/-]|$)/.test(path) && !(/(?:^|\/)(?:oraclelinux|almalinux|rockylinux|centos|fedora(?:-minimal)?)(?:[/-]|$)/.test(path) && !/^(?:stream)?8(?:$|[.-])/.test(tag ?? ''));
}
