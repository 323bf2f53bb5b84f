/** Which shell `/bin/sh` is in an image. */
import type { ImageReference, Stage } from '../dockerfile/model';
import { rootBase } from '../dockerfile/stages';
import { officialName } from '../facts/products';

/** `unknown`: any shell that POSIX allows. */
export type BinSh = 'dash' | 'busybox' | 'bash' | 'unknown';

/** Distributions by the image's name, and images that are built on one whatever their tag says. */
const byName: Readonly<Record<string, BinSh>> = {
  debian: 'dash', ubuntu: 'dash', 'buildpack-deps': 'dash',
  alpine: 'busybox', busybox: 'busybox',
  almalinux: 'bash', amazoncorretto: 'bash', amazonlinux: 'bash', archlinux: 'bash', centos: 'bash', fedora: 'bash', mageia: 'bash', mysql: 'bash', oraclelinux: 'bash', photon: 'bash', rockylinux: 'bash', sl: 'bash',
};

/** Official images whose tags without a distribution are built on Debian. */
const onDebian: ReadonlySet<string> = new Set([
  'cassandra', 'drupal', 'elixir', 'erlang', 'gcc', 'ghost', 'golang', 'haproxy', 'haskell', 'httpd', 'jetty', 'joomla', 'julia', 'logstash', 'mariadb', 'matomo', 'mediawiki', 'memcached', 'mongo', 'neo4j', 'nextcloud',
  'nginx', 'node', 'perl', 'php', 'postgres', 'pypy', 'python', 'r-base', 'rabbitmq', 'redis', 'redmine', 'ruby', 'rust', 'solr', 'swift', 'tomcat', 'wordpress',
]);

const debianTag = /(?:^|-)(?:slim|stable|testing|sid|unstable|stretch|buster|bullseye|bookworm|trixie|forky|bionic|focal|jammy|noble|debian\d*|ubuntu[\d.]*)(?:-|$)/;
const alpineTag = /(?:^|-)alpine[\d.]*(?:-|$)/;
const bashTag = /(?:^|-)(?:ubi\d*|ol\d+|oraclelinux\d*|al\d{4}|amazonlinux\d*|centos\d*|fedora\d*|rockylinux\d*)(?:-|$)/;

function ofImage(image: ImageReference): BinSh {
  const tag = image.tag ?? '';
  if (alpineTag.test(tag) || /(?:^|-)alpine$/.test(image.name)) return 'busybox';
  if (bashTag.test(tag)) return 'bash';
  const name = officialName(image);
  if (name !== undefined && Object.hasOwn(byName, name)) return byName[name]!;
  if (/^(?:ubi|rhel)\d+(?:\/|$)/.test(image.path) || image.normalized.startsWith('docker.io/opensuse/') || image.normalized.startsWith('quay.io/centos/')) return 'bash';
  if (debianTag.test(tag)) return 'dash';
  return name !== undefined && onDebian.has(name) ? 'dash' : 'unknown';
}

/** `/bin/sh` of a stage, by the image at the root of its chain. */
export function binShOf(stage: Stage | undefined): BinSh {
  const base = stage && rootBase(stage);
  return base?.kind === 'image' ? ofImage(base.image) : 'unknown';
}
