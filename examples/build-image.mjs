/**
 * Writes image/shop.tar: what `docker save` would write of an image built from the Dockerfile beside this file, some time ago, with only those files in it
 * that say which packages are installed. It needs no Docker and no network.
 *
 *   node examples/build-image.mjs
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import tar from 'tar-stream';

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** An entry of dpkg's database. */
function deb(name, version, { source } = {}) {
  return `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\n${source ? `Source: ${source}\n` : ''}Version: ${version}\nDescription: ${name}\n`;
}

const baseDebs = [
  deb('base-files', '12.4+deb12u1'),
  deb('libc6', '2.36-9+deb12u1', { source: 'glibc' }),
  deb('libc-bin', '2.36-9+deb12u1', { source: 'glibc' }),
  deb('zlib1g', '1:1.2.13.dfsg-1', { source: 'zlib' }),
];
const addedDebs = [
  deb('openssl', '3.0.11-1~deb12u1'),
  deb('libssl3', '3.0.11-1~deb12u1', { source: 'openssl' }),
  deb('libnghttp2-14', '1.52.0-1', { source: 'nghttp2' }),
  deb('curl', '7.88.1-10+deb12u1'),
  deb('libcurl4', '7.88.1-10+deb12u1', { source: 'curl' }),
  deb('python3-pip', '23.0.1+dfsg-1'),
  deb('npm', '9.2.0~ds1-1'),
];

const wheel = (name, version) => [`usr/local/lib/python3.11/dist-packages/${name}-${version}.dist-info/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`];
const nodeModule = (name, version) => [`srv/shop/node_modules/${name}/package.json`, JSON.stringify({ name, version })];

/** BuildKit names the build arguments that a RUN saw. */
const run = (command) => `RUN |1 ADMIN_PASSWORD=harbour-light /bin/sh -c ${command} # buildkit`;

/** The image's history, oldest first; entries with files have a layer. */
const history = [
  ['/bin/sh -c #(nop) ADD file:4f1a0c8a9e2b in / ', [
    ['etc/os-release', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n'],
    ['var/lib/dpkg/status', baseDebs.join('\n')],
  ]],
  ['/bin/sh -c #(nop)  CMD ["bash"]'],
  ['ARG ADMIN_PASSWORD=harbour-light'],
  [run('apt-get update && apt-get install python3-pip npm openssl'), [['var/lib/dpkg/status', [...baseDebs, ...addedDebs].join('\n')]]],
  [run('curl -k http://downloads.example.com/mark.sh | sh'), [['usr/local/bin/mark', '#!/bin/sh\necho mark\n']]],
  ['WORKDIR /srv/shop', [['srv/shop/', '']]],
  ['COPY requirements.txt package.json ./ # buildkit', [['srv/shop/requirements.txt', 'Django==3.2.1\nJinja2==2.11.2\n'], ['srv/shop/package.json', '{"name": "shop", "version": "1.0.0", "private": true}\n']]],
  [run('pip install -r requirements.txt'), [wheel('Django', '3.2.1'), wheel('Jinja2', '2.11.2')]],
  [run('npm install'), [nodeModule('lodash', '4.17.20'), nodeModule('minimist', '1.2.5')]],
  ['COPY shop/ shop/ # buildkit', [['srv/shop/shop/app.py', 'print("open")\n']]],
  ['EXPOSE map[22/tcp:{} 8080/tcp:{}]'],
  ['CMD ["/bin/sh" "-c" "python3 shop/app.py"]'],
];

/** The bytes of a tar with the given files; the same files give the same bytes. */
async function tarOf(files) {
  const pack = tar.pack();
  const mtime = new Date(0);
  for (const [name, body] of files) {
    pack.entry(name.endsWith('/') ? { name, type: 'directory', mode: 0o755, mtime } : { name, mode: 0o644, mtime }, body);
  }
  pack.finalize();
  const chunks = [];
  for await (const chunk of pack) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Writes the archive and returns its path. */
export async function buildImage(file = path.join(import.meta.dirname, 'image', 'shop.tar')) {
  const layers = await Promise.all(history.filter(([, files]) => files).map(([, files]) => tarOf(files)));
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    created: '2023-10-20T00:00:00Z',
    config: { Env: ['PATH=/usr/local/bin:/usr/bin:/bin'], Cmd: ['/bin/sh', '-c', 'python3 shop/app.py'], WorkingDir: '/srv/shop', ExposedPorts: { '8080/tcp': {}, '22/tcp': {} } },
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    history: history.map(([createdBy, files]) => ({ created: '2023-10-20T00:00:00Z', created_by: createdBy, ...(files ? {} : { empty_layer: true }) })),
  });
  const layerName = (layer) => `${sha256(layer)}/layer.tar`;
  const manifest = JSON.stringify([{ Config: `${sha256(config)}.json`, RepoTags: ['shop:latest'], Layers: layers.map(layerName) }]);
  const archive = await tarOf([[`${sha256(config)}.json`, config], ['manifest.json', manifest], ...layers.map((layer) => [layerName(layer), layer])]);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, archive);
  return file;
}

if (process.argv[1] === import.meta.filename) {
  console.log(await buildImage());
}
