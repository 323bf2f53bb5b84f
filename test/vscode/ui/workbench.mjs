/** VS Code's workbench as a user handles it: by keyboard, mouse and what can be seen. */
import path from 'node:path';
import { ensureDirectory, outDirectory } from '../../../scripts/setup/machine.mjs';

const deadline = { timeout: 20_000 };

export class Workbench {
  /** `page` is a playwright page. */
  constructor(page) {
    this.page = page;
  }

  static async open(browser, url) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
    await page.goto(url);
    await page.locator('.monaco-workbench .part.statusbar').waitFor(deadline);
    return new Workbench(page);
  }

  /** Opens a file of the folder through Go to File. */
  async openFile(name) {
    await this.page.keyboard.press('Control+P');
    await this.#chooseInQuickInput(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor(deadline);
    await this.editor.locator('.view-line').first().waitFor(deadline);
  }

  /** Runs a command by its title in the command palette. */
  async command(title) {
    await this.page.keyboard.press('F1');
    await this.#chooseInQuickInput(`>${title}`, title);
  }

  /** Titles that the command palette offers for a text. */
  async offeredCommands(text) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.fill(`>${text}`);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor(deadline);
    const titles = await this.page.locator('.quick-input-list .monaco-list-row .label-name').allTextContents();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Picks from an open list, by text. */
  async pick(text) {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click(deadline);
  }

  /** Fills the file dialog, which the workbench in a browser shows as an input. */
  async enterPath(file) {
    const input = this.page.locator('.quick-input-widget input[type=text]');
    const dialog = this.page.locator('.quick-input-action .monaco-button:visible');
    await dialog.waitFor(deadline);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: path.basename(file) });
    // The dialog looks the path up while one types, and takes it only then. It may also put its own folder in front while it still opens: then the path is typed again.
    const end = Date.now() + deadline.timeout;
    do {
      await input.fill(file);
      await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
      if (await row.isVisible()) await this.page.locator('.quick-input-action .monaco-button').first().click();
    } while (!(await dialog.waitFor({ state: 'hidden', timeout: 3_000 }).then(() => true, () => false)) && Date.now() < end);
    await dialog.waitFor({ state: 'hidden', ...deadline });
  }

  async closeNotifications() {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-toast').first().waitFor({ state: 'detached', ...deadline });
  }

  /** Picks from a list by text, where one opens within a few seconds. */
  async pickIfAsked(text) {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
    await row.click({ timeout: 5_000 }).catch(() => undefined);
  }

  /** Opens the quick fixes at the cursor and takes one. */
  async quickFix(title) {
    await this.page.keyboard.press('Control+.');
    await this.page.locator('.action-widget .action', { hasText: title }).first().waitFor(deadline);
    await this.page.keyboard.type(title);
    await this.page.keyboard.press('Enter');
  }

  /** Gives the keyboard back to the editor. */
  async focusEditor() {
    await this.page.keyboard.press('Control+1');
  }

  /** Puts the cursor at a one-based line and column. */
  async goTo(line, column) {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.waitFor(deadline);
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden', ...deadline });
  }

  async #chooseInQuickInput(text, label = text) {
    const input = this.page.locator('.quick-input-widget input[type=text]');
    await input.waitFor(deadline);
    await input.fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().waitFor(deadline);
    await this.page.keyboard.press('Enter');
  }

  get editor() {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** A code lens by its text. */
  lens(text) {
    return this.editor.locator('.codelens-decoration', { hasText: text }).first();
  }

  squiggles(severity) {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  /** Opens the hover at a one-based line and column, as the keyboard command does. */
  async hover(line, column) {
    await this.goTo(line, column);
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    await hover.waitFor(deadline);
    return this.page.locator('.monaco-hover:not(.hidden)').first();
  }

  /** Opens the Problems panel and waits for rows. */
  async problems() {
    await this.page.keyboard.press('Control+Shift+M');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor(deadline);
    return rows;
  }

  /** Waits for a row of the Problems panel, wherever it is in the list: only those in sight are in the page. */
  async problem(text, timeout) {
    const rows = await this.problems();
    const filter = this.page.getByPlaceholder(/^Filter \(e\.g\./);
    await filter.fill(text);
    await rows.filter({ hasText: text }).first().waitFor({ timeout });
    await filter.fill('');
  }

  async screenshot(name) {
    const file = path.join(ensureDirectory(path.join(outDirectory, 'screenshots')), `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }
}
