/** `.plimsoll.yaml`: text in, what it says and what is wrong with it out. */
import { severities, type Severity } from '../finding';
import { presets, type NamedRule, type Preset, type RuleOption } from '../rule';
import type { RuleSetting } from './model';
import { didYouMean } from './nearest';
import { ConfigReader, type ConfigEntry, type ConfigProblem, type ConfigValue } from './reader';
import { ruleNames, type RuleNames } from './rule-names';

/** Names under which our configuration file is looked for, the preferred one first. */
export const configFileNames = ['.plimsoll.yaml', '.plimsoll.yml'] as const;

/** What `rules`, `extends` and the like say, once for the whole file and once for each override. */
export interface ConfigSection {
  readonly preset?: Preset;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly shellcheck?: boolean;
  readonly trustedRegistries?: readonly string[];
  readonly inlineIgnores?: boolean;
}

export interface ConfigOverride extends ConfigSection {
  /** Globs relative to the directory of the configuration file. */
  readonly files: readonly string[];
}

/** Who may have made a keyless signature: whom its certificate is for, and who vouched for them. */
export interface IdentityPolicy {
  /** Of OpenID Connect, exactly: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** The workflow, person or account; a pattern as in trustedRegistries. */
  readonly subject: string;
}

/** Who must have signed some images: one of the keys or identities, of which there is at least one. */
export interface SignaturePolicy {
  /** Patterns as in trustedRegistries. */
  readonly images: readonly string[];
  /** Files of public keys, relative to the directory of the configuration file. */
  readonly keys: readonly string[];
  readonly identities?: readonly IdentityPolicy[];
  /** File of the trusted root that identities are proven by, relative to the directory of the configuration file. Absent: that of Sigstore's public instance. */
  readonly trustedRoot?: string;
  /** Repositories besides the image's own under whose names it may have been signed; patterns. */
  readonly signedAs?: readonly string[];
}

export interface Config extends ConfigSection {
  readonly uri: string;
  /** Globs relative to the directory of the configuration file. */
  readonly ignore: readonly string[];
  readonly overrides: readonly ConfigOverride[];
  /** The severity from which on `plimsoll lint` fails; `never` where it must not. */
  readonly failOn?: Severity | 'never';
  /** The last one that is for an image counts. */
  readonly signatures?: readonly SignaturePolicy[];
}

export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** What each key is for; also the text of the JSON schema. */
export const configKeys = {
  extends: 'The set of rules that is on: recommended, strict (more of them) or all.',
  rules: 'Severity by rule, or off. With options: an object with severity and the rule\'s options. Ids of other tools (DL3006, CKV_DOCKER_3) are understood.',
  shellcheck: 'False switches ShellCheck off.',
  trustedRegistries: 'Registries that images may come from: host, or host with path; * at either end.',
  inlineIgnores: 'False makes ignore comments have no effect.',
  ignore: 'Files that are not checked, as globs relative to this file.',
  failOn: 'The severity from which on `plimsoll lint` exits with 1.',
  overrides: 'Other settings for some files; later ones win.',
  signatures: 'Who must have signed which images, for `plimsoll verify` and the command in the editor; of several entries for an image, the last one counts.',
} as const;
export type ConfigKey = keyof typeof configKeys;

/** What each key of an entry of `signatures` is for. */
export const signatureKeys = {
  images: 'Images: repository, host, or host with path; * at either end.',
  keys: 'Files of public keys in PEM (cosign.pub), relative to this file. One of them, or one of the identities, must have made the signature.',
  identities: 'Who may have made a keyless signature.',
  trustedRoot: 'File of the trusted root (trusted_root.json of Sigstore) that identities are proven by, relative to this file: of a private instance, or newer than that of the public one which Plimsoll holds.',
  signedAs: 'Repositories besides the image\'s own under whose names it may have been signed: that of the original, where the image is a copy. * at either end.',
} as const;

/** What each key of an identity is for. */
export const identityKeys = {
  issuer: 'Who vouched for the identity, exactly: https://token.actions.githubusercontent.com for workflows of GitHub.',
  subject: 'Whom the certificate is for: a workflow with its branch or tag, a mail address, an account; * at either end.',
} as const;

/** Keys an override may hold besides `files`. */
export const sectionKeys: readonly ConfigKey[] = ['extends', 'rules', 'shellcheck', 'trustedRegistries', 'inlineIgnores'];
export const failOnValues = [...severities, 'never'] as const;

