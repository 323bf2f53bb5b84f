/** Settings as the core uses them: what is left when configuration files, editor settings and command line are put together for one document. */
import type { Severity } from '../finding';
import type { Preset } from '../rule';

export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface Settings {
  readonly preset: Preset;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly shellcheck: boolean;
  readonly trustedRegistries: readonly string[];
  /** Files (globs) that are not linted. */
  readonly ignore: readonly string[];
  /** False where ignore comments are not honoured. */
  readonly inlineIgnores: boolean;
}

export const defaultSettings: Settings = { preset: 'recommended', rules: {}, shellcheck: true, trustedRegistries: [], ignore: [], inlineIgnores: true };
