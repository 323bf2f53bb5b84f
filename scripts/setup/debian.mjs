/** Debian packages that tests need, and the machine's Debian mirrors. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isRoot, Missing, osRelease, run, step, which } from './machine.mjs';

let listsAreFresh = false;

/**
 * Makes sure of programs (`{dockerd: 'docker.io'}`: program to the Debian package that holds it). What is missing is installed where we are root
 * on Debian; elsewhere `Missing` says exactly what to install.
 * `files` are for packages without a program: path to package.
 */
export async function ensureDebianPackages(programs, files = {}) {
  const absent = [
    ...Object.entries(programs).filter(([program]) => which(program) === undefined),
    ...Object.entries(files).filter(([file]) => !existsSync(file)),
  ];
  if (absent.length === 0) {
    return;
  }
  const packages = [...new Set(absent.map(([, name]) => name))];
  const system = osRelease();
  if (!isRoot || system?.id !== 'debian') {
    throw new Missing(
      `${absent.map(([name]) => name).join(', ')} not found. On Debian: sudo apt-get install --no-install-recommends ${packages.join(' ')}` +
        (system?.id === 'debian' ? '' : ` (this is ${system?.name ?? process.platform})`),
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Debian packages installed: ${packages.join(' ')}`, async () => {
    if (!listsAreFresh) {
      await run('apt-get', ['update'], { env });
      listsAreFresh = true;
    }
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  });
}

/** Package mirrors out of /etc/apt: `{main, security}`, each a base URL; the public ones where apt names none. */
export function debianMirrors() {
  const sources = [...oneLineSources(), ...deb822Sources()];
  const ours = sources.filter((source) => source.components.includes('main') && /^(bookworm|trixie|bullseye|stable|oldstable|testing|sid)/.test(source.suite));
  return {
    main: ours.find((source) => !/[-/](security|updates|backports)/.test(source.suite))?.uri ?? 'http://deb.debian.org/debian',
    security: ours.find((source) => /[-/]security/.test(source.suite))?.uri ?? 'http://deb.debian.org/debian-security',
  };
}

function aptFiles(extension) {
  const directory = '/etc/apt/sources.list.d';
  const parts = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith(extension)).map((name) => path.join(directory, name)) : [];
  return [...(extension === '.list' && existsSync('/etc/apt/sources.list') ? ['/etc/apt/sources.list'] : []), ...parts].map((file) => readFileSync(file, 'utf8'));
}

function oneLineSources() {
  return aptFiles('.list').flatMap((text) =>
    text
      .split('\n')
      .map((line) => /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+(.*)$/.exec(line.trim()))
      .filter((match) => match !== null)
      .map((match) => ({ uri: match[1], suite: match[2], components: match[3].split(/\s+/) })),
  );
}

function deb822Sources() {
  return aptFiles('.sources').flatMap((text) =>
    text.split(/\n\s*\n/).flatMap((paragraph) => {
      const field = (name) => new RegExp(`^${name}:\\s*(.*)$`, 'mi').exec(paragraph)?.[1].trim().split(/\s+/) ?? [];
      return field('Types').includes('deb') ? field('URIs').flatMap((uri) => field('Suites').map((suite) => ({ uri, suite, components: field('Components') }))) : [];
    }),
  );
}

