/** Words of commands that are credentials by their place: the value of `-p`, of an Authorization header, an operand of `htpasswd -b`. */
import type { ShellCommand, ShellWord } from './model';
import { flag, parseOptions, parseWords, positionals, type ShellOption } from './options';
import { templateOf } from './words';

export interface CredentialWord {
  /** The word that holds it. */
  readonly word: ShellWord;
  /** The credential itself, without the flag or the user before it; undefined where a variable is part of it. */
  readonly literal: string | undefined;
  /** `password`, `token`, `key`: for a message. */
  readonly what: string;
}

interface Spec {
  /** Only after these subcommands; absent: always. */
  readonly subcommands?: readonly string[];
  /** Options whose value is a credential. */
  readonly flags?: readonly string[];
  /** Options whose value is USER:PASSWORD. */
  readonly logins?: readonly string[];
  /** Options that hold an HTTP header. */
  readonly headers?: readonly string[];
  /** Short options whose value may only stand right behind them: `-pSECRET`. */
  readonly attached?: readonly string[];
  /** What the value must begin with to be one: `pass:` of openssl. */
  readonly prefix?: string;
  /** Operands that are credentials: those behind the given words. */
  readonly after?: readonly { readonly words: readonly string[]; readonly at: number }[];
  readonly what?: string;
  /** `-name value` is a long option. */
  readonly singleDash?: boolean;
}

const loginFlags = ['-p', '--password'];
const headers = ['-H', '--header', '--proxy-header'];
const mysql: Spec = { flags: ['--password'], attached: ['-p'] };
const containers: readonly Spec[] = [{ subcommands: ['login'], flags: loginFlags }, { logins: ['--creds', '--src-creds', '--dest-creds'] }];

