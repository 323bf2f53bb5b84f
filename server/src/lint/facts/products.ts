/** Which product an image is: the key of `data/eol.json` by the image's name. Own table; names as on the registries in November 2026. */
import type { ImageReference } from '../dockerfile/model';

/** Official images of Docker Hub whose tags begin with the product's version. */
const official: Readonly<Record<string, string>> = {
  alpine: 'alpine-linux', almalinux: 'almalinux', amazonlinux: 'amazon-linux', centos: 'centos', debian: 'debian', fedora: 'fedora', oraclelinux: 'oracle-linux', photon: 'vmware-photon',
  rockylinux: 'rocky-linux', ubuntu: 'ubuntu',
  node: 'nodejs', python: 'python', php: 'php', ruby: 'ruby', golang: 'go', rust: 'rust', perl: 'perl', erlang: 'erlang', elixir: 'elixir', julia: 'julia', haskell: 'ghc', composer: 'composer',
  'eclipse-temurin': 'eclipse-temurin', amazoncorretto: 'amazon-corretto', sapmachine: 'sapmachine', tomcat: 'tomcat', jetty: 'eclipse-jetty', gradle: 'gradle', maven: 'apache-maven',
  nginx: 'nginx', httpd: 'apache-http-server', haproxy: 'haproxy', traefik: 'traefik', caddy: 'caddy', kong: 'kong-gateway',
  postgres: 'postgresql', mysql: 'mysql', mariadb: 'mariadb', mongo: 'mongodb', redis: 'redis', memcached: 'memcached', cassandra: 'apache-cassandra', couchbase: 'couchbase-server',
  couchdb: 'apache-couchdb', neo4j: 'neo4j', influxdb: 'influxdb', elasticsearch: 'elasticsearch', logstash: 'logstash', kibana: 'kibana', rabbitmq: 'rabbitmq', solr: 'solr',
  clickhouse: 'clickhouse', arangodb: 'arangodb', zookeeper: 'zookeeper', wordpress: 'wordpress', drupal: 'drupal', joomla: 'joomla', nextcloud: 'nextcloud', mediawiki: 'mediawiki',
  redmine: 'redmine', matomo: 'matomo', telegraf: 'telegraf', docker: 'docker-engine', consul: 'consul', vault: 'hashicorp-vault', sonarqube: 'sonarqube-community',
};

const others: Readonly<Record<string, string>> = {
  'docker.io/opensuse/leap': 'opensuse', 'docker.io/oven/bun': 'bun', 'docker.io/denoland/deno': 'deno', 'docker.io/azul/zulu-openjdk': 'azul-zulu',
  'docker.io/azul/zulu-openjdk-alpine': 'azul-zulu', 'docker.io/azul/zulu-openjdk-debian': 'azul-zulu', 'docker.io/bellsoft/liberica-openjdk-alpine': 'bellsoft-liberica',
  'docker.io/bellsoft/liberica-openjdk-debian': 'bellsoft-liberica', 'docker.io/bellsoft/liberica-openjre-alpine': 'bellsoft-liberica', 'docker.io/valkey/valkey': 'valkey',
  'docker.io/grafana/grafana': 'grafana', 'docker.io/prom/prometheus': 'prometheus', 'docker.io/jenkins/jenkins': 'jenkins', 'docker.io/gitlab/gitlab-ce': 'gitlab',
  'docker.io/envoyproxy/envoy': 'envoy', 'docker.io/cockroachdb/cockroach': 'cockroachdb', 'docker.io/apache/kafka': 'apache-kafka', 'docker.io/hashicorp/vault': 'hashicorp-vault',
  'docker.io/hashicorp/consul': 'consul', 'docker.io/opensearchproject/opensearch': 'opensearch', 'docker.io/ubuntu/squid': 'squid', 'docker.io/sonatype/nexus3': 'nexus',
  'docker.io/clickhouse/clickhouse-server': 'clickhouse', 'docker.io/almalinux/9-base': 'almalinux', 'docker.io/rockylinux/rockylinux': 'rocky-linux',
  'docker.elastic.co/elasticsearch/elasticsearch': 'elasticsearch', 'docker.elastic.co/kibana/kibana': 'kibana', 'docker.elastic.co/logstash/logstash': 'logstash',
  'quay.io/keycloak/keycloak': 'keycloak', 'quay.io/centos/centos': 'centos-stream', 'mcr.microsoft.com/openjdk/jdk': 'microsoft-build-of-openjdk',
  'public.ecr.aws/amazonlinux/amazonlinux': 'amazon-linux', 'public.ecr.aws/lambda/python': 'python', 'public.ecr.aws/lambda/nodejs': 'nodejs', 'public.ecr.aws/lambda/ruby': 'ruby',
  'mcr.microsoft.com/dotnet/sdk': 'dotnet', 'mcr.microsoft.com/dotnet/aspnet': 'dotnet', 'mcr.microsoft.com/dotnet/runtime': 'dotnet', 'mcr.microsoft.com/dotnet/runtime-deps': 'dotnet',
  'mcr.microsoft.com/dotnet/core/sdk': 'dotnet', 'mcr.microsoft.com/dotnet/core/aspnet': 'dotnet', 'mcr.microsoft.com/dotnet/core/runtime': 'dotnet',
};

/** Registries that mirror Docker Hub's official images under a prefix. */
const mirrors = ['public.ecr.aws/docker/library/', 'mirror.gcr.io/library/', 'registry.hub.docker.com/library/'];

/** The namespaces of Docker Hub's official images for one platform: `i386/debian`. */
const ofOnePlatform = /^docker\.io\/(?:amd64|i386|arm32v[567]|arm64v8|mips64le|ppc64le|riscv64|s390x)\/([^/]+)$/;

/** The image's name as on Docker Hub if it is an official image, one of those for a single platform, or a well-known mirror of one: `debian`. */
export function officialName(image: ImageReference): string | undefined {
  if (image.official) return image.name;
  const platform = ofOnePlatform.exec(image.normalized)?.[1];
  if (platform !== undefined) return platform;
  const mirror = mirrors.find((prefix) => image.normalized.startsWith(prefix));
  return mirror === undefined ? undefined : image.normalized.slice(mirror.length);
}

export function productOf(image: ImageReference): string | undefined {
  const name = officialName(image);
  if (name !== undefined) return Object.hasOwn(official, name) ? official[name] : undefined;
  return Object.hasOwn(others, image.normalized) ? others[image.normalized] : undefined;
}

/** Red Hat's universal base images have the release in their path: `ubi9/ubi-minimal`, `ubi8`. */
export function ubiRelease(image: ImageReference): string | undefined {
  if (image.registry !== 'registry.access.redhat.com' && image.registry !== 'registry.redhat.io') return undefined;
  return /^(?:ubi|rhel)(\d+)(?:\/|$)/.exec(image.path)?.[1];
}

export const knownProducts: readonly string[] = [...new Set([...Object.values(official), ...Object.values(others), 'rhel'])].sort();

/** Names of official images, for look-alikes. */
export const officialNames: readonly string[] = Object.keys(official);
