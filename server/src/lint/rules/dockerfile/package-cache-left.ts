import { isSet, reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import type { PackageInstall } from '../../shell/managers';
import { defineRule } from '../../rule';

const clean = (...managers: string[]) => (call: PackageInstall): boolean => call.action === 'clean' && managers.includes(call.manager.name);
const what = 'its download cache';

const leftovers: readonly Leftover[] = [
  { what, managers: ['npm'], actions: ['install', 'restore'], directories: ['/.npm'], cleans: clean('npm'), cleaner: () => 'npm cache clean --force', spares: (call, instruction) => call.has('--cache') || isSet('NPM_CONFIG_CACHE', call, instruction) || isSet('npm_config_cache', call, instruction) },
  { what, managers: ['bun'], actions: ['install', 'restore'], directories: ['/.bun/install/cache'], cleans: clean('bun'), cleaner: () => 'bun pm cache rm', spares: (call) => call.has('--no-cache', '--cache-dir') },
  { what, managers: ['uv'], actions: ['install', 'restore'], directories: ['/.cache/uv'], cleans: clean('uv'), cleaner: () => 'uv cache clean', spares: (call, instruction) => call.has('--no-cache', '-n', '--cache-dir') || isSet('UV_NO_CACHE', call, instruction) || isSet('UV_CACHE_DIR', call, instruction) },
  { what, managers: ['poetry'], actions: ['install', 'restore'], directories: ['/.cache/pypoetry'], cleans: clean('poetry'), cleaner: () => 'poetry cache clear --all --no-interaction .', spares: (call, instruction) => call.has('--no-cache') || isSet('POETRY_CACHE_DIR', call, instruction) },
  { what, managers: ['conda'], actions: ['install', 'restore', 'upgrade'], directories: ['/pkgs'], cleans: clean('conda'), cleaner: (by) => (by.command.name === 'micromamba' ? 'micromamba clean --all --yes' : `${by.command.name} clean -afy`) },
  { what, managers: ['composer'], actions: ['install', 'restore', 'upgrade'], directories: ['/.composer/cache', '/.cache/composer', '/composer/cache'], cleans: clean('composer'), cleaner: () => 'composer clear-cache', spares: (call, instruction) => call.has('--no-cache') || isSet('COMPOSER_CACHE_DIR', call, instruction) },
  { what, managers: ['cpanm'], actions: ['install'], directories: ['/.cpanm'], cleans: () => false, cleaner: () => 'rm -rf ~/.cpanm' },
  { what: 'downloaded packages', managers: ['pacman'], actions: ['install', 'dist-upgrade'], directories: ['/var/cache/pacman/pkg'], cleans: clean('pacman'), cleaner: () => 'pacman -Scc --noconfirm' },
];

export const packageCacheLeft = defineRule({
  name: 'package-cache-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  sources: {},
  docs: {
    what: 'npm, bun, uv, poetry, conda, Composer, cpanm or pacman leaves its download cache in a layer.',
    why: 'Every package is in the image twice: installed, and as an archive that nothing ever reads again.',
    bad: 'FROM node:24-slim\nCOPY package.json package-lock.json /app/\nWORKDIR /app\nRUN npm ci --omit=dev\nUSER 1000\n',
    good: 'FROM node:24-slim\nCOPY package.json package-lock.json /app/\nWORKDIR /app\nRUN npm ci --omit=dev && npm cache clean --force\nUSER 1000\n',
    exceptions:
      'A cache or tmpfs mount over the cache is accepted, and so are its removal later in the same RUN and options and variables that do without a cache. Only stages that end up in an image are judged. apt, apk, yum, dnf, zypper, pip and yarn have rules of their own.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    for (const leftover of leftovers) reportLeftovers(file, report, leftover);
  },
});
