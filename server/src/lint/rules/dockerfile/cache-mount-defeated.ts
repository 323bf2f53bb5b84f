import { cacheMountsOf, isWithin } from '../../dockerfile/cache-mounts';
import type { CacheMount } from '../../dockerfile/cache-mounts';
import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { removeArgument } from '../../dockerfile/remove-argument';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { isSet } from '../../shell/leftovers';
import { installsOf } from '../../shell/managers';
import type { PackageAction, PackageInstall } from '../../shell/managers';
import type { ShellCommand } from '../../shell/model';
import { positionals } from '../../shell/options';
import { removeCommand } from '../../shell/remove-command';
import { commandsOf } from '../../shell/scripts';

interface Cache {
  readonly directories: readonly string[];
  /** Options and a variable that switch it off. */
  readonly off?: readonly string[];
  readonly variable?: string;
}

const apt: Cache = { directories: ['/var/cache/apt', '/var/cache/apt/archives'] };
const rpm: Cache = { directories: ['/var/cache/yum', '/var/cache/dnf', '/var/cache/libdnf5'] };
/** By manager. */
const caches: Readonly<Record<string, Cache>> = {
  apk: { directories: ['/var/cache/apk', '/etc/apk/cache'], off: ['--no-cache'] },
  'apt-get': apt,
  apt,
  bun: { directories: ['~/.bun/install/cache'], off: ['--no-cache'] },
  composer: { directories: ['~/.composer/cache', '~/.cache/composer'], off: ['--no-cache'] },
  dnf: rpm,
  microdnf: rpm,
  npm: { directories: ['~/.npm'] },
  pip: { directories: ['~/.cache/pip'], off: ['--no-cache-dir'], variable: 'PIP_NO_CACHE_DIR' },
  poetry: { directories: ['~/.cache/pypoetry'], off: ['--no-cache'] },
  uv: { directories: ['~/.cache/uv'], off: ['--no-cache', '--no-cache-dir', '-n'], variable: 'UV_NO_CACHE' },
  yarn: { directories: ['/usr/local/share/.cache/yarn', '~/.cache/yarn', '~/.yarn'] },
  yum: rpm,
  zypper: { directories: ['/var/cache/zypp'] },
};

const fetching: ReadonlySet<PackageAction> = new Set(['install', 'restore', 'download', 'upgrade', 'dist-upgrade', 'build-dep', 'update']);

export const cacheMountDefeated = defineRule({
  name: 'cache-mount-defeated',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'performance',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A RUN mounts a cache for a package manager, and switches that cache off or empties it.',
    why: 'What is downloaded is thrown away each time, so the mount speeds nothing up. What a cache mount holds never gets into the image, so there is nothing to clean.',
    bad: 'FROM python:3.14-slim\nCOPY requirements.txt /\nRUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir -r /requirements.txt\nUSER 10001\n',
    good: 'FROM python:3.14-slim\nCOPY requirements.txt /\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r /requirements.txt\nUSER 10001\n',
    exceptions: 'Caches at other places than the usual ones. For apt: bases that are no official images, files that are copied to /etc/apt, and RUNs that keep downloaded packages by an option.',
  },
  messages: {
    option: '{option} switches off the cache that is mounted at {target}, so the mount does nothing. Leave the option out.',
    variable: '{variable} switches off the cache that is mounted at {target}, so the mount does nothing. Do not set it here.',
    emptied: '{command} empties the cache that is mounted at {target}, so everything is downloaded again. It is no part of the image; leave this out.',
    dockerClean: 'In {image}, apt deletes what it downloaded at once, so this cache stays empty. Remove /etc/apt/apt.conf.d/docker-clean before.',
  },
  check(file, report) {
    for (const run of file.all('RUN')) {
      const mounts = cacheMountsOf(run);
      if (mounts.length === 0) continue;
      const commands = commandsOf(run);
      for (const command of commands) {
        const call = installsOf(command);
        const cache = call && Object.hasOwn(caches, call.manager.name) ? caches[call.manager.name] : undefined;
        const mount = cache && mounts.find(({ target }) => cache.directories.some((directory) => isWithin(directory, target)));
        if (call && mount && fetching.has(call.action)) {
          const { target } = mount;
          const option = call.options.find(({ name }) => cache.off?.includes(name));
          if (option) {
            const edit = removeArgument(file, option.word.span);
            const fixes: RuleFix[] = edit && option.word.text === option.name && command.script.origin !== 'exec' ? [{ title: `Leave ${option.name} out`, applicability: 'safe', edits: [edit] }] : [];
            report(option.word.span, 'option', { data: { option: option.name, target }, fixes });
          } else if (cache.variable !== undefined && isKnownSet(cache.variable, call, run)) report(command.nameWord.span, 'variable', { data: { variable: cache.variable, target } });
        }
        // What stands in a branch may be for builders that keep no caches.
        if (command.context.some((around) => around === 'if-branch' || around === 'case')) continue;
        // uv cache prune keeps what was built.
        const emptied = call?.action === 'clean' ? (call.subcommand === 'cache prune' ? undefined : mount) : emptiedBy(command, mounts);
        if (emptied) report(command.nameWord.span, 'emptied', { data: { command: label(command, call), target: emptied.target }, fixes: withoutCommand(file, run, command, call) });
      }
      const archives = mounts.find(({ target }) => apt.directories.some((directory) => isWithin(directory, target)) && isWithin('/var/cache/apt/archives', target));
      const image = archives && deletesPackages(file, run);
      const calls = archives && commands.some((command) => installsOf(command)?.manager.family === 'debian' && fetching.has(installsOf(command)!.action) && installsOf(command)!.action !== 'update');
      if (archives && image !== undefined && calls) {
        const at = archives.mount.option('target', 'dst', 'destination')!;
        report(at.valueSpan ?? at.span, 'dockerClean', { data: { image }, fixes: run.onbuild ? [] : [{ title: 'Remove docker-clean above', applicability: 'unsafe', edits: [insertBefore(file, run, 'RUN rm -f /etc/apt/apt.conf.d/docker-clean')] }] });
      }
    }
  },
});

