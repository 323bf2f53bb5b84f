/** Settings that switch the check of TLS certificates off: by a tool's own configuration command, by an option that holds one, or written into a file. */
import type { Span } from '../text/span';
import type { ShellCommand, ShellScript } from './model';
import { templateOf } from './words';

export interface TlsSetting {
  /** `plain`: unencrypted connections are allowed. */
  readonly kind: 'setting' | 'plain';
  readonly tool: string;
  /** What is written. */
  readonly what: string;
  readonly span: Span;
  /** What can go without it: the whole command, or the words of the span. */
  readonly removable?: 'command' | 'words';
}

const off = /^(?:false|0|no|off|n|none)$/i;
const on = /^(?:true|1|yes|on)$/i;

type Finder = (command: ShellCommand, words: readonly string[]) => TlsSetting[];

/** `key value` or `key=value` whose value says `wanted`. */
function pair(command: ShellCommand, words: readonly string[], key: RegExp, rest: Partial<TlsSetting> = {}, wanted = off): TlsSetting[] {
  const index = words.findIndex((word) => key.test(word));
  if (index < 0) return [];
  const found = (from: number, to: number): TlsSetting[] => [
    { kind: 'setting', tool: command.name, what: words.slice(from, to + 1).join(' '), span: { start: command.args[from]!.span.start, end: command.args[to]!.span.end }, ...rest },
  ];
  const inline = /^[^=]*=(.*)$/.exec(words[index]!)?.[1];
  if (inline !== undefined) return wanted.test(inline) ? found(index, index) : [];
  return wanted.test(words[index + 1] ?? '') ? found(index, index + 1) : [];
}

/** Words that switch it off by themselves. */
function each(command: ShellCommand, words: readonly string[], pattern: RegExp, rest: Partial<TlsSetting> = {}): TlsSetting[] {
  return words.flatMap((word, index) => (pattern.test(word) ? [{ kind: 'setting' as const, tool: command.name, what: word, span: command.args[index]!.span, ...rest }] : []));
}

const whole = { removable: 'command' } as const;
const part = { removable: 'words' } as const;

const npm: Finder = (command, words) => {
  if (!words.includes('set') && !words.includes('config') && !words.includes('c')) return each(command, words, /^--strict-ssl=(?:false|0)$/i, part);
  return words.includes('get') ? [] : pair(command, words, /^(?:strict-ssl(?:=|$)|enableStrictSsl$)/i, whole);
};
const setopt: Finder = (command, words) => each(command, words, /(?:^|=)(?:[\w.*-]+\.)?sslverify=(?:false|0|no|off)$/i);
const conda: Finder = (command, words) => (words[0] === 'config' ? pair(command, words, /^ssl_verify(?:=|$)/, whole) : []);
const apt: Finder = (command, words) => each(command, words, /^(?:-o)?=?Acquire::(?:https::(?:.*::)?)?Verify-(?:Peer|Host)=(?:false|0|no)$/i);
const maven: Finder = (command, words) => each(command, words, /^-D(?:maven\.wagon\.http\.ssl\.(?:insecure|allowall|ignore\.validity\.dates)(?:=true)?|aether\.connector\.https\.securityMode=insecure)$/, part);
const pip: Finder = (command, words) => (words[0] === 'config' && words[1] === 'set' ? pair(command, words, /^(?:global|install)\.trusted-host$/, whole, /./) : []);

