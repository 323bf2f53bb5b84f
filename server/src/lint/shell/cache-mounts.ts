/** Where package managers keep what they download, for a cache mount over it. */
import type { Instruction } from '../dockerfile/model';
import type { PackageInstall } from './managers';

export interface CacheMount {
  readonly target: string;
  /** Two builds must not write there at once. */
  readonly locked?: boolean;
  /** A mount whose target ends like this serves as well. */
  readonly like: RegExp;
}

type Finder = (call: PackageInstall, variable: (name: string) => string | undefined) => readonly CacheMount[];

const one = (target: string, like: RegExp, locked = false): readonly CacheMount[] => [{ target, like, ...(locked ? { locked } : {}) }];
const apt: Finder = () => [...one('/var/cache/apt', /^\/var\/cache(?:\/apt)?$/, true), ...one('/var/lib/apt', /^\/var\/lib(?:\/apt(?:\/lists)?)?$/, true)];
const builds = /^(?:build|b|install|test|run|check|fetch|chef)$/;

/** By manager. */
const finders: Readonly<Record<string, Finder>> = {
  'apt-get': apt, apt,
  apk: () => one('/var/cache/apk', /^\/var\/cache(?:\/apk)?$|^\/etc\/apk\/cache$/),
  yum: () => one('/var/cache/yum', /^\/var\/cache(?:\/(?:yum|dnf))?$/, true),
  dnf: () => one('/var/cache/dnf', /^\/var\/cache(?:\/(?:dnf|libdnf5))?$/, true),
  microdnf: () => one('/var/cache/yum', /^\/var\/cache(?:\/(?:yum|dnf|libdnf5))?$/, true),
  zypper: () => one('/var/cache/zypp', /^\/var\/cache(?:\/zypp)?$/, true),
  npm: (_, variable) => one(variable('npm_config_cache') ?? variable('NPM_CONFIG_CACHE') ?? '/root/.npm', /npm/),
  yarn: (_, variable) => one(variable('YARN_CACHE_FOLDER') ?? '/usr/local/share/.cache/yarn', /yarn/),
  pnpm: (_, variable) => one(variable('PNPM_HOME') ? `${variable('PNPM_HOME')!}/store` : '/root/.local/share/pnpm/store', /pnpm/),
  bun: (_, variable) => one(variable('BUN_INSTALL_CACHE_DIR') ?? '/root/.bun/install/cache', /bun/),
  pip: (_, variable) => one(variable('PIP_CACHE_DIR') ?? '/root/.cache/pip', /\/\.cache$|pip/),
  uv: (_, variable) => one(variable('UV_CACHE_DIR') ?? '/root/.cache/uv', /\/\.cache$|uv/),
  poetry: () => one('/root/.cache/pypoetry', /\/\.cache$|poetry/),
  bundle: () => one('/usr/local/bundle/cache', /bundle|gems?/),
  composer: () => one('/root/.composer/cache', /composer/),
  dotnet: () => one('/root/.nuget/packages', /nuget/i),
  go: () => [...one('/go/pkg/mod', /pkg\/mod|^\/go(?:\/pkg)?$/), ...one('/root/.cache/go-build', /go-build|\/\.cache$|gocache/i)],
  cargo: (call) => (builds.test(call.subcommand) ? [...one('/usr/local/cargo/registry', /cargo/), ...one('/usr/local/cargo/git', /cargo/)] : []),
};

const acting = /^(?:install|restore|upgrade|dist-upgrade|build-dep|download|update)$/;

/** The caches that a call fills and that are not mounted; none for calls that download nothing. */
export function missingCacheMounts(call: PackageInstall, instruction: Instruction): readonly CacheMount[] {
  if (!Object.hasOwn(finders, call.manager.name)) return [];
  const compiles = (call.manager.name === 'go' && /^(?:build|install|test|run|generate)$/.test(call.subcommand)) || (call.manager.name === 'cargo' && builds.test(call.subcommand)) || (call.manager.name === 'dotnet' && /^(?:build|publish)$/.test(call.subcommand));
  if (!acting.test(call.action) && !compiles) return [];
  const variable = (name: string): string | undefined => {
    const value = instruction.before.scope.lookup(name)?.value;
    return value?.startsWith('/') ? value.replace(/\/+$/, '') : undefined;
  };
  const targets = instruction.mounts.filter((mount) => mount.type === 'cache' || mount.type === 'tmpfs').map((mount) => mount.option('target', 'dst', 'destination')?.value?.replace(/\/+$/, '') ?? '');
  return finders[call.manager.name]!(call, variable).filter((mount) => !targets.some((target) => target === mount.target || mount.like.test(target)));
}
