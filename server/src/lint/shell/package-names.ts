/** How package managers write a package: name, version, and what is no name from a registry. */
import { unknown } from './expansion';

/**
 * `package`: by name. `file`, `directory`, `url`, `vcs`: from there. `group`: a group, pattern, module, task or marker of the manager's own. `unknown`: the name is not known.
 */
export type PackageKind = 'package' | 'file' | 'directory' | 'url' | 'vcs' | 'group' | 'unknown';

export interface ParsedPackage {
  readonly kind: PackageKind;
  /** As the manager would look it up; for other kinds than `package` the text as it stands. */
  readonly name: string;
  /** `=`, `==`, `~=`, `@`, … as written. */
  readonly operator?: string;
  /** What the first operator is followed by, undefined where it is not known (`foo=$VERSION` has an operator alone). */
  readonly version?: string;
  /** All of a version requirement: `>=3,<4`. */
  readonly specifier?: string;
  /** `bar/testing` of apt, `pkg@edge` of apk. */
  readonly release?: string;
  readonly architecture?: string;
  /** The word takes the package away: `foo-` of apt, `!foo` of apk, `-foo` of zypper. */
  readonly removes?: boolean;
}

export type PackageGrammar = (text: string) => ParsedPackage;

function known(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text.includes(unknown) ? undefined : text;
}

/** A package by name, or of kind `unknown` where its name is not known. */
function named(name: string, rest: Omit<ParsedPackage, 'kind' | 'name'> = {}): ParsedPackage {
  return name === '' || name.includes(unknown) ? { kind: 'unknown', name: '', ...rest } : { kind: 'package', name, ...rest };
}

function requirement(name: string, operator: string | undefined, version: string | undefined, rest: Omit<ParsedPackage, 'kind' | 'name'> = {}): ParsedPackage {
  if (operator === undefined) return named(name, rest);
  const value = known(version);
  return named(name, { operator, ...(value === undefined ? {} : { version: value }), ...rest });
}

const url = /^[a-z][a-z0-9+.-]*:\/\//i;
const path = /^(\.{0,2}\/|\.{1,2}$|~\/|[A-Za-z]:[\\/])/;

function place(text: string, archive: RegExp): ParsedPackage | undefined {
  if (/^(git|hg|svn|bzr)\+|^(git|svn):\/\/|[/:].*\.git([#@].*)?$/i.test(text)) return { kind: 'vcs', name: text };
  if (url.test(text)) return { kind: 'url', name: text };
  if (archive.test(text)) return { kind: 'file', name: text };
  return path.test(text) ? { kind: 'directory', name: text } : undefined;
}

/** `foo`, `foo=1.2`, `foo/testing`, `foo:arm64=1`, `foo-`, `./x.deb`, `task^`. */
export const debian: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.deb$/);
  if (elsewhere) return elsewhere;
  const [, front = '', operator, end] = /^([^=/]*)([=/])?(.*)$/s.exec(text) ?? [];
  const [name = '', architecture] = front.split(':');
  const rest = architecture ? { architecture } : {};
  if (operator === '=') return requirement(name, '=', end, rest);
  if (operator === '/') return named(name, { ...rest, ...(known(end) === undefined ? {} : { release: known(end) }) });
  if (name.endsWith('^') || /[*?[]/.test(name)) return { kind: 'group', name };
  return name.length > 1 && name.endsWith('-') ? named(name.slice(0, -1), { ...rest, removes: true }) : named(name, rest);
};

/** `foo`, `foo=1.2-r0`, `foo~1.2`, `foo~=1.2`, `foo>=1`, `foo@edge`, `foo@edge=1`, `!foo`. */
export const alpine: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.apk$/);
  if (elsewhere) return elsewhere;
  const [, not, front = '', operator, version] = /^(!?)([^=<>~]*)([=<>~]+)?(.*)$/s.exec(text) ?? [];
  const [name = '', release] = front.split('@');
  const [number, tag] = (version ?? '').split('@');
  const from = known(release ?? tag);
  return requirement(name, operator, number, { ...(from === undefined ? {} : { release: from }), ...(not ? { removes: true } : {}) });
};

