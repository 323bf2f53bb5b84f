/** The product as a user meets it: the packed extension, installed, and handled by keyboard and mouse. Leaves its screenshots in out/screenshots. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildImage } from '../../../examples/build-image.mjs';
import { packageExtension } from '../../../scripts/package.mjs';
import { Missing, root, run } from '../../../scripts/setup/machine.mjs';
import { importAdvisories } from '../advisories.mjs';
import { ensureBrowserVSCode, launchBrowser, startServer } from '../window.mjs';
import { Workbench } from './workbench.mjs';

const trusted = { 'security.workspace.trust.enabled': false };

describe('in the workbench', function () {
  this.timeout(120_000);
  const temporary = mkdtempSync(path.join(tmpdir(), 'plimsoll-clicks-'));
  let vscode;
  let vsix;
  let browser;
  let server;
  let workbench;

  before('package and browser', async function () {
    try {
      vscode = await ensureBrowserVSCode();
    } catch (error) {
      if (error instanceof Missing) {
        this.runnable().skipReason = error.message;
        this.skip();
      }
      throw error;
    }
    vsix = await packageExtension();
    browser = await launchBrowser(vscode.chromium);
  });

  afterEach(async function () {
    if (this.currentTest.state === 'failed') {
      await workbench?.screenshot(`failed-${this.currentTest.title.slice(0, 30).replaceAll(/\W+/g, '-')}`);
    }
    await workbench?.page.close();
    await server?.stop();
    workbench = server = undefined;
  });

  after(async () => {
    await browser?.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  /** A window of its own on a copy of a folder. */
  async function openWorkbench(name, folder, { settings = trusted, env } = {}) {
    const workspace = path.join(temporary, name);
    cpSync(folder, workspace, { recursive: true });
    server = await startServer(vscode, { name, settings, env, vsix });
    workbench = await Workbench.open(browser, server.url(workspace));
  }

  it('shows squiggles, a hover and the Problems panel for a Dockerfile', async () => {
    await openWorkbench('squiggles', path.join(root, 'examples'));
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    const rows = await workbench.problems();
    const texts = await rows.allTextContents();
    assert.ok(texts.some((text) => text.includes('tls-verification-off')), texts.join('\n'));
    // VS Code asks for lenses when an editor opens and when its text changes; a provider that registers in the first moment is sometimes passed over until then.
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Space');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.lens('Scan image built from this Dockerfile').waitFor();
    await workbench.focusEditor();
    const hover = await workbench.hover(7, 11);
    assert.match(await hover.innerText(), /certificate/);
    await workbench.screenshot('squiggles');
  });

  it('applies the quick fix that is chosen from the lightbulb', async () => {
    await openWorkbench('quick-fix', path.join(root, 'examples'));
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    await workbench.goTo(7, 11);
    await workbench.quickFix('Remove -k');
    await workbench.editor.locator('.view-line', { hasText: 'curl http://downloads' }).waitFor();
    await workbench.screenshot('quick-fix');
  });

  it('offers no scan in Restricted Mode, but squiggles', async () => {
    await openWorkbench('restricted', path.join(root, 'examples'), { settings: { 'security.workspace.trust.startupPrompt': 'never' } });
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    const offered = await workbench.offeredCommands('Plimsoll: ');
    assert.deepEqual(offered.filter((title) => /scan/i.test(title)), []);
    await workbench.screenshot('restricted');
  });

  it('scans the image built from the Dockerfile and shows each vulnerability on its line', async function () {
    const { PLIMSOLL_TEST_ENGINE: host, PLIMSOLL_TEST_CONTEXT: context } = process.env;
    if (host === undefined) {
      this.runnable().skipReason = 'no engine: npm test starts one';
      this.skip();
    }
    const advisories = path.join(temporary, 'advisories');
    await importAdvisories(advisories);
    await openWorkbench('scan', context, { settings: { ...trusted, 'plimsoll.advisories.directory': advisories }, env: { DOCKER_HOST: host } });
    await workbench.openFile('Dockerfile');
    await workbench.command('Plimsoll: Scan Image Built from This Dockerfile');
    await workbench.pickIfAsked('plimsoll-test/app');
    await workbench.problem('base image debian:12', 60_000);
    await workbench.focusEditor();
    const hover = await workbench.hover(1, 8);
    assert.match(await hover.innerText(), /base image debian:12/);
    await workbench.lens('Scan again').waitFor({ timeout: 20_000 });
    await workbench.screenshot('scan');
  });

  it('scans an archive that is chosen in the file dialog, and shows its report', async () => {
    const advisories = path.join(temporary, 'example-advisories');
    await run(process.execPath, [path.join(root, 'dist', 'cli.js'), 'db', 'import', path.join(root, 'examples', 'advisories.ndjson'), '--advisories', advisories]);
    const archive = await buildImage(path.join(temporary, 'shop.tar'));
    await openWorkbench('archive', path.join(root, 'examples'), { settings: { ...trusted, 'plimsoll.advisories.directory': advisories }, env: { DOCKER_HOST: `unix://${temporary}/none.sock` } });
    await workbench.openFile('Dockerfile');
    await workbench.squiggles('error').first().waitFor();
    await workbench.command('Plimsoll: Scan Image…');
    await workbench.pick('Archive…');
    await workbench.enterPath(archive);
    await workbench.pick('Show results on Dockerfile');
    await workbench.lens('Scan again').waitFor({ timeout: 30_000 });
    await workbench.problem('CVE-2023-4911', 20_000);
    await workbench.closeNotifications();
    await workbench.focusEditor();
    const hover = await workbench.hover(6, 1);
    assert.match(await hover.innerText(), /CVE-2023-38545/);
    await workbench.screenshot('archive');
    await workbench.command('Plimsoll: Show Scan Report');
    await workbench.page.locator('.tab.active:not([data-resource-name="Dockerfile"])').waitFor();
    await workbench.screenshot('report');
  });
});
