/**
 * Source packages of binary packages that Dockerfiles pin and that are not called like their source: distributions advise on sources. Own table, from the package lists of Debian 11 to 13,
 * Ubuntu 20.04 to 24.04 and Alpine 3.15 to 3.24. A binary that is neither here nor called like its source is not judged.
 */

/** Pattern of a binary's whole name, and its source. `$1` is the first group. */
const debian: readonly (readonly [RegExp, string])[] = [
  [/^libssl(?:1\.1|3|3t64|-dev|-doc)$/, 'openssl'],
  [/^(?:libcurl[34](?:t64)?(?:-\w+)*|libcurl4-\w+-dev)$/, 'curl'],
  [/^(?:libc6(?:-dev)?|libc-bin|libc-dev-bin|libc-l10n|locales(?:-all)?|nscd)$/, 'glibc'],
  [/^zlib1g(?:-dev)?$/, 'zlib'],
  [/^(?:libgnutls(?:30|30t64|28-dev|-dane0|-openssl27)|gnutls-bin)$/, 'gnutls28'],
  [/^(?:libsqlite3-(?:0|dev)|sqlite3)$/, 'sqlite3'],
  [/^(?:libxml2-(?:dev|utils)|python3-libxml2)$/, 'libxml2'],
  [/^libxslt1(?:\.1|-dev)$/, 'libxslt'],
  [/^(?:libexpat1(?:-dev)?)$/, 'expat'],
  [/^(?:git-(?:core|man|all|svn|daemon-run))$/, 'git'],
  [/^(?:openssh-(?:client|server|sftp-server)|ssh)$/, 'openssh'],
  [/^nginx-(?:common|core|full|light|extras)$/, 'nginx'],
  [/^(?:apache2-(?:bin|data|utils|dev))$/, 'apache2'],
  [/^(?:libpq(?:5|-dev)|postgresql-client-(\d+)|postgresql-(\d+))$/, 'postgresql-$1$2'],
  [/^openjdk-(\d+)-(?:jdk|jre)(?:-headless)?$/, 'openjdk-$1'],
  [/^(?:php(\d\.\d)-[a-z0-9-]+)$/, 'php$1'],
  [/^(?:libpython|python)(3\.\d+)-(?:minimal|stdlib|dev|venv|distutils)$/, 'python$1'],
  [/^(?:libnghttp2-(?:14|dev)|nghttp2-\w+)$/, 'nghttp2'],
  [/^(?:libtiff(?:5|6)?(?:-dev|-tools)?)$/, 'tiff'],
  [/^(?:libsystemd0|libudev1|udev|systemd-sysv)$/, 'systemd'],
  [/^(?:perl-(?:base|modules-5\.\d+)|libperl5\.\d+)$/, 'perl'],
  [/^(?:libkrb5-3|libgssapi-krb5-2|krb5-user|libkrb5-dev)$/, 'krb5'],
  [/^(?:imagemagick-6\.q16|libmagick(?:core|wand)-(?:6\.q16-\d+|dev))$/, 'imagemagick'],
  [/^(?:redis-(?:server|tools|sentinel))$/, 'redis'],
  [/^(?:vim-(?:tiny|common|runtime|nox))$/, 'vim'],
  [/^(?:dirmngr|gnupg[12]?|gpg(?:v|-agent|conf|sm)?|gnupg-(?:utils|l10n))$/, 'gnupg2'],
  [/^(?:busybox-static|udhcpc)$/, 'busybox'],
  [/^(?:libldap-(?:2\.[45]-[02]|dev|common)|ldap-utils|slapd)$/, 'openldap'],
  [/^(?:liblzma(?:5|-dev)|xz-utils)$/, 'xz-utils'],
  [/^(?:util-linux|mount|libmount1|libblkid1|libuuid1|uuid-dev|bsdutils|fdisk)$/, 'util-linux'],
  [/^(?:libfreetype6?(?:-dev)?|libfreetype6)$/, 'freetype'],
  [/^(?:libpng16-16|libpng-dev|libpng-tools)$/, 'libpng1.6'],
  [/^(?:libwebp(?:6|7|-dev)|webp)$/, 'libwebp'],
  [/^(?:bind9-(?:utils|host|dnsutils|libs)|dnsutils)$/, 'bind9'],
  [/^(?:rsyslog-\w+)$/, 'rsyslog'],
  [/^(?:tomcat(\d+)-\w+)$/, 'tomcat$1'],
];

