import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { isInFinalImage } from '../../dockerfile/stages';
import { reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { loneUpdate } from '../../shell/lone-updates';
import { packageCalls } from '../../shell/package-commands';
import { startsScript } from '../../shell/project-scripts';
import { defineRule } from '../../rule';
import { isNeverPulled } from '../../workspace/purpose';

const managers = ['apt-get', 'apt', 'aptitude'] as const;

const lists: Leftover = {
  what: 'package lists',
  managers,
  actions: ['update'],
  directories: ['/var/lib/apt/lists'],
  cleans: (call) => call.manager.family === 'debian' && /^dist-?clean$/.test(call.subcommand ?? ''),
  cleaner: () => 'rm -rf /var/lib/apt/lists/*',
  // What is wrong with it `update-alone` says. Taken away in the same RUN, the lists would be of no use at all.
  spares: (call, instruction, file) => loneUpdate(file, { instruction, call }) !== undefined,
  neededLater,
};

/** Images of Debian and Ubuntu on registries delete downloaded packages by themselves, unless that is switched off. */
const archives: Leftover = {
  what: 'downloaded packages',
  managers,
  actions: ['install', 'upgrade', 'dist-upgrade', 'build-dep'],
  directories: ['/var/cache/apt'],
  cleans: (call) => call.manager.family === 'debian' && call.action === 'clean',
  cleaner: () => 'apt-get clean',
};

/** Takes the configuration away that has Docker's images delete downloaded packages, or sets the contrary. */
const keepPackages = /\b(?:rm|mv)\b[^;&|]*docker-clean|Keep-Downloaded-Packages\W+(?:true|1|yes)/i;

export const aptListsLeft = defineRule({
  name: 'apt-lists-left',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3009'], kics: ['apt_get_install_lists_were_not_deleted'], semgrep: ['remove-package-lists', 'remove-package-cache'], dockle: ['DKL-DI-0005'], droast: ['DF004'] },
  docs: {
    what: 'apt-get leaves its package lists or downloaded packages in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions:
      'A cache or tmpfs mount over the directory is accepted, and so is any removal of it later in the same RUN, or a script that says it cleans. Downloaded packages are judged only after /etc/apt/apt.conf.d/docker-clean was taken away. An update in a RUN that installs nothing is left to `update-alone`. Only stages that end up in the final image are judged. There is no fix where a later RUN installs from these lists, and an unsafe one where a later RUN starts a script.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
    needed: '{command} leaves {what} in this layer, and later RUNs install from them. Put these installs into this RUN, with {cleaner} at its end, or mount a cache in each.',
  },
  check(file, report, { workspace }) {
    if (isNeverPulled(file.uri, workspace)) return;
    reportLeftovers(file, report, lists, (instruction) => isInFinalImage(file, instruction.stage), report);
    if (keepPackages.test(file.source.text)) reportLeftovers(file, report, archives, (instruction) => isInFinalImage(file, instruction.stage) && keepsPackages(file, instruction));
  },
});

/** Whether a RUN up to this one in the same image switches off that downloaded packages are deleted. */
function keepsPackages(file: DockerfileModel, instruction: Instruction): boolean {
  const chain = instruction.stage?.chain.map((stage) => stage.index) ?? [];
  return file.all('RUN').some(
    ({ index, stage, args, heredocs }) =>
      index <= instruction.index && (stage === undefined || chain.includes(stage.index)) && [args.text, ...heredocs.map((heredoc) => heredoc.content)].some((text) => keepPackages.test(text)),
  );
}

/** Whether something later in the image installs from these lists, or runs a script that may. */
function neededLater(file: DockerfileModel, instruction: Instruction): 'yes' | 'maybe' | 'no' {
  const { stage } = instruction;
  if (!stage) return 'maybe';
  const later = file.all('RUN').filter((other) => other.index > instruction.index && other.stage?.chain.some((part) => part.index === stage.index));
  if (later.some((other) => installsWithoutUpdate(file, other))) return 'yes';
  return later.some(startsScript) ? 'maybe' : 'no';
}

function installsWithoutUpdate(file: DockerfileModel, instruction: Instruction): boolean {
  const calls = packageCalls(file).filter((item) => item.instruction === instruction && item.call.manager.family === 'debian');
  const first = calls.findIndex(({ call }) => /^(?:install|build-dep|upgrade|dist-upgrade|download)$/.test(call.action));
  return first >= 0 && !calls.slice(0, first).some(({ call }) => call.action === 'update');
}