const table: Readonly<Record<string, readonly Spec[]>> = {
  curl: [{ logins: ['-u', '--user', '-U', '--proxy-user'], headers, flags: ['--oauth2-bearer', '--pass', '--proxy-pass'] }],
  wget: [{ flags: ['--password', '--http-password', '--ftp-password', '--proxy-password'], headers: ['--header'] }],
  http: [{ logins: ['-a', '--auth'] }],
  docker: containers, podman: containers, buildah: containers, nerdctl: containers, skopeo: containers,
  helm: [{ flags: ['--password'] }, { subcommands: ['registry', 'login'], flags: ['-p'] }],
  mysql: [mysql], mysqladmin: [mysql, { after: [{ words: ['password'], at: 0 }] }], mysqldump: [mysql], mysqlimport: [mysql], mariadb: [mysql], 'mariadb-admin': [mysql, { after: [{ words: ['password'], at: 0 }] }], 'mariadb-dump': [mysql],
  'redis-cli': [{ flags: ['-a', '--pass'] }], 'valkey-cli': [{ flags: ['-a', '--pass'] }], mongo: [{ flags: loginFlags }], mongosh: [{ flags: loginFlags }], sqlcmd: [{ flags: ['-P'] }],
  sshpass: [{ flags: ['-p'] }],
  openssl: [{ flags: ['-passin', '-passout', '-pass', '-password'], prefix: 'pass:', singleDash: true }, { subcommands: ['enc'], flags: ['-k'], singleDash: true }],
  htpasswd: [{ after: [] }],
  keytool: [{ flags: ['-storepass', '-keypass', '-srcstorepass', '-deststorepass', '-srckeypass', '-destkeypass'], singleDash: true }], jarsigner: [{ flags: ['-storepass', '-keypass'], singleDash: true }],
  unzip: [{ flags: ['-P'] }], zip: [{ flags: ['-P', '--password'] }], '7z': [{ attached: ['-p'] }], '7za': [{ attached: ['-p'] }], unrar: [{ attached: ['-p'] }],
  gpg: [{ flags: ['--passphrase'], what: 'passphrase' }], gpg2: [{ flags: ['--passphrase'], what: 'passphrase' }],
  npm: [{ after: [{ words: ['set'], at: 1 }], what: 'token' }],
  dotnet: [{ subcommands: ['nuget'], flags: ['-p', '--password', '-k', '--api-key'] }], nuget: [{ flags: ['-Password', '-ApiKey'], singleDash: true }],
  aws: [{ subcommands: ['configure', 'set', 'aws_secret_access_key'], after: [{ words: ['configure', 'set', 'aws_secret_access_key'], at: 0 }], what: 'key' }, { subcommands: ['configure', 'set', 'aws_session_token'], after: [{ words: ['configure', 'set', 'aws_session_token'], at: 0 }], what: 'token' }],
  az: [{ subcommands: ['login'], flags: loginFlags }, { flags: ['--account-key', '--sas-token'], what: 'key' }],
  doctl: [{ flags: ['-t', '--access-token'], what: 'token' }], kubectl: [{ flags: ['--token', '--password'], what: 'token' }], oc: [{ flags: ['--token', '--password'], what: 'token' }, { subcommands: ['login'], flags: ['-p'] }],
  cf: [{ subcommands: ['login'], flags: ['-p'] }, { subcommands: ['auth'], after: [{ words: ['auth'], at: 1 }] }], ibmcloud: [{ subcommands: ['login'], flags: ['-p', '--apikey'] }],
  twine: [{ flags: loginFlags }], cargo: [{ subcommands: ['login'], after: [{ words: ['login'], at: 0 }], what: 'token' }, { flags: ['--token'], what: 'token' }],
  composer: [{ subcommands: ['config'], after: [{ words: ['config'], at: 1 }] }], poetry: [{ subcommands: ['config'], after: [{ words: ['config'], at: 1 }] }],
  snyk: [{ subcommands: ['auth'], after: [{ words: ['auth'], at: 0 }], what: 'token' }], 'sentry-cli': [{ flags: ['--auth-token', '--api-key'], what: 'token' }], ngrok: [{ subcommands: ['authtoken'], after: [{ words: ['authtoken'], at: 0 }], what: 'token' }],
  tailscale: [{ flags: ['--authkey', '--auth-key'], what: 'key' }], wandb: [{ subcommands: ['login'], after: [{ words: ['login'], at: 0 }], what: 'key' }], 'huggingface-cli': [{ flags: ['--token'], what: 'token' }], hf: [{ flags: ['--token'], what: 'token' }],
  vault: [{ subcommands: ['login'], after: [{ words: ['login'], at: 0 }], what: 'token' }], s3cmd: [{ flags: ['--secret_key', '--access_token'], what: 'key' }],
  ldapadd: [{ flags: ['-w'] }], ldapmodify: [{ flags: ['-w'] }], ldapsearch: [{ flags: ['-w'] }], ldappasswd: [{ flags: ['-w', '-s'] }],
};

/** Names of keys in `npm config set KEY VALUE`, `composer config KEY …` and the like that hold a credential. */
const credentialKeys = /(?:_authToken|_auth|_password|^http-basic\.|^github-oauth\.|^gitlab-token\.|^bearer\.|^pypi-token\.)/;
const keyedCommands: ReadonlySet<string> = new Set(['npm', 'composer', 'poetry']);

const authorization = /^\s*(?:proxy-)?authorization\s*:\s*(?:(?:bearer|basic|token|digest|negotiate)\s+)?(\S.*)$/is;
const tokenHeader = /^\s*(?:private-token|deploy-token|job-token|x-api-key|api-key|apikey|x-auth-token|x-access-token|x-vault-token|x-jfrog-art-api|x-gitlab-token|x-figma-token|dd-api-key|x-amz-security-token)\s*:\s*(\S.*)$/is;

/** Every credential among the command's words. */
export function credentialWords(command: ShellCommand): readonly CredentialWord[] {
  const specs = Object.hasOwn(table, command.name) ? table[command.name]! : [];
  return specs.flatMap((spec) => (isCalled(command, spec) ? wordsOf(command, spec) : []));
}

