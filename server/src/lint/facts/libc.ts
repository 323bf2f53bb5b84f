/** Which C library an image has: what is linked against one does not run with the other. Own table, from the images' documentation, as of November 2026. */
import type { ImageReference } from '../dockerfile/model';
import { officialName } from './products';

/** `none`: images for programs that are linked statically. */
export type Libc = 'glibc' | 'musl' | 'none';

/** Official images that are built on Debian, Ubuntu, Fedora and their relatives unless their tag says alpine. */
const glibc: ReadonlySet<string> = new Set([
  'almalinux', 'amazoncorretto', 'amazonlinux', 'archlinux', 'buildpack-deps', 'cassandra', 'centos', 'clojure', 'debian', 'drupal', 'eclipse-temurin', 'elixir', 'erlang', 'fedora', 'gcc', 'golang', 'gradle', 'haskell', 'httpd',
  'ibm-semeru-runtimes', 'jetty', 'julia', 'mariadb', 'maven', 'mongo', 'mysql', 'nginx', 'node', 'openjdk', 'oraclelinux', 'perl', 'php', 'postgres', 'pypy', 'python', 'r-base', 'redis', 'rockylinux', 'ruby', 'rust', 'sapmachine', 'swift',
  'tomcat', 'ubuntu', 'wordpress',
]);

/** Undefined where it is not known. */
export function libcOf(image: ImageReference): Libc | undefined {
  const { tag = '', normalized } = image;
  if (/windows|nanoserver/.test(tag)) return undefined;
  if (/^(?:gcr\.io\/distroless|(?:cgr\.dev|docker\.io)\/chainguard)\/static(?:-|$)/.test(normalized)) return 'none';
  if (normalized.startsWith('gcr.io/distroless/')) return 'glibc';
  const name = officialName(image);
  if (name === undefined) return undefined;
  if (name === 'alpine' || /(?:^|-)alpine/.test(tag)) return 'musl';
  return glibc.has(name) ? 'glibc' : undefined;
}
