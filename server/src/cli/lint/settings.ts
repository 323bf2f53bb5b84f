/** Settings of each file: its configuration file, with the command line over it. */
import { dirname } from 'node:path';

import { ConfigFiles, type FoundConfig } from '../../files/config-files';
import { relativePath } from '../../files/paths';
import type { Severity } from '../../lint/finding';
import type { Preset } from '../../lint/rule';
import type { Settings } from '../../lint/settings/model';
import { matchesAny } from '../../lint/settings/glob';
import { isIgnored, resolveSettings } from '../../lint/settings/resolve';

export interface CommandLineSettings {
  readonly preset?: Preset;
  readonly shellcheck?: false;
  readonly failOn?: Severity | 'never';
}

export interface FileSettings {
  readonly lint: Settings;
  readonly ignored: boolean;
  readonly failOn: Severity | 'never';
}

/** Findings of this severity and worse make the exit status 1, unless the user says otherwise: what is only advice must not break a build. */
const defaultFailOn: Severity = 'warning';

export class SettingsOfFiles {
  private readonly configs: ConfigFiles;
  private readonly told = new Set<FoundConfig>();
  /** By configuration file and those of its overrides that apply. What the linter makes of settings is kept with them: files that have the same ones share them. */
  private readonly made = new Map<FoundConfig | undefined, Map<string, Omit<FileSettings, 'ignored'>>>();

  /** `fixed`: the configuration file for every file, in place of those that lie nearest. */
  constructor(
    private readonly commandLine: CommandLineSettings,
    private readonly fixed: FoundConfig | undefined,
    private readonly say: (message: string) => void,
    private readonly shown: (path: string) => string,
  ) {
    this.configs = new ConfigFiles((path, reason) => say(`plimsoll: ${shown(path)} ${reason}. Its settings are not used.`));
  }

  of(path: string): FileSettings {
    const config = this.fixed ?? this.configs.find(dirname(path));
    if (config) this.tellProblems(config);
    const relative = config ? relativePath(config.directory, path) : path;
    return { ...this.settings(config, relative), ignored: isIgnored(config?.config, relative) };
  }

  private settings(config: FoundConfig | undefined, relative: string): Omit<FileSettings, 'ignored'> {
    const made = this.made.get(config) ?? new Map<string, Omit<FileSettings, 'ignored'>>();
    this.made.set(config, made);
    const overrides = (config?.config.overrides ?? []).map(override => (matchesAny(override.files, relative) ? 'x' : '-')).join('');
    let settings = made.get(overrides);
    if (!settings) made.set(overrides, (settings = this.make(config, relative)));
    return settings;
  }

  private make(config: FoundConfig | undefined, relative: string): Omit<FileSettings, 'ignored'> {
    const settings = resolveSettings(config?.config, undefined, relative);
    const { preset, shellcheck, failOn } = this.commandLine;
    return { lint: { ...settings, preset: preset ?? settings.preset, shellcheck: shellcheck ?? settings.shellcheck }, failOn: failOn ?? config?.config.failOn ?? defaultFailOn };
  }

  private tellProblems(config: FoundConfig): void {
    if (this.told.has(config)) return;
    this.told.add(config);
    for (const { range, message } of config.problems) this.say(`${this.shown(config.path)}:${range.start.line + 1}:${range.start.character + 1}: ${message}`);
  }
}
