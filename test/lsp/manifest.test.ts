/** The manifest agrees with the code: commands, settings, texts, files. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { editorSettings } from '../../server/src/lsp/settings/editor-settings';
import { commands, defaultEditorSettings } from '../../server/src/protocol';

interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] }; readonly virtualWorkspaces: { readonly supported: string } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly configuration: readonly { readonly title: string; readonly properties: Readonly<Record<string, Setting>> }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string }; readonly completionEvents: readonly string[] }[] }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly yamlValidation: readonly { readonly url: string }[];
  };
  readonly icon: string;
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command);
const settings: Readonly<Record<string, Setting>> = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

describe('manifest', () => {
  it('wakes the extension for its languages only, and where there may be settings of a daemon, whose language is that of all JSON', () => {
    assert.deepEqual(manifest.activationEvents, ['onLanguage:dockerfile', 'onLanguage:dockercompose', 'onLanguage:ignore', 'workspaceContains:**/daemon.json']);
  });

  it('has a text for every key, and no text too many', () => {
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
    for (const [key, value] of Object.entries(texts)) assert.ok(value.trim().length > 0, key);
  });

  it('has no text outside package.nls.json', () => {
    for (const section of contributes.configuration) {
      assert.match(section.title, /^%.*%$/);
      for (const [name, setting] of Object.entries(section.properties)) assert.match(setting.markdownDescription, /^%.*%$/, name);
    }
    for (const command of contributes.commands) assert.match((command as unknown as { title: string }).title, /^%.*%$/, command.command);
  });

  it('offers the commands that the code knows', () => {
    const internal: readonly string[] = [commands.turnOffRule];
    assert.deepEqual([...contributed].sort(), Object.values(commands).filter((command) => !internal.includes(command)).sort());
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(contributed.includes(command), command);
  });

  it('disables what builds and scans in Restricted Mode and virtual workspaces', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
    const everywhere: readonly string[] = [commands.showLog, commands.restartServer];
    for (const { command, enablement } of contributes.commands) {
      if (!everywhere.includes(command)) assert.equal(enablement, 'isWorkspaceTrusted && !virtualWorkspace', command);
    }
  });

  it('does not let an untrusted workspace choose engines, programs, arguments, paths or addresses', () => {
    const dangerous = Object.entries(settings).filter(([, setting]) => setting.scope === 'machine-overridable').map(([name]) => name);
    assert.deepEqual([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(), dangerous.sort());
    assert.ok(dangerous.length >= 5);
  });

  it('has a scope and a default for every setting; the defaults are those of the server', () => {
    const nested: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(settings)) {
      assert.ok(['resource', 'machine-overridable', 'window'].includes(setting.scope), name);
      assert.notEqual(setting.default, undefined, name);
      const keys = name.split('.').slice(1);
      let at = nested;
      for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Record<string, unknown>;
      at[keys.at(-1)!] = setting.default;
    }
    assert.deepEqual(editorSettings(nested), defaultEditorSettings);
    assert.deepEqual(editorSettings(undefined), defaultEditorSettings);
  });

  it('names files that are there', () => {
    const files = [manifest.icon, ...contributes.grammars.map((one) => one.path), ...contributes.yamlValidation.map((one) => one.url), ...contributes.walkthroughs.flatMap((one) => one.steps.map((step) => step.media.svg))];
    for (const file of files) assert.ok(existsSync(file), file);
    const events = contributes.walkthroughs.flatMap((one) => one.steps.flatMap((step) => step.completionEvents));
    for (const event of events) {
      const [kind, name] = event.split(':') as [string, string];
      if (kind === 'onCommand' && name.startsWith('plimsoll.')) assert.ok(contributed.includes(name), name);
      if (kind === 'onSettingChanged') assert.ok(name in settings, name);
    }
  });
});

describe('texts of the client', () => {
  const bundle = 'l10n/bundle.l10n.json';

  /** The literal first arguments of `l10n.t`. A text that is put together cannot be translated, and fails here. */
  function textsOf(file: string): string[] {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText(source).endsWith('l10n.t')) {
        const [first] = node.arguments;
        assert.ok(first && ts.isStringLiteral(first), `${file}: ${node.getText(source)}`);
        found.push(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  }

  it('are all in the bundle that translators get (UPDATE_L10N=1 writes it)', () => {
    const files = readdirSync('client/src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => path.join('client/src', name));
    const texts = [...new Set(files.flatMap(textsOf))].sort();
    const expected = `${JSON.stringify(Object.fromEntries(texts.map((one) => [one, one])), undefined, 2)}\n`;
    if (process.env['UPDATE_L10N']) writeFileSync(bundle, expected);
    assert.equal(readFileSync(bundle, 'utf8'), expected);
    assert.ok(texts.length > 30);
  });
});