const finders: Readonly<Record<string, Finder>> = {
  git: (command, words) => {
    if (words.includes('config')) return words.some((word) => word.startsWith('--get') || word === '--unset') ? [] : pair(command, words, /^https?\.(?:.*\.)?sslverify(?:=|$)/i, whole);
    return words.includes('-c') ? pair(command, words, /^https?\.(?:.*\.)?sslverify=/i) : [];
  },
  npm, yarn: npm, pnpm: npm,
  'yum-config-manager': setopt, 'dnf-config-manager': setopt, yum: setopt, dnf: setopt, microdnf: setopt, tdnf: setopt,
  conda, mamba: conda, micromamba: conda,
  composer: (command, words) =>
    words.includes('config') ? [...pair(command, words, /^secure-http$/, { ...whole, kind: 'plain' }), ...pair(command, words, /^disable-tls$/, whole, on)] : each(command, words, /^--disable-tls$/, part),
  'apt-get': apt, apt,
  mvn: maven, mvnw: maven,
  bundle: (command, words) => (words[0] === 'config' ? pair(command, words, /^ssl_verify_mode$/i, whole) : []),
  poetry: (command, words) => (words[0] === 'config' ? pair(command, words, /^certificates\..+\.cert$/, whole) : []),
  pip, pip3: pip,
};

/** What a configuration command switches off, or an option that holds a setting. */
export function tlsSettings(command: ShellCommand): TlsSetting[] {
  if (Object.hasOwn(finders, command.name)) return finders[command.name]!(command, command.args.map((word) => templateOf(word)));
  return command.redirections.length > 0 || command.pipedTo?.name === 'tee' ? written(command) : [];
}

/** Lines of configuration files, by the file that they go to. */
const lines: readonly (readonly [file: RegExp, line: RegExp, tool: string])[] = [
  [/curlrc$/, /^\s*(?:insecure|-k|--insecure)\s*$/m, 'curl'],
  [/wgetrc$/, /^\s*check[_-]?certificate\s*=\s*off\s*$/im, 'wget'],
  [/npmrc$/, /^\s*strict-ssl\s*=\s*false\s*$/im, 'npm'],
  [/yarnrc(?:\.yml)?$/, /^\s*(?:strict-ssl\s+false|enableStrictSsl:\s*false)\s*$/im, 'yarn'],
  [/pip\.conf$|pip\.ini$/, /^\s*trusted-host\s*=\s*\S/im, 'pip'],
  [/condarc$/, /^\s*ssl_verify:\s*(?:false|no)\s*$/im, 'conda'],
  [/gemrc$/, /:?ssl_verify_mode:\s*0/i, 'gem'],
  [/gitconfig$/, /sslverify\s*=\s*(?:false|0)/i, 'git'],
  [/yum\.conf$|dnf\.conf$|\.repo$/, /^\s*sslverify\s*=\s*(?:0|false|no)\s*$/im, 'yum and dnf'],
  [/apt\.conf(?:\.d\/.*)?$/, /Verify-(?:Peer|Host)\s*"?(?:false|0|no)/i, 'apt'],
];

/** `echo insecure >> ~/.curlrc`. */
function written(command: ShellCommand): TlsSetting[] {
  if (command.name !== 'echo' && command.name !== 'printf') return [];
  const target = command.redirections.find((redirection) => redirection.operator.startsWith('>') && redirection.target)?.target ?? command.pipedTo?.args.find((word) => !word.text.startsWith('-'));
  const path = target ? templateOf(target) : '';
  const text = command.args.map((word) => templateOf(word)).join(' ').replace(/\\n/g, '\n').replace(/^-[neE]+ /, '');
  return lines.flatMap(([file, line, tool]) => {
    if (!file.test(path) || !line.test(text)) return [];
    const word = command.args.find((candidate) => line.test(templateOf(candidate).replace(/\\n/g, '\n'))) ?? command.args[command.args.length - 1]!;
    return [{ kind: 'setting' as const, tool, what: line.exec(text)![0].trim(), span: word.span }];
  });
}

const powershell = /-SkipCertificateCheck\b|ServerCertificateValidationCallback\s*=\s*\{\s*\$true\s*;?\s*\}|\bTrustAllCertsPolicy\b(?=[^;]*;|\)|$)/gi;

/** What PowerShell scripts switch off; their commands are not known one by one. */
export function scriptSettings(script: ShellScript): TlsSetting[] {
  if (script.dialect !== 'powershell') return [];
  return [...script.text.matchAll(powershell)].map((match) => ({ kind: 'setting' as const, tool: 'PowerShell', what: match[0], span: script.toSpan(match.index, match.index + match[0].length) }));
}
