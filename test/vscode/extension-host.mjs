/** Runs mocha inside VS Code's extension host: of desktop VS Code where there is one, else of a workbench in the browser. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { outDirectory, root } from '../../scripts/setup/machine.mjs';
import { quietSettings } from '../../scripts/setup/vscode-server.mjs';
import { runInDesktop } from './desktop.mjs';
import { launchBrowser, startServer } from './window.mjs';

const suiteDirectory = path.join(root, 'test', 'vscode', 'suite');
const bundleDirectory = path.join(outDirectory, 'vscode');

/** Bundles the suites for the extension host, which loads CommonJS. */
export async function bundleSuites() {
  rmSync(bundleDirectory, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: readdirSync(suiteDirectory).filter((name) => name === 'index.ts' || name.endsWith('.test.ts')).map((name) => path.join(suiteDirectory, name)),
    outdir: bundleDirectory, bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: 'inline', external: ['vscode', 'mocha'], logLevel: 'warning',
  });
}

/**
 * Runs suites (names of files in suite/) in one window on a copy of a workspace. Returns what mocha counted; a window that ends without a report is a failure.
 * `vscode` is what ensureVSCode (window.mjs) found. `settings` are the user's; `env` reaches the extension host. `extension` is the folder of the extension
 * under development; `vsix` is installed first, as a user does it (in the browser's VS Code only).
 */
export async function runInExtensionHost(vscode, { name, suites, workspace, settings, env = {}, extension = root, vsix, deadlineMs = 180_000 }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'plimsoll-workspace-'));
  cpSync(workspace, folder, { recursive: true });
  const report = path.join(outDirectory, 'reports', `vscode-${name}.json`);
  rmSync(report, { force: true });
  const run = {
    name, folder, extension, vsix, settings, deadlineMs,
    tests: path.join(bundleDirectory, 'index'),
    env: { ...env, PLIMSOLL_TEST_REPORT: report, PLIMSOLL_TEST_FILES: suites.map((suite) => path.join(bundleDirectory, `${suite}.test.js`)).join(path.delimiter) },
  };
  try {
    const end = vscode.desktop && !vsix ? await runInDesktop(vscode.desktop, { ...run, settings: { ...quietSettings, ...settings } }) : await runInBrowser(vscode, run);
    if (!existsSync(report)) {
      console.log(`  VS Code ended without a report (${end})`);
      return { passed: 0, failed: 1, skipped: [] };
    }
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runInBrowser(vscode, { name, folder, extension, vsix, settings, env, tests, deadlineMs }) {
  const server = await startServer(vscode, { name, settings, env, vsix });
  const browser = await launchBrowser(vscode.chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const end = await runTests(page, server, { folder, extension, tests, deadlineMs });
    await page.screenshot({ path: path.join(outDirectory, 'screenshots', `suite-${name}.png`) });
    return end;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** VS Code hands output and exit code of an extension's tests to functions that the page exposes. */
async function runTests(page, server, { folder, extension, tests, deadlineMs }) {
  let finished;
  const exit = new Promise((resolve) => (finished = resolve));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    // The workbench logs here too. The reporter's lines are single strings, and indented.
    if (args.length === 1 && /^\s/.test(args[0])) {
      console.log(args[0]);
    }
  });
  await page.exposeFunction('codeAutomationExit', (code) => finished(`exit status ${code}`));
  page.on('crash', () => finished('the page crashed'));
  const timer = setTimeout(() => finished(`no end after ${deadlineMs / 1000} s`), deadlineMs);
  await page.goto(server.url(folder, [['extensionDevelopmentPath', server.remote(extension)], ['extensionTestsPath', server.remote(tests)]]));
  const result = await exit;
  clearTimeout(timer);
  return result;
}
