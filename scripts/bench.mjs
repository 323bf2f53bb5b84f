/**
 * Measures what users wait for, on files that are generated the same in every run. Every line gives the smallest, the median and the largest of several runs.
 *
 *   npm run bench                  everything but ShellCheck on the tree
 *   npm run bench -- --only lint,lsp,tree,scan
 *   npm run bench -- --shellcheck  with ShellCheck where there is a choice
 *   npm run bench -- --by-rule     the cost of each rule instead
 */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/machine.mjs';
import { ensurePackages } from './setup/packages.mjs';

await ensurePackages();
const { build } = await import('./build.mjs');
const { line, megabytes, percentile, repeat, runNode } = await import('./bench/measure.mjs');
const { dockerfile, longDockerfile, writeTree } = await import('./bench/dockerfiles.mjs');

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'lint,lsp,tree,scan' }, runs: { type: 'string', default: '5' },
    shellcheck: { type: 'boolean', default: false }, 'by-rule': { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const cli = path.join(root, 'dist', 'cli.js');
const directory = mkdtempSync(path.join(tmpdir(), 'plimsoll-bench-'));
const longFile = longDockerfile(215);
const withShellCheck = values.shellcheck ? [false, true] : [false];
const label = (text, shellcheck) => `${text}${shellcheck ? ', with ShellCheck' : ''}`;
const shellcheckFlag = (shellcheck) => (shellcheck ? [] : ['--no-shellcheck']);

function show(name, results, unit = 'ms') {
  console.log(line(name, results.map((result) => result.ms), unit));
  console.log(line('  peak memory', results.map((result) => megabytes(result.bytes)), 'MB'));
}

async function lintOneFile() {
  const file = path.join(directory, 'Dockerfile');
  writeFileSync(file, longFile);
  for (const shellcheck of withShellCheck) {
    // Wherever a system has its caches.
    const home = (name) => ({ XDG_CACHE_HOME: path.join(directory, name), LOCALAPPDATA: path.join(directory, name), HOME: path.join(directory, name) });
    const lint = (cache) => runNode(cli, ['lint', '--format', 'json', ...shellcheckFlag(shellcheck), file], { env: home(cache) });
    let installation = 0;
    show(label('lint of one file of 215 lines, the first time', shellcheck), await repeat(runs, () => lint(`cache-${installation++}`)));
    show(label('lint of one file of 215 lines, again', shellcheck), await repeat(runs, () => lint('cache')));
  }
}

async function languageServer() {
  const { measureServer } = await import('./bench/lsp.mjs');
  for (const shellcheck of withShellCheck) {
    const results = await repeat(runs, () => measureServer(path.join(root, 'dist', 'server.js'), longFile, { edits: 200, shellcheck }));
    console.log(line(label('language server: process start to first diagnostics', shellcheck), results.map((result) => result.first), 'ms'));
    console.log(line('  edit to diagnostics, p50 of 200 edits', results.map((result) => percentile(result.edits, 0.5)), 'ms', 1));
    console.log(line('  edit to diagnostics, p95 of 200 edits', results.map((result) => percentile(result.edits, 0.95)), 'ms', 1));
    if (results[0].bytes !== undefined) {
      console.log(line('  peak memory of the server', results.map((result) => megabytes(result.bytes)), 'MB'));
    }
  }
}

async function tree() {
  const count = 1000;
  const folder = path.join(directory, 'tree');
  writeTree(folder, count);
  for (const shellcheck of withShellCheck) {
    const results = await repeat(shellcheck ? 2 : runs, () => runNode(cli, ['lint', '--format', 'json', ...shellcheckFlag(shellcheck), folder]));
    const { files } = JSON.parse(results[0].stdout);
    if (files.length !== count) {
      throw new Error(`linted ${files.length} files of ${count}`);
    }
    show(label(`lint of a tree of ${count} files`, shellcheck), results);
    console.log(line('  files a second', results.map((result) => (count * 1000) / result.ms), '/s'));
  }
}

async function scan() {
  const { writeArchive } = await import('./bench/archive.mjs');
  const archive = path.join(directory, 'image.tar');
  await writeArchive(archive, { bytes: 200e6 });
  const cache = path.join(directory, 'cache');
  // An advisory directory of its own: the figure must not depend on what this machine has.
  const args = ['scan', archive, '--offline', '--format', 'json', '--advisories', path.join(directory, 'advisories')];
  const env = { XDG_CACHE_HOME: cache };
  mkdirSync(path.join(directory, 'advisories'));
  const cold = await repeat(runs, () => {
    rmSync(cache, { recursive: true, force: true });
    return runNode(cli, args, { env });
  });
  const { packages } = JSON.parse(cold[0].stdout);
  if (packages.length < 1000) {
    throw new Error(`the scan found ${packages.length} packages`);
  }
  show(`scan of a docker-save archive of 200 MB, cold (${packages.length} packages)`, cold);
  show('  unchanged image again, from the cache', await repeat(runs, () => runNode(cli, args, { env })));
}

async function byRule() {
  const esbuild = await import('esbuild');
  const outfile = path.join(directory, 'rules.cjs');
  await esbuild.build({ entryPoints: [path.join(root, 'scripts', 'bench', 'rules.ts')], bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], outfile, logLevel: 'warning' });
  const { measureRules } = (await import(outfile)).default;
  const texts = Array.from({ length: 1000 }, (_, index) => dockerfile(index));
  const { parse, rules } = measureRules(texts, new Date().toISOString().slice(0, 10));
  const total = parse + rules.reduce((sum, { ms }) => sum + ms, 0);
  console.log(`1000 Dockerfiles: ${total.toFixed(0)} ms, of which parsing and what is made once for all rules ${parse.toFixed(0)} ms`);
  for (const { rule, ms } of rules) {
    console.log(`${rule.padEnd(48)} ${ms.toFixed(2).padStart(9)} ms ${((ms / total) * 100).toFixed(2).padStart(6)} %`);
  }
}

const parts = { lint: lintOneFile, lsp: languageServer, tree, scan };
try {
  if (values['by-rule']) {
    await byRule();
  } else {
    await build();
    console.log(`Node ${process.version}, ${process.platform} ${process.arch}; ${runs} runs each after one that is not counted; ${new Date().toISOString().slice(0, 10)}`);
    for (const name of values.only.split(',')) {
      if (!(name in parts)) {
        throw new Error(`No part ${name}. There are: ${Object.keys(parts).join(', ')}`);
      }
      await parts[name]();
    }
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