/**
 * `foo`, `foo-1.2.3-4.el9.x86_64`, `foo-1:2.3`, `foo.x86_64`, `foo = 1`, `@group`. Where a name ends and a version begins cannot be told for certain; a number with a dot, an epoch, or
 * a release behind it is taken for a version: `gcc-toolset-12` and `java-1.8.0-openjdk` are names.
 */
export const redhat: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.rpm$/);
  if (elsewhere) return elsewhere;
  if (text.startsWith('@') || text.startsWith('*')) return { kind: 'group', name: text.replace(/^@/, '') };
  const compared = /^([^\s=<>]+)\s*([=<>]+)\s*(.*)$/s.exec(text);
  if (compared) return requirement(compared[1]!, compared[2]!, compared[3]!);
  const [, bare = text, architecture] = /^(.+)\.(x86_64|i[3-6]86|noarch|aarch64|ppc64le|s390x|armv7hl|src)$/.exec(text) ?? [];
  const rest = architecture ? { architecture } : {};
  const dash = bare.indexOf(`-${unknown}`);
  if (dash > 0) return requirement(bare.slice(0, dash), '-', bare.slice(dash + 1), rest);
  const versioned = /^(.+?)-((?:\d+:)?\d[\w.+~^]*\*?(?:-[\w.+~^]*\d[\w.+~^]*\*?)?)$/.exec(bare);
  if (versioned && /[.:-]/.test(versioned[2]!)) return requirement(versioned[1]!, '-', versioned[2]!, rest);
  return /[*?]/.test(bare) ? { kind: 'group', name: bare } : named(bare, rest);
};

/** As `redhat`, and `foo=1.2`, `foo>=1`, `+foo`, `-foo`, `!foo`. */
export const suse: PackageGrammar = (text) => {
  const sign = /^[-+!~]/.test(text) && !path.test(text) ? text[0]! : '';
  const result = redhat(text.slice(sign.length));
  return sign === '-' || sign === '!' ? { ...result, removes: true } : result;
};

/** `foo`, `repo/foo`, `foo=1`. */
export const arch: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.pkg\.tar(\.\w+)?$/);
  if (elsewhere) return elsewhere;
  const [, name = '', operator, version] = /^([^=<>]*)([=<>]+)?(.*)$/s.exec(text) ?? [];
  return requirement(name.slice(name.lastIndexOf('/') + 1), operator, version);
};

/** A PEP 508 requirement, a path or an address. */
export const python: PackageGrammar = (text) => {
  const direct = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*@\s*(.+)$/s.exec(text);
  if (direct && /[:/]/.test(direct[2]!)) return { ...(place(direct[2]!, /\.(whl|zip|tar\.\w+|tgz)$/) ?? { kind: 'url' }), name: direct[1]! };
  const elsewhere = place(text, /\.(whl|zip|tar\.(gz|bz2|xz)|tgz|txt)$/);
  if (elsewhere) return elsewhere;
  const [front = ''] = text.split(';');
  const [, name = '', rest = ''] = /^([^\s[=<>!~]+)\s*(?:\[[^\]]*\])?\s*(.*)$/s.exec(front.trim()) ?? [];
  // A directory beside the Dockerfile: `pip install src/app`.
  if (name.includes('/')) return { kind: 'directory', name: text };
  const operator = /^(===|==|~=|!=|>=|<=|>|<)\s*([^,]*)/.exec(rest.replace(/^\(|\)$/g, ''));
  if (!operator) return named(name);
  const specifier = known(rest.trim());
  return requirement(name, operator[1]!, operator[2]!.trim(), specifier === undefined ? {} : { specifier });
};

/** As `python`, and `foo@1.2`, `foo@^1` as poetry and uv write it. */
export const poetry: PackageGrammar = (text) => {
  const at = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?@([^/:]+)$/.exec(text);
  return at ? requirement(at[1]!, '@', at[2]!) : python(text);
};

