/**
 * The images that the engine tests scan, built for real: a base image from a bootstrapped Debian, and from a Dockerfile an image with a Python and a
 * Node application on it, by both of the engine's builders. Nothing is downloaded while building: the build has no network.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { debianMirrors, ensureDebianPackages } from './debian.mjs';
import { cacheDirectory, ensureDirectory, Missing, isRoot, npm, root, run, step } from './machine.mjs';

const fixture = path.join(root, 'test', 'engine', 'fixture');
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const release = 'bookworm';

/** What the Dockerfile's RUN lines install, with all that it depends on, from the archive; and what they bring up to date from the security updates. */
const installed = ['libexpat1', 'python3-urllib3', 'sudo'];
const upgraded = ['libpcre2-8-0', 'perl-base'];

/** Parts older than this are made anew, so that base and updates do not drift apart from the archive. */
const maximumAgeMs = 7 * 24 * 3600_000;

export const images = { base: 'debian:12', app: 'plimsoll-test/app:buildkit', appClassic: 'plimsoll-test/app:classic', appPodman: 'localhost/plimsoll-test/app:podman' };

/** Builds the images into a running engine (see docker.mjs). Returns the directory of the Dockerfile. */
export async function buildEngineImages(docker) {
  const parts = await ensureParts();
  await step(`image imported: ${images.base}`, () => docker(['import', '--', path.join(parts, 'rootfs.tar'), images.base]));
  const context = path.join(parts, 'context');
  for (const [tag, buildkit] of [[images.app, '1'], [images.appClassic, '0']]) {
    await step(`image built: ${tag}`, () => docker(['build', '--network=none', '--tag', tag, '--', context], { env: { DOCKER_BUILDKIT: buildkit } }));
  }
  return context;
}

/** The same image by Podman's builder, buildah, which writes its history in a form of its own. */
export async function buildPodmanImage(podman) {
  const parts = await ensureParts();
  await step('image imported into Podman', () => podman(['import', path.join(parts, 'rootfs.tar'), `docker.io/library/${images.base}`]));
  // In a chroot instead of a container: needs no network of its own, and no more rights than a test machine gives.
  const options = ['--pull=never', '--layers', '--isolation=chroot', '--network=host', '--tag', images.appPodman];
  await step(`image built: ${images.appPodman}`, () => podman(['build', ...options, path.join(parts, 'context')]));
}

/** Root file system and build context, kept between runs. */
async function ensureParts() {
  if (!isRoot) {
    throw new Missing('debootstrap takes root');
  }
  await ensureDebianPackages({ debootstrap: 'debootstrap', 'apt-get': 'apt', skopeo: 'skopeo' }, { [keyring]: 'debian-archive-keyring' });
  const home = path.join(cacheDirectory, `engine-image-${fixtureHash()}`);
  const stamp = path.join(home, 'complete');
  if (!existsSync(stamp) || Date.now() - statSync(stamp).mtimeMs > maximumAgeMs) {
    const temporary = `${home}.${process.pid}.tmp`;
    rmSync(temporary, { recursive: true, force: true });
    ensureDirectory(temporary);
    try {
      await makeParts(temporary);
      writeFileSync(path.join(temporary, 'complete'), '');
      rmSync(home, { recursive: true, force: true });
      renameSync(temporary, home);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return home;
}

function fixtureHash() {
  const hash = createHash('sha256').update(readFileSync(new URL(import.meta.url)));
  for (const entry of readdirSync(fixture, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    hash.update(`${path.relative(fixture, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function makeParts(directory) {
  const mirrors = debianMirrors();
  const rootfs = path.join(directory, 'rootfs');
  await step(`Debian ${release} bootstrapped`, () => run('debootstrap', ['--variant=minbase', release, rootfs, mirrors.main]));
  const context = path.join(directory, 'context');
  cpSync(fixture, context, { recursive: true });
  await step('packages for the image fetched', async () => {
    const apt = (sources, names, target) => downloadPackages({ directory, rootfs, sources, names, target: path.join(context, 'debs', target) });
    const archive = `deb [signed-by=${keyring}] ${mirrors.main} ${release} main\n`;
    await apt(archive, installed, 'install');
    await apt(`${archive}deb [signed-by=${keyring}] ${mirrors.security} ${release}-security main\n`, upgraded, 'upgrade');
    await npm(['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: path.join(context, 'node-app') });
  });
  // Left by the bootstrap: this machine's name and resolver, and caches.
  for (const leftover of ['etc/hostname', 'etc/resolv.conf', 'etc/apt/sources.list', 'var/cache/apt/archives', 'var/lib/apt/lists', 'var/log/bootstrap.log']) {
    rmSync(path.join(rootfs, leftover), { recursive: true, force: true });
  }
  for (const needed of ['var/cache/apt/archives/partial', 'var/lib/apt/lists/partial']) {
    mkdirSync(path.join(rootfs, needed), { recursive: true });
  }
  await run('tar', ['--numeric-owner', '-C', rootfs, '-cf', path.join(directory, 'rootfs.tar'), '.']);
  rmSync(rootfs, { recursive: true, force: true });
}

/** Asks apt, with sources and state of its own, for `names` and all they need beyond what `rootfs` has. The machine's apt is left alone. */
async function downloadPackages({ directory, rootfs, sources, names, target }) {
  const state = ensureDirectory(path.join(directory, 'apt', path.basename(target)));
  for (const part of ['lists/partial', 'cache/archives/partial']) {
    ensureDirectory(path.join(state, part));
  }
  writeFileSync(path.join(state, 'sources.list'), sources);
  const options = {
    'Dir::Etc::SourceList': path.join(state, 'sources.list'),
    'Dir::Etc::SourceParts': '-',
    'Dir::Etc::Preferences': '-',
    'Dir::Etc::PreferencesParts': '-',
    'Dir::State::Lists': path.join(state, 'lists'),
    'Dir::State::Status': path.join(rootfs, 'var/lib/dpkg/status'),
    'Dir::State::Extended_States': path.join(state, 'extended_states'),
    'Dir::Cache': path.join(state, 'cache'),
    'APT::Sandbox::User': 'root',
    // Hooks of the machine's own apt have no business here.
    'APT::Update::Post-Invoke-Success': '',
  };
  const apt = (...args) => run('apt-get', [...Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]), ...args]);
  await apt('update');
  await apt('install', '--download-only', '-y', '--no-install-recommends', ...names);
  cpSync(path.join(state, 'cache', 'archives'), target, { recursive: true, filter: (file) => statSync(file).isDirectory() ? !file.endsWith('partial') : file.endsWith('.deb') });
}
