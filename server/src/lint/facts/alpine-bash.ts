/** Images without Bash, and packages that do not bring it. Own tables, from the images' own Dockerfiles and Alpine's dependencies, as of November 2026. */
import type { ImageReference } from '../dockerfile/model';
import { officialName } from './products';

const images: ReadonlySet<string> = new Set(['alpine', 'golang', 'node', 'php', 'python', 'redis', 'ruby', 'rust']);

/** Images on Alpine that have BusyBox for a shell and no other. */
export function hasOnlyBusyBox(image: ImageReference): boolean {
  const name = officialName(image);
  if (name === 'busybox') return true;
  return name !== undefined && images.has(name) && (name === 'alpine' || /(?:^|-)alpine[\d.]*$/.test(image.tag ?? ''));
}

const packages: ReadonlySet<string> = new Set([
  'autoconf', 'bind-tools', 'bzip2', 'build-base', 'ca-certificates', 'coreutils', 'curl', 'dcron', 'dumb-init', 'ffmpeg', 'file', 'findutils', 'fontconfig', 'g++', 'gcc', 'gcompat', 'gettext', 'git', 'gmp', 'gnupg', 'gnutls-utils', 'grep', 'gzip', 'icu', 'icu-libs',
  'imagemagick', 'iproute2', 'iptables', 'iputils', 'jq', 'libc-utils', 'libc6-compat', 'libcap', 'libcurl', 'libffi', 'libgcc', 'libintl', 'libpng', 'libpq', 'libstdc++', 'libxml2', 'libxslt', 'libzip', 'linux-headers', 'logrotate', 'make', 'mariadb-client', 'musl',
  'mysql-client', 'nano', 'net-tools', 'netcat-openbsd', 'nginx', 'nodejs', 'npm', 'openssh-client', 'openssl', 'patch', 'pcre', 'pkgconf', 'pkgconfig', 'postgresql-client', 'procps', 'py-pip', 'py3-pip', 'python', 'python2', 'python3', 'redis', 'rsync', 'sed', 'shadow',
  'socat', 'sqlite', 'sqlite-libs', 'su-exec', 'sudo', 'supervisor', 'tar', 'tini', 'tzdata', 'unzip', 'upx', 'vim', 'wget', 'xz', 'yarn', 'zip', 'zlib',
]);

const headers: ReadonlySet<string> = new Set([
  'bzip2', 'curl', 'freetype', 'gmp', 'icu', 'jpeg', 'libc', 'libevent', 'libffi', 'libjpeg-turbo', 'libpng', 'libpq', 'libwebp', 'libxml2', 'libxslt', 'libzip', 'mariadb-connector-c', 'musl', 'oniguruma', 'openssl', 'pcre', 'python', 'python2', 'python3', 'readline', 'sqlite',
  'yaml', 'zlib',
]);

/** True for a package of Alpine that is known not to depend on Bash. */
export function comesWithoutBash(name: string): boolean {
  return packages.has(name) || (name.endsWith('-dev') && headers.has(name.slice(0, -4)));
}