/** Never fails: what cannot be used is left out and named in `problems`. */
export function parseConfig(text: string, uri: string, names: RuleNames = ruleNames()): ParsedConfig {
  const reader = new ConfigReader(text, uri);
  const config = new ConfigParser(reader, names).file(uri);
  return { config, problems: reader.problems };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class ConfigParser {
  constructor(private readonly reader: ConfigReader, private readonly names: RuleNames) {}

  file(uri: string): Config {
    const config: Mutable<Config> = { uri, rules: {}, ignore: [], overrides: [] };
    for (const entry of this.reader.root()) {
      if (this.sectionEntry(entry, config)) continue;
      switch (entry.key as ConfigKey) {
        case 'ignore':
          config.ignore = this.texts(entry) ?? [];
          break;
        case 'failOn':
          config.failOn = this.reader.choice(entry.value, '"failOn"', failOnValues);
          break;
        case 'overrides':
          config.overrides = this.overrides(entry.value);
          break;
        case 'signatures':
          config.signatures = this.signatures(entry.value);
          break;
        default:
          this.unknownKey(entry, Object.keys(configKeys));
      }
    }
    return config;
  }

  private overrides(value: ConfigValue): ConfigOverride[] {
    const found: ConfigOverride[] = [];
    for (const item of this.reader.items(value, '"overrides"') ?? []) {
      const entries = this.reader.entries(item, 'An override');
      if (!entries) continue;
      const override: Mutable<ConfigOverride> = { files: [], rules: {} };
      for (const entry of entries) {
        if (entry.key === 'files') override.files = this.texts(entry) ?? [];
        else if (!this.sectionEntry(entry, override)) this.unknownKey(entry, ['files', ...sectionKeys]);
      }
      if (entries.some(entry => entry.key === 'files')) found.push(override);
      else this.reader.problem(item.span, 'An override needs "files", the globs of the files it is for.');
    }
    return found;
  }

  private signatures(value: ConfigValue): SignaturePolicy[] {
    const found: SignaturePolicy[] = [];
    for (const item of this.reader.items(value, '"signatures"') ?? []) {
      const policy: Mutable<Partial<SignaturePolicy>> = {};
      for (const entry of this.reader.entries(item, 'An entry of "signatures"') ?? []) {
        switch (entry.key as keyof typeof signatureKeys) {
          case 'identities':
            policy.identities = this.identities(entry.value);
            break;
          case 'trustedRoot':
            policy.trustedRoot = this.reader.string(entry.value, '"trustedRoot"');
            break;
          case 'images':
          case 'keys':
          case 'signedAs':
            policy[entry.key as 'images' | 'keys' | 'signedAs'] = this.texts(entry);
            break;
          default:
            this.unknownKey(entry, Object.keys(signatureKeys));
        }
      }
      const { images = [], keys = [], identities = [], ...rest } = policy;
      if (images.length > 0 && keys.length + identities.length > 0) found.push({ images, keys, ...(identities.length > 0 && { identities }), ...rest });
      else this.reader.problem(item.span, 'An entry of "signatures" needs "images", the images it is for, and "keys", the files of public keys, or "identities", who may have made keyless signatures.');
    }
    return found;
  }

  private identities(value: ConfigValue): IdentityPolicy[] {
    return (this.reader.items(value, '"identities"') ?? []).flatMap(item => {
      const identity: Mutable<Partial<IdentityPolicy>> = {};
      for (const entry of this.reader.entries(item, 'An identity') ?? []) {
        if (Object.hasOwn(identityKeys, entry.key)) identity[entry.key as keyof IdentityPolicy] = this.reader.string(entry.value, `"${entry.key}"`);
        else this.unknownKey(entry, Object.keys(identityKeys));
      }
      const { issuer, subject } = identity;
      if (issuer && subject) return { issuer, subject };
      this.reader.problem(item.span, 'An identity needs "issuer", who vouched for it, and "subject", whom the certificate is for.');
      return [];
    });
  }

  /** False where the key is none that both the file and an override may hold. */
  private sectionEntry(entry: ConfigEntry, section: Mutable<ConfigSection>): boolean {
    switch (entry.key as ConfigKey) {
      case 'extends':
        section.preset = this.reader.choice(entry.value, '"extends"', presets);
        return true;
      case 'rules':
        section.rules = this.rules(entry.value);
        return true;
      case 'shellcheck':
        section.shellcheck = this.reader.boolean(entry.value, '"shellcheck"');
        return true;
      case 'trustedRegistries':
        section.trustedRegistries = this.texts(entry);
        return true;
      case 'inlineIgnores':
        section.inlineIgnores = this.reader.boolean(entry.value, '"inlineIgnores"');
        return true;
      default:
        return false;
    }
  }

  private rules(value: ConfigValue): Record<string, RuleSetting> {
    const byId: Record<string, RuleSetting> = {};
    const byName: Record<string, RuleSetting> = {};
    for (const entry of this.reader.entries(value, '"rules"') ?? []) {
      const names = this.names.resolve(entry.key);
      if (names.length === 0) {
        this.reader.problem(entry.keySpan, `There is no rule "${entry.key}".${didYouMean(entry.key, this.names.names())}`);
        continue;
      }
      for (const name of names) {
        const setting = this.rule(entry, name);
        if (setting) (entry.key === name ? byName : byId)[name] = setting;
      }
    }
    // A rule under its own name wins over another tool's id, which may name several rules.
    return { ...byId, ...byName };
  }

  private rule(entry: ConfigEntry, name: string): RuleSetting | undefined {
    const rule = this.names.rule(name);
    if (!this.reader.isMap(entry.value)) {
      const severity = this.severity(entry.value, rule, `"${entry.key}"`);
      return severity && { severity };
    }
    const setting: Mutable<RuleSetting> = {};
    const options: Record<string, unknown> = {};
    for (const inner of this.reader.entries(entry.value, `"${entry.key}"`) ?? []) {
      if (inner.key === 'severity') setting.severity = this.severity(inner.value, rule, '"severity"');
      else {
        const value = this.option(inner, rule, name);
        if (value !== undefined) options[inner.key] = value;
      }
    }
    if (Object.keys(options).length > 0) setting.options = options;
    return setting;
  }

  private severity(value: ConfigValue, rule: NamedRule | undefined, what: string): Severity | 'off' | undefined {
    const severity = parseSeverity(this.reader.scalar(value), rule);
    if (!severity) this.reader.problem(value.span, `${what} must be one of off, on, ${[...severities].reverse().join(', ')}.`);
    return severity;
  }

  private option(entry: ConfigEntry, rule: NamedRule | undefined, name: string): unknown {
    const option = Object.hasOwn(rule?.options ?? {}, entry.key) ? rule!.options![entry.key] : undefined;
    if (!option) {
      const known = Object.keys(rule?.options ?? {});
      this.reader.problem(entry.keySpan, `The rule "${name}" has no option "${entry.key}".${didYouMean(entry.key, ['severity', ...known])}`);
      return undefined;
    }
    const checked = checkOption(this.reader.plain(entry.value), option);
    if ('problem' in checked) this.reader.problem(entry.value.span, `"${entry.key}" ${checked.problem}`);
    return 'value' in checked ? checked.value : undefined;
  }

  private texts(entry: ConfigEntry): readonly string[] | undefined {
    return this.reader.strings(entry.value, `"${entry.key}"`)?.map(item => item.text);
  }

  private unknownKey(entry: ConfigEntry, known: readonly string[]): void {
    this.reader.problem(entry.keySpan, `There is no setting "${entry.key}".${didYouMean(entry.key, known)}`);
  }
}

/** Reads `warning`, `off`, `on`, true (on) and false (off); undefined for anything else. `on` is the rule's own severity. */
export function parseSeverity(value: unknown, rule: NamedRule | undefined): Severity | 'off' | undefined {
  if (value === 'off' || value === false) return 'off';
  if (value === 'on' || value === true) return rule?.severity ?? 'warning';
  return severities.find(severity => severity === value);
}

/** The value as the rule will see it, or the end of a sentence that begins with the option's name. */
export function checkOption(value: unknown, option: RuleOption): { readonly value: unknown } | { readonly problem: string } {
  const { default: model, enum: choices } = option;
  if (Array.isArray(model)) {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    if (!list.every(item => typeof item === 'string')) return { problem: 'must be a list of texts.' };
    const wrong = choices && list.find(item => !choices.includes(item as string));
    return wrong === undefined ? { value: list } : { problem: `may hold ${choices!.join(', ')}, not "${String(wrong)}".` };
  }
  if (typeof value !== typeof model) return { problem: `must be ${typeof model === 'boolean' ? 'true or false' : `a ${typeof model === 'string' ? 'text' : 'number'}`}.` };
  if (choices && !choices.includes(value as string)) return { problem: `must be one of ${choices.join(', ')}.` };
  return { value };
}
