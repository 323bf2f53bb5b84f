/**
 * Package managers: one table of what they are called, which of their options take a value, what their subcommands do, and how they write packages.
 */
import * as grammar from './package-names';
import type { PackageGrammar } from './package-names';

/**
 * `install`: packages that are named. `restore`: what a manifest or lock file of the project lists. `update`: the index of packages. `upgrade`: what is installed, to newer versions.
 * `dist-upgrade`: the same, removing packages where needed. `build-dep`: what is needed to build a package. `clean`: the manager's caches. `run`: a package's program, fetched if needed.
 */
export type PackageAction = 'install' | 'restore' | 'update' | 'upgrade' | 'dist-upgrade' | 'build-dep' | 'download' | 'remove' | 'autoremove' | 'clean' | 'repository' | 'run' | 'query' | 'other';

export interface ActionSpec {
  readonly action: PackageAction;
  /** Options that take a value with this subcommand only, and those that take none with it. */
  readonly values?: readonly string[];
  readonly noValues?: readonly string[];
  /** Operands before the packages: the project of `dotnet add PROJECT package NAME`. */
  readonly skip?: number;
  /** What the packages are, where they are not packages: groups, environments. */
  readonly kind?: 'group';
  /** With nothing named it installs what the manifest lists. */
  readonly manifest?: boolean;
  readonly global?: boolean;
}

export interface PackageManager {
  /** Canonical: `pip` for pip3 and `python -m pip`. */
  readonly name: string;
  /** Kind of packages: managers of one family are alternatives on one system. */
  readonly family: 'debian' | 'alpine' | 'rpm' | 'arch' | 'python' | 'conda' | 'node' | 'ruby' | 'go' | 'rust' | 'php' | 'dotnet' | 'perl' | 'windows' | 'brew' | 'nix';
  readonly programs: readonly string[];
  readonly valueFlags: readonly string[];
  readonly singleDash?: boolean;
  /** Options that answer its questions; undefined where it asks none. */
  readonly assumeYes?: readonly string[];
  /** By subcommand; two words where the second one decides (`global add`). The key '' is the command with nothing but options and packages. */
  readonly actions: Readonly<Record<string, PackageAction | ActionSpec>>;
  readonly grammar: PackageGrammar;
  /** Options whose value is a file that lists packages. */
  readonly files?: Readonly<Record<string, PackageFileKind>>;
  /** Options whose value is the version of the one package. */
  readonly versionFlags?: readonly string[];
  /** Options whose value is a package. */
  readonly packageFlags?: readonly string[];
  /** Options that make it act for the whole system or user, not for a project. */
  readonly globalFlags?: readonly string[];
  /** What stands behind `--` is not for the manager: options for the build of a native extension. */
  readonly endsAtDashes?: boolean;
}

export type PackageFileKind = 'requirements' | 'constraints' | 'editable' | 'environment';

const manifest: ActionSpec = { action: 'restore', manifest: true };
const installOrManifest: ActionSpec = { action: 'install', manifest: true };

const pipValues = [
  '-r', '-c', '-e', '-t', '-i', '-f', '-C', '-d', '-w', '--abi', '--build', '--build-option', '--cache-dir', '--cert', '--client-cert', '--config-settings',
    '--constraint', '--dest', '--editable',
  '--exists-action', '--extra-index-url', '--find-links', '--global-option', '--group', '--hash', '--implementation', '--index-url', '--install-option',
    '--keyring-provider', '--log', '--no-binary',
  '--only-binary', '--path', '--platform', '--prefix', '--progress-bar', '--proxy', '--python', '--python-version', '--report', '--requirement', '--retries',
    '--root', '--root-user-action', '--src',
  '--target', '--timeout', '--trusted-host', '--upgrade-strategy', '--use-deprecated', '--use-feature', '--wheel-dir', '--build-constraint',
];
const pipFiles: Readonly<Record<string, PackageFileKind>> = {
  '-r': 'requirements', '--requirement': 'requirements', '-c': 'constraints', '--constraint': 'constraints', '-e': 'editable', '--editable': 'editable',
};
const uvFiles: Readonly<Record<string, PackageFileKind>> = { ...pipFiles, '--requirements': 'requirements', '--constraints': 'constraints' };
const pipenvFiles: Readonly<Record<string, PackageFileKind>> = { '-r': 'requirements', '--requirements': 'requirements', '-e': 'editable',
  '--editable': 'editable' };
