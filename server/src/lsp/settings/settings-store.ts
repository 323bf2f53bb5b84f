/** Settings of each document, put together once and kept until something they came from changes. */
import type { SignaturePolicy } from '../../lint/settings/config';
import type { ConfigProblem } from '../../lint/settings/reader';
import type { Settings } from '../../lint/settings/model';
import { isIgnored, resolveSettings } from '../../lint/settings/resolve';
import type { UserSettings } from '../../lint/settings/resolve';
import type { EditorSettings } from '../../protocol';
import { relativeTo } from '../../lint/workspace/uri';
import { parentUri, uriKey } from '../uris';
import type { ConfigurationFiles } from './configuration-files';

export interface DocumentSettings {
  readonly lint: Settings;
  readonly editor: EditorSettings;
  /** False where the document is switched off or ignored. */
  readonly enabled: boolean;
  readonly configuration?: Configuration;
}

export interface Configuration {
  readonly uri: string;
  readonly problems: readonly ConfigProblem[];
  readonly signatures?: readonly SignaturePolicy[];
}

export interface SettingsSources {
  /** The editor's settings for a resource. */
  editor(uri: string): Promise<EditorSettings>;
  /** The workspace folder that holds a resource. */
  folderOf(uri: string): string | undefined;
  /** A configuration file was read. */
  onConfiguration(configuration: Configuration): void;
}

export class SettingsStore {
  private readonly byDocument = new Map<string, Promise<DocumentSettings>>();

  constructor(
    private readonly sources: SettingsSources,
    private readonly configurations: ConfigurationFiles,
  ) {}

  get(uri: string): Promise<DocumentSettings> {
    const key = uriKey(uri);
    let settings = this.byDocument.get(key);
    if (!settings) {
      settings = this.resolve(uri);
      this.byDocument.set(key, settings);
      // A failed request (a client that goes away) must not stick.
      settings.catch(() => this.byDocument.delete(key));
    }
    return settings;
  }

  forget(uri: string): void {
    this.byDocument.delete(uriKey(uri));
  }

  clear(): void {
    this.byDocument.clear();
    this.configurations.clear();
  }

  private async resolve(uri: string): Promise<DocumentSettings> {
    const [editor, found] = await Promise.all([this.sources.editor(uri), this.configurations.find(uri)]);
    const user: UserSettings = {
      preset: editor.preset,
      rules: editor.rules,
      shellcheck: editor.shellcheck.enable,
      trustedRegistries: editor.trustedRegistries,
      inlineIgnores: editor.ignoreComments.enable,
      ignore: editor.ignore,
    };
    const configuration = found && { uri: found.config.uri, problems: found.problems, signatures: found.config.signatures };
    if (configuration) this.sources.onConfiguration(configuration);
    const folder = this.sources.folderOf(uri) ?? parentUri(uri);
    const folderPath = relativeTo(folder, uri) ?? uri;
    const configPath = found ? (relativeTo(parentUri(found.config.uri), uri) ?? folderPath) : folderPath;
    return {
      lint: resolveSettings(found?.config, user, configPath),
      editor,
      enabled: editor.enable && !isIgnored(found?.config, configPath, user, folderPath),
      configuration,
    };
  }
}
