/** Which options of the commands that rules look at take a value; those of package managers are in `manager-table`. */
export interface OptionSpec {
  /** Options that take a value, with their dashes: `-t`, `--target-release`. */
  readonly valueFlags?: readonly string[];
  /** `-name value` and `-name=value` are long options: Go programs, find, NuGet. */
  readonly singleDash?: boolean;
  /** Options end at the first operand, as in `ssh HOST COMMAND`. */
  readonly stopAtOperand?: boolean;
}

/** By command name. */
export const optionSpecs: Readonly<Record<string, OptionSpec>> = {
  curl: {
    valueFlags: [
      '-A', '-b', '-c', '-C', '-d', '-D', '-e', '-E', '-F', '-h', '-H', '-K', '-m', '-o', '-P', '-Q', '-r', '-t', '-T', '-u', '-U', '-w', '-x', '-X', '-y',
        '-Y', '-z',
      '--abstract-unix-socket', '--alt-svc', '--aws-sigv4', '--cacert', '--capath', '--cert', '--cert-type', '--ciphers', '--config', '--connect-timeout',
        '--connect-to', '--continue-at',
      '--cookie', '--cookie-jar', '--create-file-mode', '--crlfile', '--curves', '--data', '--data-ascii', '--data-binary', '--data-raw', '--data-urlencode',
        '--delegation', '--dns-servers',
      '--doh-url', '--dump-header', '--egd-file', '--engine', '--etag-compare', '--etag-save', '--expect100-timeout', '--form', '--form-string',
        '--ftp-account', '--ftp-method', '--ftp-port',
      '--happy-eyeballs-timeout-ms', '--header', '--hostpubmd5', '--hostpubsha256', '--hsts', '--interface', '--ipfs-gateway', '--json', '--keepalive-time',
        '--key', '--key-type', '--krb', '--libcurl',
      '--limit-rate', '--local-port', '--login-options', '--mail-auth', '--mail-from', '--mail-rcpt', '--max-filesize', '--max-redirs', '--max-time',
        '--netrc-file', '--noproxy', '--oauth2-bearer',
      '--output', '--output-dir', '--parallel-max', '--pass', '--pinnedpubkey', '--preproxy', '--proto', '--proto-default', '--proto-redir', '--proxy',
        '--proxy-cacert', '--proxy-cert',
      '--proxy-header', '--proxy-key', '--proxy-pass', '--proxy-user', '--pubkey', '--quote', '--random-file', '--range', '--rate', '--referer', '--request',
        '--request-target', '--resolve',
      '--retry', '--retry-delay', '--retry-max-time', '--socks4', '--socks4a', '--socks5', '--socks5-hostname', '--speed-limit', '--speed-time', '--stderr',
        '--telnet-option', '--time-cond',
      '--tls-max', '--tls13-ciphers', '--trace', '--trace-ascii', '--unix-socket', '--upload-file', '--url', '--url-query', '--user', '--user-agent',
        '--variable', '--write-out',
    ],
  },
  wget: {
    valueFlags: [
      '-a', '-A', '-B', '-D', '-e', '-I', '-i', '-l', '-o', '-O', '-P', '-Q', '-R', '-t', '-T', '-U', '-w', '-X', '--accept', '--accept-regex',
        '--append-output', '--base', '--bind-address',
      '--body-data', '--body-file', '--ca-certificate', '--ca-directory', '--certificate', '--certificate-type', '--ciphers', '--compression', '--config',
        '--connect-timeout', '--crl-file',
      '--cut-dirs', '--default-page', '--directory-prefix', '--dns-timeout', '--domains', '--exclude-directories', '--exclude-domains', '--execute',
        '--follow-tags', '--ftp-password', '--ftp-user',
      '--header', '--http-password', '--http-user', '--ignore-tags', '--include-directories', '--input-file', '--level', '--limit-rate', '--load-cookies',
        '--local-encoding', '--max-redirect',
      '--method', '--output-document', '--output-file', '--password', '--pinnedpubkey', '--post-data', '--post-file', '--prefer-family', '--private-key',
        '--private-key-type', '--progress',
      '--proxy-password', '--proxy-user', '--quota', '--read-timeout', '--referer', '--reject', '--reject-regex', '--remote-encoding',
        '--restrict-file-names', '--retry-on-http-error',
      '--save-cookies', '--secure-protocol', '--start-pos', '--timeout', '--tries', '--user', '--user-agent', '--wait', '--waitretry', '--warc-file',
    ],
  },
  git: {
    valueFlags: [
      '-b', '-c', '-C', '-j', '-o', '-u', '--branch', '--config', '--config-env', '--depth', '--exec-path', '--filter', '--git-dir', '--jobs', '--namespace',
        '--origin', '--reference',
      '--reference-if-able', '--separate-git-dir', '--server-option', '--shallow-exclude', '--shallow-since', '--template', '--upload-pack', '--work-tree',
    ],
  },
  tar: { valueFlags: ['-b', '-C', '-f', '-F', '-g', '-H', '-I', '-K', '-L', '-N', '-T', '-V', '-X', '--directory', '--exclude', '--exclude-from', '--file',
    '--files-from', '--group', '--mode', '--mtime', '--owner', '--strip-components', '--transform', '--use-compress-program', '--xform'] },
  unzip: { valueFlags: ['-d', '-P', '-x'] },
  chmod: { valueFlags: ['--reference'] },
  mkdir: { valueFlags: ['-m', '--mode'] },
  sed: { valueFlags: ['-e', '--expression', '-f', '--file', '-l', '--line-length'] },
  chown: { valueFlags: ['--from', '--reference'] },
  useradd: {
    valueFlags: [
      '-b', '-c', '-d', '-e', '-f', '-g', '-G', '-k', '-K', '-p', '-P', '-R', '-s', '-u', '-Z', '--base-dir', '--comment', '--home-dir', '--home',
        '--expiredate', '--inactive', '--gid', '--groups', '--skel', '--key',
      '--password', '--prefix', '--root', '--shell', '--uid', '--selinux-user',
    ],
  },
  adduser: {
    valueFlags: ['-h', '-g', '-s', '-G', '-u', '-k', '--home', '--shell', '--uid', '--gid', '--ingroup', '--firstuid', '--lastuid', '--firstgid', '--lastgid',
      '--gecos', '--comment', '--conf', '--add_extra_groups'],
  },
  groupadd: { valueFlags: ['-g', '-K', '-p', '-P', '-R', '--gid', '--key', '--password', '--prefix', '--root'] },
  usermod: { valueFlags: ['-c', '-d', '-e', '-f', '-g', '-G', '-l', '-p', '-P', '-R', '-s', '-u', '-v', '-V', '-w', '-W', '-Z', '--comment', '--home',
    '--gid', '--groups', '--login', '--password', '--shell', '--uid'] },
  addgroup: { valueFlags: ['-g', '--gid', '--firstgid', '--lastgid', '--conf'] },
  gpasswd: { valueFlags: ['-a', '-A', '-d', '-M', '-Q', '--add', '--administrators', '--delete', '--members', '--root'] },
  groupmems: { valueFlags: ['-a', '-d', '-g', '-R', '--add', '--delete', '--group', '--root'] },
  ssh: { valueFlags: ['-b', '-B', '-c', '-D', '-E', '-e', '-F', '-I', '-i', '-J', '-L', '-l', '-m', '-O', '-o', '-p', '-Q', '-R', '-S', '-W', '-w'],
    stopAtOperand: true },
  find: { singleDash: true },
  dpkg: { valueFlags: ['--root', '--admindir', '--instdir', '--log', '--path-exclude', '--path-include', '--ignore-depends'] },
  'apt-key': { valueFlags: ['--keyring', '--keyserver', '--recv-keys'] },
  gpg: { valueFlags: ['--keyserver', '--homedir', '--keyring', '--output', '-o', '--recipient', '-r', '--passphrase', '--passphrase-file', '--passphrase-fd',
    '--keyserver-options'] },
};