const pipActions: Readonly<Record<string, PackageAction>> = { install: 'install', download: 'download', wheel: 'download', uninstall: 'remove',
  'cache purge': 'clean', list: 'query', show: 'query', freeze: 'query', check: 'query' };

const aptValues = ['-t', '-o', '-c', '-a', '-P', '--target-release', '--default-release', '--option', '--config-file', '--host-architecture',
  '--build-profiles', '--with-source', '--solver', '--planner'];
const aptYes = ['-y', '--yes', '--assume-yes', '--force-yes'];
const aptActions: Readonly<Record<string, PackageAction>> = {
  install: 'install', reinstall: 'install', update: 'update', upgrade: 'upgrade', 'full-upgrade': 'dist-upgrade', 'dist-upgrade': 'dist-upgrade',
    'dselect-upgrade': 'dist-upgrade',
  'build-dep': 'build-dep', download: 'download', source: 'download', remove: 'remove', purge: 'remove', autoremove: 'autoremove',
    'auto-remove': 'autoremove', autopurge: 'autoremove', clean: 'clean', autoclean: 'clean',
  'auto-clean': 'clean', distclean: 'clean', 'dist-clean': 'clean', search: 'query', show: 'query', list: 'query', policy: 'query', changelog: 'query', check: 'query',
    indextargets: 'query', satisfy: 'install',
};

const rpmValues = [
  '-c', '-d', '-e', '-R', '-x', '--config', '--enablerepo', '--disablerepo', '--repo', '--repoid', '--exclude', '--excludepkgs', '--installroot',
    '--releasever', '--setopt', '--comment', '--forcearch',
  '--destdir', '--downloaddir', '--advisory', '--advisories', '--bz', '--bzs', '--cve', '--cves', '--sec-severity', '--secseverity', '--color',
    '--rpmverbosity', '--debuglevel', '--errorlevel', '--randomwait', '--repofrompath',
  '--enableplugin', '--disableplugin', '--disableexcludes', '--disableexcludepkgs',
];
const rpmYes = ['-y', '--assumeyes', '--assume-yes'];
const rpmGroup: ActionSpec = { action: 'install', kind: 'group' };
const rpmActions: Readonly<Record<string, PackageAction | ActionSpec>> = {
  install: 'install', localinstall: 'install', reinstall: 'install', in: 'install', groupinstall: rpmGroup, 'group install': rpmGroup,
    'groups install': rpmGroup, 'module install': rpmGroup, 'module enable': { action: 'other', kind: 'group' },
  'install-n': 'install', 'install-na': 'install', 'install-nevra': 'install', downgrade: 'install', makecache: 'update', 'check-update': 'query',
    update: 'upgrade', upgrade: 'upgrade', 'update-to': 'upgrade', 'upgrade-to': 'upgrade',
  'upgrade-minimal': 'upgrade', 'update-minimal': 'upgrade', 'up-min': 'upgrade', up: 'upgrade', rei: 'install', mc: 'update', 'distro-sync': 'dist-upgrade', distrosync: 'dist-upgrade', dsync: 'dist-upgrade',
    'system-upgrade': 'dist-upgrade', builddep: 'build-dep', 'build-dep': 'build-dep',
  download: 'download', swap: 'install', remove: 'remove', erase: 'remove', rm: 'remove', groupremove: { action: 'remove', kind: 'group' },
    'group remove': { action: 'remove', kind: 'group' }, autoremove: 'autoremove', clean: 'clean',
  'config-manager': 'repository', copr: 'repository', list: 'query', search: 'query', info: 'query', repolist: 'query', provides: 'query', repoquery: 'query',
    history: 'query',
};