const alpine: readonly (readonly [RegExp, string])[] = [
  [/^(?:libssl(?:1\.1|3)|libcrypto(?:1\.1|3)|openssl-(?:dev|libs-static))$/, 'openssl'],
  [/^(?:libcurl|curl-dev)$/, 'curl'],
  [/^(?:musl-(?:dev|utils))$/, 'musl'],
  [/^(?:libexpat|expat-dev)$/, 'expat'],
  [/^(?:libxml2-(?:dev|utils))$/, 'libxml2'],
  [/^(?:libxslt-dev)$/, 'libxslt'],
  [/^(?:sqlite-(?:libs|dev))$/, 'sqlite'],
  [/^(?:zlib-dev)$/, 'zlib'],
  [/^(?:git-(?:daemon|perl|p4|svn))$/, 'git'],
  [/^(?:openssh-(?:client|server|sftp-server|keygen|client-default|client-common|server-common))$/, 'openssh'],
  [/^(?:nodejs-npm|nodejs-dev)$/, 'nodejs'],
  [/^(?:python3-dev|python3-tkinter|pyc)$/, 'python3'],
  [/^(?:py3-pip-pyc)$/, 'py3-pip'],
  [/^(?:libpq|postgresql-client|postgresql-dev)$/, 'postgresql'],
  [/^(?:postgresql(\d+)-(?:client|dev|contrib))$/, 'postgresql$1'],
  [/^(?:php(\d+)-[a-z0-9_]+)$/, 'php$1'],
  [/^openjdk(\d+)-(?:jdk|jre|jre-headless|jre-base)$/, 'openjdk$1'],
  [/^(?:nginx-mod-[a-z0-9-]+)$/, 'nginx'],
  [/^(?:apache2-(?:utils|ssl|proxy|dev))$/, 'apache2'],
  [/^(?:busybox-(?:extras|static|suid)|ssl_client)$/, 'busybox'],
  [/^(?:mariadb-(?:client|connector-c|dev|server-utils)|mysql-client)$/, 'mariadb'],
  [/^(?:ruby-(?:dev|libs|bundler|full))$/, 'ruby'],
  [/^(?:libpng-dev|libpng-utils)$/, 'libpng'],
  [/^(?:libwebp-(?:dev|tools))$/, 'libwebp'],
  [/^(?:gnutls-(?:dev|utils))$/, 'gnutls'],
  [/^(?:bind-(?:tools|libs|dev))$/, 'bind'],
  [/^(?:xz-(?:libs|dev))$/, 'xz'],
  [/^(?:imagemagick-(?:dev|libs|svg|jpeg))$/, 'imagemagick'],
  [/^(?:krb5-(?:libs|dev|server))$/, 'krb5'],
  [/^(?:libcap2|libcap-(?:dev|utils|setcap))$/, 'libcap'],
  [/^(?:nghttp2-(?:libs|dev))$/, 'nghttp2'],
  [/^(?:tiff-(?:dev|tools))$/, 'tiff'],
];

/** Names under which the distribution may advise on a binary package: its own, and its source's where that is another. */
export function advisedNames(family: 'debian' | 'alpine', binary: string): readonly string[] {
  for (const [pattern, source] of family === 'debian' ? debian : alpine) {
    const match = pattern.exec(binary);
    if (!match) continue;
    const name = source.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    // `libpq5` is of whichever PostgreSQL the release has: its own name is all that is known.
    return name === binary || name.endsWith('-') ? [binary] : [binary, name];
  }
  return [binary];
}
