/** The settings section `plimsoll`, as an editor hands it over for one resource. All values come from the user: read them through `lsp/editor-settings.ts`. */
export interface EditorSettings {
  readonly enable: boolean;
  readonly preset: 'recommended' | 'strict' | 'all';
  /** Severity by rule name, `off`, or an object with `severity` and options. */
  readonly rules: Readonly<Record<string, unknown>>;
  readonly shellcheck: { readonly enable: boolean };
  readonly trustedRegistries: readonly string[];
  /** Globs relative to the folder. */
  readonly ignore: readonly string[];
  readonly ignoreComments: { readonly enable: boolean };
  readonly codeLens: { readonly enable: boolean };
  readonly scan: {
    /** Engine address in the form of DOCKER_HOST; empty: found out. */
    readonly engineHost: string;
  };
  readonly advisories: {
    /** Empty: the one that the command line uses. */
    readonly directory: string;
    /** Address by feed (`osv`, `alpine`, `wolfi`, `chainguard`), for mirrors and air gaps. */
    readonly mirrors: Readonly<Record<string, string>>;
  };
}

export const settingsSection = 'plimsoll';

export const defaultEditorSettings: EditorSettings = {
  enable: true,
  preset: 'recommended',
  rules: {},
  shellcheck: { enable: true },
  trustedRegistries: [],
  ignore: [],
  ignoreComments: { enable: true },
  codeLens: { enable: true },
  scan: { engineHost: '' },
  advisories: { directory: '', mirrors: {} },
};
