/** A docker-save archive of a given size, with the things in it that a scan reads: package databases, language packages, and many files that it must pass over. */
import { createHash, randomFillSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';

/** Debian packages in the base layer, node_modules and Python packages in the upper ones: an image of usual size has about as many. */
const counts = { deb: 400, npm: 800, pypi: 150 };

function status(count) {
  return Array.from({ length: count }, (_, index) =>
    `Package: package-${index}\nStatus: install ok installed\nPriority: optional\nSection: libs\nInstalled-Size: ${100 + index}\nMaintainer: Team <team@example.com>\n` +
    `Architecture: amd64\nVersion: ${1 + (index % 9)}.${index % 20}-${1 + (index % 5)}\nDepends: libc6 (>= 2.36)\nDescription: package number ${index}\n It stands for a package in a measurement.\n`).join('\n');
}

/** Files of a layer: [path, body]. */
function* layerFiles(layer, layers, bytes) {
  if (layer === 0) {
    yield ['etc/os-release', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n'];
    yield ['var/lib/dpkg/status', status(counts.deb)];
    for (let index = 0; index < counts.deb; index++) {
      yield [`var/lib/dpkg/info/package-${index}.list`, Array.from({ length: 40 }, (_, file) => `/usr/share/package-${index}/file-${file}`).join('\n')];
    }
  }
  if (layer === 1) {
    for (let index = 0; index < counts.npm; index++) {
      yield [`srv/app/node_modules/module-${index}/package.json`, JSON.stringify({ name: `module-${index}`, version: `1.${index % 40}.0`, license: 'MIT', main: 'index.js' })];
      yield [`srv/app/node_modules/module-${index}/index.js`, `module.exports = ${index};\n`.repeat(40)];
    }
  }
  if (layer === 2) {
    for (let index = 0; index < counts.pypi; index++) {
      yield [`usr/lib/python3/dist-packages/wheel_${index}-2.${index}.dist-info/METADATA`, `Metadata-Version: 2.1\nName: wheel-${index}\nVersion: 2.${index}\n`];
    }
  }
  // The rest is what a scan passes over: files of 64 KiB that do not compress well.
  const chunk = Buffer.alloc(64 * 1024);
  for (let written = 0, index = 0; written < bytes / layers; written += chunk.length, index++) {
    randomFillSync(chunk, 0, 16 * 1024);
    yield [`usr/lib/data-${layer}/file-${index}.bin`, Buffer.from(chunk)];
  }
}

async function layerTar(layer, layers, bytes) {
  const pack = tar.pack();
  const chunks = [];
  const collected = (async () => {
    for await (const chunk of pack) chunks.push(chunk);
  })();
  for (const [name, body] of layerFiles(layer, layers, bytes)) {
    pack.entry({ name, mode: 0o644 }, body);
  }
  pack.finalize();
  await collected;
  return Buffer.concat(chunks);
}

/** Writes the archive; `bytes` is its size, near enough. */
export async function writeArchive(file, { bytes, layers = 5 }) {
  const pack = tar.pack();
  const written = pipeline(pack, createWriteStream(file));
  const put = (name, body) => new Promise((resolve, reject) => pack.entry({ name, mode: 0o644 }, body, (error) => (error ? reject(error) : resolve())));
  const diffIds = [];
  const names = [];
  for (let layer = 0; layer < layers; layer++) {
    const body = await layerTar(layer, layers, bytes);
    const digest = createHash('sha256').update(body).digest('hex');
    diffIds.push(`sha256:${digest}`);
    names.push(`${digest}/layer.tar`);
    await put(`${digest}/layer.tar`, body);
  }
  const config = JSON.stringify({
    architecture: 'amd64', os: 'linux', config: { Env: ['PATH=/usr/bin'], Cmd: ['sh'] }, rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map((_, index) => ({ created: '2026-01-01T00:00:00Z', created_by: index === 0 ? '' : `COPY part-${index} / # buildkit` })),
  });
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
  await put(configName, config);
  await put('manifest.json', JSON.stringify([{ Config: configName, RepoTags: ['bench:latest'], Layers: names }]));
  pack.finalize();
  await written;
}