/** An unknown value may be one that switches nothing off. */
function isKnownSet(variable: string, call: PackageInstall, run: Instruction): boolean {
  const definition = run.before.scope.lookup(variable);
  const own = call.command.assignments.find((assignment) => assignment.name === variable);
  return isSet(variable, call, run) && (own ? own.value?.value !== undefined : definition === undefined || definition.value !== undefined);
}

/** `rm -rf` of all of the mounted directory, or of the package lists in it. */
function emptiedBy(command: ShellCommand, mounts: readonly CacheMount[]): CacheMount | undefined {
  if (command.name !== 'rm') return undefined;
  const paths = positionals(command).map((word) => (word.value ?? word.text).replace(/\/\*$/, ''));
  return mounts.find(({ target }) => paths.some((path) => isWithin(path, target) && (isWithin(target, path) || isWithin(path, '/var/lib/apt/lists'))));
}

function label(command: ShellCommand, call: PackageInstall | undefined): string {
  return call ? `${command.name} ${call.subcommand}`.trim() : command.name;
}

function withoutCommand(file: DockerfileModel, run: Instruction, command: ShellCommand, call: PackageInstall | undefined): RuleFix[] {
  if (!call && positionals(command).length !== 1) return [];
  const edit = removeCommand(file, run, command);
  return edit && commandsOf(run).length > 1 ? [{ title: 'Leave it out', applicability: 'safe', edits: [edit] }] : [];
}

/** Keeps what apt downloads, or takes the setting away that deletes it. */
const keeps = /docker-clean|Keep-Downloaded-Packages|\/etc\/apt\/apt\.conf/i;

/** The image whose own settings have apt delete what it downloads; undefined where it is not known, or something in the file may have changed that. */
function deletesPackages(file: DockerfileModel, run: Instruction): string | undefined {
  const chain = run.stage?.chain ?? [];
  const base = chain[chain.length - 1]?.base;
  const name = base?.kind === 'image' ? officialName(base.image) : undefined;
  if (name === undefined || (base?.kind === 'image' && /alpine|windows|nanoserver/.test(base.image.tag ?? ''))) return undefined;
  const changed = file.all('RUN', 'COPY', 'ADD').some((one) => {
    if (!chain.some((part) => part === one.stage) || (one.stage === run.stage && one.index > run.index)) return false;
    if (one.keyword !== 'RUN') return /^\/(?:etc(?:\/apt.*)?)?\/?$/.test(one.copy?.destination?.resolved ?? '/');
    return [one.args.text, ...one.heredocs.map((heredoc) => heredoc.content)].some((text) => keeps.test(text));
  });
  return changed ? undefined : name;
}
