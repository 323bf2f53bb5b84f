/** Puts the configuration file and an editor's settings together for one document. */
import { presets, type Preset } from '../rule';
import { checkOption, parseSeverity, type Config, type ConfigSection } from './config';
import { matchesAny } from './glob';
import { defaultSettings, type RuleSetting, type Settings } from './model';
import { ruleNames, type RuleNames } from './rule-names';

/** Settings as a user typed them into an editor, or gave them on the command line. Values are not trusted: what cannot be used is passed over. */
export interface UserSettings {
  readonly preset?: unknown;
  /** By rule name or another tool's id: a severity, `off`, `on`, a boolean, or an object with `severity` and options. */
  readonly rules?: unknown;
  readonly shellcheck?: unknown;
  readonly trustedRegistries?: unknown;
  readonly inlineIgnores?: unknown;
  /** Globs relative to the folder that the editor opened. */
  readonly ignore?: unknown;
}

/**
 * Settings of one document. What the project's file says wins over the user's settings, so that the editor shows what CI will; where it says nothing, the user's stand.
 * `relativePath` is the document's path from the directory of the configuration file, with slashes; overrides are matched against it.
 * `ignore` holds the globs of both, each relative to its own base: ask `isIgnored`.
 */
export function resolveSettings(config: Config | undefined, user: UserSettings | undefined, relativePath: string, names: RuleNames = ruleNames()): Settings {
  const sections: ConfigSection[] = [];
  if (user) sections.push(userSection(user, names));
  if (config) sections.push(config, ...config.overrides.filter(override => matchesAny(override.files, relativePath)));
  const settings = sections.reduce<Settings>(addSection, defaultSettings);
  return { ...settings, ignore: [...texts(user?.ignore), ...(config?.ignore ?? [])] };
}

/** Whether a document is left out: by the configuration file (path from its directory) or by the user's globs (path from the opened folder). */
export function isIgnored(config: Config | undefined, relativePath: string, user?: UserSettings, folderPath: string = relativePath): boolean {
  return (config !== undefined && matchesAny(config.ignore, relativePath)) || matchesAny(texts(user?.ignore), folderPath);
}

/** `base` with what the section says put over it. */
function addSection(base: Settings, section: ConfigSection): Settings {
  const rules: Record<string, RuleSetting> = { ...base.rules };
  for (const [name, setting] of Object.entries(section.rules)) {
    const before = rules[name];
    rules[name] = { severity: setting.severity ?? before?.severity, options: setting.options ? { ...before?.options, ...setting.options } : before?.options };
  }
  return {
    preset: section.preset ?? base.preset,
    rules,
    shellcheck: section.shellcheck ?? base.shellcheck,
    trustedRegistries: section.trustedRegistries ?? base.trustedRegistries,
    ignore: base.ignore,
    inlineIgnores: section.inlineIgnores ?? base.inlineIgnores,
  };
}

function userSection(user: UserSettings, names: RuleNames): ConfigSection {
  const rules: Record<string, RuleSetting> = {};
  for (const [word, value] of Object.entries(isObject(user.rules) ? user.rules : {})) {
    for (const name of names.resolve(word)) {
      const setting = userRule(name, value, names);
      if (setting && (name === word || !(name in rules))) rules[name] = setting;
    }
  }
  return {
    preset: presets.find((preset): preset is Preset => preset === user.preset),
    rules,
    shellcheck: typeof user.shellcheck === 'boolean' ? user.shellcheck : undefined,
    trustedRegistries: Array.isArray(user.trustedRegistries) ? texts(user.trustedRegistries) : undefined,
    inlineIgnores: typeof user.inlineIgnores === 'boolean' ? user.inlineIgnores : undefined,
  };
}

function userRule(name: string, value: unknown, names: RuleNames): RuleSetting | undefined {
  const rule = names.rule(name);
  if (!isObject(value)) {
    const severity = parseSeverity(value, rule);
    return severity && { severity };
  }
  const options: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(rule?.options ?? {})) {
    if (value[key] === undefined) continue;
    const checked = checkOption(value[key], option);
    if ('value' in checked) options[key] = checked.value;
  }
  return { severity: parseSeverity(value['severity'], rule), options };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