/** `foo`, `foo@1.2`, `@scope/foo@^1`, `foo@npm:bar@1`, addresses, archives, `user/repo`. */
export const node: PackageGrammar = (text) => {
  const [, name = '', spec] = /^(@?[^@]*)(?:@(.*))?$/s.exec(text) ?? [];
  const source = spec !== undefined && /^(git\+|git:|github:|gitlab:|bitbucket:|https?:|file:)/.test(spec) ? spec : text;
  if (/^(git\+|git:\/\/|github:|gitlab:|bitbucket:|gist:)/.test(source)) return { kind: 'vcs', name: text };
  if (/^(file|link):/.test(source)) return { kind: 'directory', name: text };
  const elsewhere = place(source, /\.(tgz|tar|tar\.gz)$/);
  if (elsewhere) return { ...elsewhere, name: text };
  if (!name.startsWith('@') && /^[^@/\s]+\/[^/\s]+$/.test(name) && !name.includes(unknown)) return { kind: 'vcs', name: text };
  return spec === undefined ? named(name) : requirement(name, '@', spec, known(spec) === undefined ? {} : { specifier: spec });
};

/** `foo`, `foo:1.2`, `foo.gem`. */
export const ruby: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.gem$/);
  if (elsewhere) return elsewhere;
  const [, name = '', version] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  return requirement(name, version === undefined ? undefined : ':', version);
};

/** `example.org/x/cmd@v1`, `./...`. */
export const go: PackageGrammar = (text) => {
  if (path.test(text) || text === '...' || text === 'all') return { kind: 'directory', name: text };
  const [, name = '', version] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
  return requirement(name, version === undefined ? undefined : '@', version);
};

/** `foo`, `foo@1.2`. */
export const cargo: PackageGrammar = (text) => {
  const [, name = '', version] = /^([^@]*)(?:@(.*))?$/s.exec(text) ?? [];
  return requirement(name, version === undefined ? undefined : '@', version);
};

/** `vendor/foo`, `vendor/foo:^1`, `vendor/foo=1`, `vendor/foo 1`. */
export const composer: PackageGrammar = (text) => {
  const [, name = '', operator, version] = /^([^:=@\s]*)(?:\s*([:=@]|\s)\s*(.*))?$/s.exec(text) ?? [];
  return requirement(name, operator, version);
};

/** `foo`, `foo=1.2=build`, `foo==1`, `foo>=1`, `channel::foo`. */
export const condaSpec: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.(conda|tar\.bz2)$/);
  if (elsewhere) return elsewhere;
  const bare = text.slice(text.indexOf('::') === -1 ? 0 : text.indexOf('::') + 2);
  const [, name = '', operator, version = ''] = /^([^\s=<>!~[]*)\s*(==|>=|<=|!=|~=|=|>|<|\s)?\s*(.*)$/s.exec(bare) ?? [];
  const specifier = operator ? known(`${operator}${version}`) : undefined;
  return requirement(name, operator, version.split(/[=,]/)[0], specifier === undefined ? {} : { specifier });
};

/** `Foo::Bar`, `Foo@1.2`, `Foo~1.2`, distributions by path. */
export const perl: PackageGrammar = (text) => {
  const elsewhere = place(text, /\.(tar\.gz|tgz|zip)$/);
  if (elsewhere) return elsewhere;
  const [, name = '', operator, version] = /^([^@~]*)([@~])?(.*)$/s.exec(text) ?? [];
  return requirement(name, operator, version);
};

/** A name alone. */
export const bareName: PackageGrammar = (text) => place(text, /\.(nupkg|zip)$/) ?? named(text);

/** `name`, `name/version`, `name@version`, `name==version`. */
export const loose: PackageGrammar = (text) => {
  const [, name = '', operator, version] = /^([^@=]*)(@|==|=)?(.*)$/s.exec(text) ?? [];
  return place(text, /\.(zip|whl)$/) ?? requirement(name, operator, version);
};