function isCalled(command: ShellCommand, { subcommands }: Spec): boolean {
  if (!subcommands) return true;
  const operands = positionals(command).map((word) => word.value);
  return subcommands.every((subcommand) => operands.includes(subcommand));
}

function wordsOf(command: ShellCommand, spec: Spec): CredentialWord[] {
  const found: CredentialWord[] = [];
  const what = spec.what ?? 'password';
  const add = (word: ShellWord, text: string | undefined, kind = what): void => {
    if (text !== '') found.push({ word, literal: plain(word) ? text : undefined, what: kind });
  };
  for (const name of spec.flags ?? []) {
    const option = optionOf(command, name, spec);
    if (!option?.valueWord) continue;
    const text = option.value ?? '';
    if (spec.prefix === undefined) add(option.valueWord, option.value);
    else if (text.startsWith(spec.prefix) || templateOf(option.valueWord).includes(spec.prefix)) add(option.valueWord, text.slice(spec.prefix.length));
  }
  for (const name of spec.logins ?? []) {
    const option = optionOf(command, name, spec);
    if (!option?.valueWord) continue;
    const text = option.value ?? templateOf(option.valueWord);
    const colon = text.indexOf(':');
    if (colon >= 0) add(option.valueWord, text.slice(colon + 1));
  }
  const names = spec.headers ?? [];
  for (const { name, valueWord, value } of names.length > 0 ? parseOptions(command).options : []) {
    if (!names.includes(name) || !valueWord) continue;
    const match = authorization.exec(value ?? templateOf(valueWord)) ?? tokenHeader.exec(value ?? templateOf(valueWord));
    if (match) add(valueWord, match[1]!, 'token');
  }
  for (const prefix of spec.attached ?? []) {
    const word = command.args.find((arg) => {
      const text = templateOf(arg);
      return text.startsWith(prefix) && text.length > prefix.length && !text.startsWith('--');
    });
    if (word) add(word, word.value?.slice(prefix.length));
  }
  found.push(...operandsOf(command, spec, what));
  return found;
}

function optionOf(command: ShellCommand, name: string, { singleDash, flags }: Spec): ShellOption | undefined {
  if (!singleDash) return flag(command, name);
  return parseWords(command.args, { singleDash, ...(flags ? { valueFlags: flags } : {}) }).options.find((option) => option.name === name);
}

/** Written out, without variables and commands. */
function plain(word: ShellWord): boolean {
  return word.variables.length === 0 && word.value !== undefined;
}

function operandsOf(command: ShellCommand, { after }: Spec, what: string): CredentialWord[] {
  const of = (word: ShellWord | undefined): CredentialWord[] => (word ? [{ word, literal: plain(word) ? word.value : undefined, what }] : []);
  const operands = positionals(command);
  // `htpasswd -bc FILE USER PASSWORD`, `htpasswd -nb USER PASSWORD`.
  if (command.name === 'htpasswd') return command.args.some(({ text }) => /^-[a-zA-Z]*b/.test(text)) && operands.length >= 2 ? of(operands[operands.length - 1]) : [];
  return (after ?? []).flatMap(({ words, at }) => {
    const start = operands.findIndex((_, index) => words.every((word, offset) => operands[index + offset]?.value === word));
    if (start < 0) return [];
    const rest = operands.slice(start + words.length);
    if (!keyedCommands.has(command.name)) return of(rest[at]);
    // `KEY=VALUE` in one word, or the value behind the key; logins have the user in between.
    const key = rest[0]?.value ?? (rest[0] ? templateOf(rest[0]) : '');
    if (!credentialKeys.test(key)) return [];
    const equals = key.indexOf('=');
    if (equals >= 0 && rest.length === 1) return [{ word: rest[0]!, literal: plain(rest[0]!) ? key.slice(equals + 1) : undefined, what }];
    return rest.length > 1 ? of(rest[rest.length - 1]) : [];
  });
}