const npmValues = [
  '-C', '-w', '--prefix', '--registry', '--cache', '--userconfig', '--globalconfig', '--loglevel', '--workspace', '--tag', '--omit', '--include', '--only',
    '--otp', '--scope', '--install-strategy', '--depth', '--before', '--cpu',
  '--os', '--libc', '--location', '--script-shell', '--fetch-retries', '--fetch-retry-mintimeout', '--fetch-retry-maxtimeout', '--fetch-timeout',
    '--network-timeout', '--maxsockets', '--target_arch', '--target_platform', '--python',
  '--proxy', '--https-proxy', '--noproxy', '--cafile', '--ca', '--auth-type', '--access', '--package', '-p', '--call', '--save-prefix',
    '--install-links-from', '--audit-level',
];

const tables: readonly PackageManager[] = [
  { name: 'apt-get', family: 'debian', programs: ['apt-get'], valueFlags: aptValues, assumeYes: aptYes, actions: aptActions, grammar: grammar.debian },
  { name: 'apt', family: 'debian', programs: ['apt'], valueFlags: aptValues, assumeYes: aptYes, actions: aptActions, grammar: grammar.debian },
  {
    name: 'aptitude', family: 'debian', programs: ['aptitude'], valueFlags: ['-t', '-o', '-q', '-w', '-F', '-O', '-d', '--target-release',
      '--default-release', '--display-format', '--sort', '--width', '--add-user-tag', '--remove-user-tag'],
    assumeYes: ['-y', '--assume-yes'],
    actions: { ...aptActions, 'safe-upgrade': 'upgrade', markauto: 'other', hold: 'other', forbidversion: 'other' }, grammar: grammar.debian,
  },
  {
    name: 'apk', family: 'alpine', programs: ['apk'],
    valueFlags: ['-p', '-X', '-t', '--root', '--repository', '--virtual', '--arch', '--cache-dir', '--cache-max-age', '--keys-dir', '--progress-fd',
      '--repositories-file', '--timeout', '--wait'],
    actions: { add: 'install', del: 'remove', update: 'update', upgrade: 'upgrade', fix: 'other', fetch: 'download', 'cache clean': 'clean',
      'cache purge': 'clean', info: 'query', search: 'query', list: 'query', policy: 'query', version: 'query', audit: 'query' },
    grammar: grammar.alpine,
  },
  { name: 'yum', family: 'rpm', programs: ['yum'], valueFlags: rpmValues, assumeYes: rpmYes, actions: rpmActions, grammar: grammar.redhat },
  { name: 'dnf', family: 'rpm', programs: ['dnf', 'dnf5', 'dnf-3'], valueFlags: rpmValues, assumeYes: rpmYes, actions: rpmActions, grammar: grammar.redhat },
  { name: 'microdnf', family: 'rpm', programs: ['microdnf'], valueFlags: rpmValues, assumeYes: rpmYes, actions: rpmActions, grammar: grammar.redhat },
  { name: 'tdnf', family: 'rpm', programs: ['tdnf'], valueFlags: rpmValues, assumeYes: rpmYes, actions: rpmActions, grammar: grammar.redhat },
  {
    name: 'zypper', family: 'rpm', programs: ['zypper'],
    valueFlags: [
      '-R', '-D', '-C', '-c', '-r', '-t', '-p', '--root', '--installroot', '--reposd-dir', '--cache-dir', '--raw-cache-dir', '--solv-cache-dir',
        '--pkg-cache-dir', '--config', '--releasever', '--repo', '--from', '--type', '--download', '--userdata', '--plus-repo',
      '--plus-content', '--priority', '--name', '--solver-focus', '--category', '--severity', '--date', '--issue', '--cve',
    ],
    assumeYes: ['-y', '--no-confirm', '-n', '--non-interactive'],
    actions: {
      install: 'install', in: 'install', 'source-install': 'install', si: 'install', refresh: 'update', ref: 'update', update: 'upgrade', up: 'upgrade',
        patch: 'upgrade', 'dist-upgrade': 'dist-upgrade', dup: 'dist-upgrade', remove: 'remove', rm: 'remove',
      clean: 'clean', cc: 'clean', addrepo: 'repository', ar: 'repository', removerepo: 'repository', rr: 'repository', modifyrepo: 'repository',
        mr: 'repository', search: 'query', se: 'query', info: 'query', 'list-updates': 'query', 'install-new-recommends': 'install', inr: 'install',
      download: 'download',
    },
    grammar: grammar.suse,
  },
  {
    name: 'pip', family: 'python', programs: ['pip'], valueFlags: pipValues, assumeYes: ['-y', '--yes'], actions: pipActions, grammar: grammar.python,
      files: pipFiles,
  },
  {
    name: 'pipx', family: 'python', programs: ['pipx'], valueFlags: ['--python', '--index-url', '-i', '--pip-args', '--suffix', '--spec', '--with',
      '--preinstall'],
    actions: { install: { action: 'install', global: true }, inject: { action: 'install', skip: 1, global: true }, upgrade: 'upgrade',
      'upgrade-all': 'upgrade', uninstall: 'remove', run: 'run', list: 'query' }, grammar: grammar.python,
  },
  {
    name: 'uv', family: 'python', programs: ['uv'],
    valueFlags: [
      ...pipValues, '-p', '-P', '--directory', '--project', '--config-file', '--extra', '--only-group', '--no-group', '--package', '--index',
        '--default-index', '--index-strategy', '--link-mode', '--upgrade-package', '--reinstall-package', '--refresh-package', '--resolution', '--prerelease',
      '--exclude-newer', '--python-platform', '--with', '--with-requirements', '--with-editable', '--from', '--requirements', '--constraints', '--overrides',
        '--torch-backend', '--no-install-package', '--no-build-package', '--env-file', '--color', '--allow-insecure-host',
    ],
    actions: {
      'pip install': 'install', 'pip sync': { action: 'restore' }, 'pip uninstall': 'remove', 'pip compile': 'other', 'tool install': { action: 'install',
        global: true }, 'tool upgrade': 'upgrade', 'tool uninstall': 'remove', 'tool run': 'run', add: 'install', remove: 'remove', sync: 'restore',
      run: 'run', lock: 'other', 'cache clean': 'clean', 'cache prune': 'clean', 'python install': { action: 'install', kind: 'group' },
        'self update': 'upgrade', venv: 'other',
    },
    grammar: grammar.poetry, files: uvFiles,
  },
  {
    name: 'poetry', family: 'python', programs: ['poetry'], valueFlags: ['-C', '-P', '-E', '-G', '--directory', '--project', '--extras', '--group', '--with',
      '--without', '--only', '--source', '--python', '--platform'],
    actions: { install: 'restore', sync: 'restore', add: 'install', 'self add': { action: 'install', global: true }, update: 'upgrade',
      'self update': 'upgrade', remove: 'remove', 'cache clear': 'clean', lock: 'other', run: 'other', show: 'query' }, grammar: grammar.poetry,
    assumeYes: undefined,
  },
  {
    name: 'pipenv', family: 'python', programs: ['pipenv'], valueFlags: ['-r', '-e', '-i', '--requirements', '--editable', '--index', '--python',
      '--pypi-mirror', '--categories', '--extra-pip-args'],
    actions: { install: installOrManifest, sync: 'restore', update: 'upgrade', upgrade: 'upgrade', uninstall: 'remove', lock: 'other', run: 'other' },
      grammar: grammar.python, files: pipenvFiles,
  },
  { name: 'easy_install', family: 'python', programs: ['easy_install'], valueFlags: ['-d', '-i', '-f', '-H', '-s', '--install-dir', '--index-url',
    '--find-links', '--allow-hosts', '--script-dir'], actions: { '': 'install' }, grammar: grammar.python },
  {
    name: 'conda', family: 'conda', programs: ['conda', 'mamba', 'micromamba'],
    valueFlags: ['-n', '-p', '-c', '-r', '--name', '--prefix', '--channel', '--file', '--solver', '--experimental-solver', '--repodata-fn', '--subdir',
      '--platform', '--cwd', '--root-prefix', '--clone', '--set', '--add', '--append', '--prepend', '--channel-priority'],
    assumeYes: ['-y', '--yes'],
    actions: {
      install: { action: 'install', values: ['-f'] }, create: { action: 'install', values: ['-f'] }, 'env create': { action: 'restore', values: ['-f'] },
        'env update': { action: 'restore', values: ['-f'] }, 'env remove': 'remove', update: { action: 'upgrade', values: ['-f'] }, upgrade: 'upgrade',
      remove: 'remove', uninstall: 'remove', clean: { action: 'clean', noValues: ['-p', '-c'] }, config: 'other', init: 'other', run: 'other', list: 'query',
        info: 'query', search: 'query',
    },
    grammar: grammar.condaSpec, files: { '--file': 'environment', '-f': 'environment' },
  },
  {
    name: 'npm', family: 'node', programs: ['npm'], valueFlags: npmValues, globalFlags: ['-g', '--global'],
    actions: {
      install: installOrManifest, i: installOrManifest, in: installOrManifest, ins: installOrManifest, inst: installOrManifest, add: installOrManifest,
        isntall: installOrManifest, ci: 'restore', 'clean-install': 'restore', ic: 'restore', 'install-clean': 'restore', 'install-test': installOrManifest,
        it: installOrManifest,
      'install-ci-test': 'restore', cit: 'restore', update: 'upgrade', up: 'upgrade', upgrade: 'upgrade', uninstall: 'remove', un: 'remove', remove: 'remove',
        rm: 'remove', r: 'remove', unlink: 'remove', 'cache clean': 'clean', prune: 'autoremove', exec: 'run', x: 'run', rebuild: 'other', run: 'other',
      'run-script': 'other', config: 'other', set: 'other', list: 'query', ls: 'query', audit: 'query', link: 'other', pack: 'other',
    },
    grammar: grammar.node,
  },
  {
    name: 'yarn', family: 'node', programs: ['yarn', 'yarnpkg'],
    valueFlags: ['--cwd', '--registry', '--modules-folder', '--cache-folder', '--network-timeout', '--network-concurrency', '--mutex', '--use-yarnrc',
      '--proxy', '--https-proxy', '--global-folder', '--link-folder', '--prefix', '--otp', '--mode'],
    actions: {
      '': manifest, install: manifest, add: 'install', 'global add': { action: 'install', global: true }, 'global upgrade': { action: 'upgrade',
        global: true }, 'global remove': { action: 'remove', global: true }, upgrade: 'upgrade', up: 'upgrade', remove: 'remove', 'cache clean': 'clean',
        dlx: 'run', 'set version': 'other',
      'workspaces focus': 'restore', run: 'other', config: 'other', exec: 'other', workspace: 'other', workspaces: 'other', build: 'other', start: 'other',
        test: 'other', autoclean: 'other',
    },
    grammar: grammar.node,
  },
  {
    name: 'pnpm', family: 'node', programs: ['pnpm'],
    valueFlags: ['-C', '-F', '--dir', '--filter', '--filter-prod', '--store-dir', '--registry', '--prefix', '--virtual-store-dir', '--lockfile-dir',
      '--loglevel', '--reporter', '--network-concurrency', '--child-concurrency', '--package-import-method', '--modules-dir', '--global-dir',
      '--workspace-concurrency', '--fetch-timeout'],
    globalFlags: ['-g', '--global'],
    actions: {
      install: installOrManifest, i: installOrManifest, ci: 'restore', add: 'install', update: 'upgrade', up: 'upgrade', upgrade: 'upgrade', remove: 'remove',
        rm: 'remove', uninstall: 'remove', un: 'remove', 'store prune': 'clean', fetch: 'restore', prune: 'autoremove', dlx: 'run', deploy: 'other',
        run: 'other', exec: 'other',
      config: 'other', rebuild: 'other', list: 'query', env: 'other',
    },
    grammar: grammar.node,
  },
  {
    name: 'bun', family: 'node', programs: ['bun'], valueFlags: ['-c', '--cwd', '--config', '--registry', '--cache-dir', '--backend', '--filter', '--cafile',
      '--network-concurrency', '--concurrent-scripts', '--omit', '--linker'], globalFlags: ['-g', '--global'],
    actions: { install: installOrManifest, i: installOrManifest, ci: 'restore', add: 'install', a: 'install', update: 'upgrade', remove: 'remove',
      rm: 'remove', 'pm cache': 'clean', x: 'run', run: 'other', build: 'other', test: 'other' }, grammar: grammar.node,
  },
  {
    name: 'gem', family: 'ruby', programs: ['gem'], endsAtDashes: true,
    valueFlags: ['--use-system-libraries', '-v', '-i', '-n', '-s', '-p', '-P', '--version', '--install-dir', '--bindir', '--source', '--http-proxy', '--trust-policy', '--platform',
      '--build-root', '--config-file', '--document', '--target-rbconfig'],
    versionFlags: ['-v', '--version'],
    actions: { install: { action: 'install', global: true }, i: { action: 'install', global: true }, update: { action: 'upgrade', noValues: ['-n'] },
      uninstall: 'remove', cleanup: 'clean', sources: 'repository', source: 'repository', list: 'query', search: 'query', fetch: 'download', build: 'other',
      env: 'query' },
    grammar: grammar.ruby,
  },
  {
    name: 'bundle', family: 'ruby', programs: ['bundle', 'bundler'],
    valueFlags: ['-j', '--path', '--without', '--with', '--jobs', '--gemfile', '--retry', '--binstubs', '--trust-policy', '--shebang', '--target-rbconfig',
      '--group', '--source', '--version', '-v', '--git', '--branch'],
    versionFlags: ['-v', '--version'],
    actions: { '': 'restore', install: 'restore', i: 'restore', update: 'upgrade', add: 'install', remove: 'remove', clean: 'clean', exec: 'other',
      config: 'other', lock: 'other', package: 'other', cache: 'download' }, grammar: grammar.ruby,
  },
  {
    name: 'go', family: 'go', programs: ['go'], singleDash: true, valueFlags: ['-C', '-mod', '-modfile', '-tags', '-ldflags', '-gcflags', '-asmflags', '-o',
      '-p', '-overlay', '-buildmode', '-pkgdir', '-toolexec', '-run', '-timeout', '-count', '-compiler', '-pgo', '-covermode', '-coverprofile'],
    actions: { install: { action: 'install', global: true }, get: 'install', 'mod download': 'restore', 'mod tidy': 'restore', 'mod vendor': 'restore',
      clean: 'clean', run: 'run', build: 'other', test: 'other', env: 'other', generate: 'other', vet: 'other', list: 'query', version: 'query' },
      grammar: grammar.go,
  },
  {
    name: 'cargo', family: 'rust', programs: ['cargo'],
    valueFlags: [
      '-F', '-j', '-Z', '-p', '-C', '--version', '--vers', '--git', '--branch', '--tag', '--rev', '--path', '--root', '--registry', '--index', '--target',
        '--target-dir', '--features', '--profile', '--jobs', '--bin', '--example', '--config', '--color', '--manifest-path', '--package', '--message-format',
        '--rename', '--lockfile-path', '--out-dir',
    ],
    versionFlags: ['--version', '--vers'],
    actions: { install: { action: 'install', global: true }, binstall: { action: 'install', global: true }, add: 'install', fetch: 'restore',
      vendor: 'restore', update: 'upgrade', uninstall: 'remove', remove: 'remove', rm: 'remove', clean: 'other', build: 'other', b: 'other', run: 'other',
      test: 'other', chef: 'other', check: 'other' }, grammar: grammar.cargo,
  },
  {
    name: 'composer', family: 'php', programs: ['composer', 'composer.phar'], valueFlags: ['-d', '--working-dir', '--prefer-install', '--repository',
      '--ignore-platform-req', '--apcu-autoloader-prefix', '--stability', '--format', '--audit-format', '--repository-url'],
    assumeYes: ['-n', '--no-interaction'],
    actions: {
      install: 'restore', i: 'restore', require: 'install', r: 'install', 'global require': { action: 'install', global: true }, 'create-project': 'install',
        update: 'upgrade', u: 'upgrade', upgrade: 'upgrade', remove: 'remove', 'self-update': 'upgrade', selfupdate: 'upgrade', 'clear-cache': 'clean',
        clearcache: 'clean', cc: 'clean',
      'dump-autoload': 'other', dumpautoload: 'other', config: 'other', 'run-script': 'other', run: 'other', exec: 'other', show: 'query',
    },
    grammar: grammar.composer,
  },
  {
    name: 'dotnet', family: 'dotnet', programs: ['dotnet'],
    valueFlags: ['-f', '-s', '-r', '-c', '-o', '-a', '-v', '--version', '--framework', '--source', '--add-source', '--configfile', '--tool-path',
      '--tool-manifest', '--verbosity', '--runtime', '--configuration', '--output', '--arch', '--os', '--packages', '--package-directory', '--project',
      '--self-contained'],
    versionFlags: ['--version'], globalFlags: ['-g', '--global'],
    actions: {
      'tool install': 'install', 'tool update': 'upgrade', 'tool uninstall': 'remove', 'tool restore': 'restore', 'workload install': { action: 'install',
        kind: 'group' }, 'workload restore': 'restore', 'workload update': 'upgrade', 'add package': 'install', 'package add': 'install', add: 'install',
        restore: 'restore', 'nuget locals': 'clean',
      'nuget add': 'repository', build: 'other', publish: 'other', run: 'other', test: 'other',
    },
    grammar: grammar.loose,
  },
  {
    name: 'nuget', family: 'dotnet', programs: ['nuget', 'nuget.exe'], singleDash: true, valueFlags: ['-Version', '-Source', '-OutputDirectory',
      '-ConfigFile', '-Framework', '-PackagesDirectory', '-SolutionDirectory', '-Verbosity', '-FallbackSource', '-DependencyVersion', '-o'],
    versionFlags: ['-Version'], actions: { install: 'install', restore: 'restore', update: 'upgrade', locals: 'clean', sources: 'repository' },
      grammar: grammar.bareName,
  },
  { name: 'cpanm', family: 'perl', programs: ['cpanm'], valueFlags: ['-l', '-L', '-M', '--local-lib', '--local-lib-contained', '--mirror', '--from',
    '--cpanfile', '--save-dists', '--configure-timeout', '--build-timeout', '--test-timeout', '--with-feature', '--without-feature'],
    actions: { '': 'install' }, grammar: grammar.perl },
  { name: 'cpan', family: 'perl', programs: ['cpan', 'cpanp'], valueFlags: ['-j', '-M', '-I'], actions: { '': 'install', install: 'install',
    upgrade: 'upgrade' }, grammar: grammar.perl },
  {
    name: 'choco', family: 'windows', programs: ['choco', 'choco.exe', 'chocolatey', 'cinst'], valueFlags: ['-s', '--source', '--version', '--params',
      '--package-parameters', '--install-arguments', '--ia', '--installargs', '--execution-timeout', '--timeout', '--cache', '--cache-location', '-c', '-u',
      '-p', '--user', '--password', '--log-file', '--proxy'],
    versionFlags: ['--version'], assumeYes: ['-y', '--yes', '--confirm'], actions: { install: 'install', upgrade: 'upgrade', uninstall: 'remove',
      list: 'query', search: 'query', source: 'repository', feature: 'other', config: 'other' }, grammar: grammar.bareName,
  },
  {
    name: 'winget', family: 'windows', programs: ['winget', 'winget.exe'], valueFlags: ['-q', '-m', '-v', '-s', '-l', '-o', '-a', '--query', '--id', '--name',
      '--moniker', '--version', '--source', '--scope', '--architecture', '--location', '--log', '--override', '--custom', '--locale', '--installer-type',
      '--manifest'],
    versionFlags: ['-v', '--version'], packageFlags: ['--id', '--name', '-q', '--query'], assumeYes: ['--accept-package-agreements',
      '--disable-interactivity', '-h', '--silent'],
    actions: { install: 'install', add: 'install', upgrade: 'upgrade', update: 'upgrade', uninstall: 'remove', remove: 'remove', rm: 'remove',
      import: 'restore', list: 'query', search: 'query', source: 'repository' }, grammar: grammar.bareName,
  },
  {
    name: 'scoop', family: 'windows', programs: ['scoop'], valueFlags: ['-a', '--arch'], actions: { install: 'install', update: 'upgrade',
      uninstall: 'remove', 'cache rm': 'clean', bucket: 'repository' }, grammar: grammar.loose,
  },
  {
    name: 'brew', family: 'brew', programs: ['brew'], valueFlags: ['--cc', '--appdir', '--language', '--file'],
    actions: { install: 'install', reinstall: 'install', update: 'update', upgrade: 'upgrade', uninstall: 'remove', remove: 'remove', rm: 'remove',
      autoremove: 'autoremove', cleanup: 'clean', bundle: 'restore', tap: 'repository', list: 'query', info: 'query' }, grammar: grammar.bareName,
  },
  {
    name: 'npx', family: 'node', programs: ['npx'], valueFlags: ['-p', '-c', '-w', '--package', '--call', '--registry', '--cache', '--workspace'],
      packageFlags: ['-p', '--package'], assumeYes: ['-y', '--yes'], actions: { '': 'run' }, grammar: grammar.node,
  },
  { name: 'bunx', family: 'node', programs: ['bunx'], valueFlags: ['-p', '--package'], packageFlags: ['-p', '--package'], actions: { '': 'run' },
    grammar: grammar.node },
  { name: 'uvx', family: 'python', programs: ['uvx'], valueFlags: ['-p', '--from', '--with', '--python', '--index', '--index-url', '--default-index',
    '--with-editable', '--with-requirements'], packageFlags: ['--from'], actions: { '': 'run' }, grammar: grammar.poetry },
];

/** pacman: the operation is an option. */
export const pacman: PackageManager = {
  name: 'pacman', family: 'arch', programs: ['pacman', 'yay', 'paru'],
  valueFlags: ['-b', '-r', '--dbpath', '--root', '--arch', '--cachedir', '--color', '--config', '--gpgdir', '--hookdir', '--logfile', '--sysroot',
    '--assume-installed', '--ignore', '--ignoregroup', '--overwrite', '--print-format', '--dbonly-path'],
  assumeYes: ['--noconfirm'], actions: {}, grammar: grammar.arch,
};

/** Every manager the table knows. */
export const packageManagers: readonly PackageManager[] = [...tables, pacman];

const byProgram = new Map(packageManagers.flatMap((manager) => manager.programs.map((program) => [program, manager] as const)));
const versionedProgram = /^(pip|easy_install|gem|pipx|bundle)-?\d+(\.\d+)*$/;

/** The manager a command is: pip3.11 is pip. */
export function managerOf(name: string): PackageManager | undefined {
  return byProgram.get(name) ?? byProgram.get(versionedProgram.exec(name)?.[1] ?? '');
}
