/**
 * The user that well-known images run as when nothing says otherwise. Own table, from the images' own Dockerfiles and documentation, as of November 2026. An image that is not here is
 * unknown, which is not the same as root.
 */
import type { ImageReference } from '../dockerfile/model';
import { officialName } from './products';

export type DefaultUser =
  | { readonly kind: 'root' }
  /** Starts as root; its own entrypoint gives the privileges up before it starts the server. */
  | { readonly kind: 'drops'; readonly user: string }
  | { readonly kind: 'user'; readonly user: string };

const root: DefaultUser = { kind: 'root' };
const drops = (user: string): DefaultUser => ({ kind: 'drops', user });
const user = (name: string): DefaultUser => ({ kind: 'user', user: name });

/** Official images that run as root and stay so. */
const officialRoot = [
  'adminer', 'aerospike', 'almalinux', 'alpine', 'alt', 'amazoncorretto', 'amazonlinux', 'api-firewall', 'archlinux', 'backdrop', 'bash', 'buildpack-deps', 'busybox', 'caddy', 'centos', 'cirros',
  'clojure', 'composer', 'convertigo', 'crux', 'dart', 'debian', 'docker', 'drupal', 'eclipse-temurin', 'elixir', 'emqx', 'erlang', 'fedora', 'friendica', 'gcc', 'golang', 'gradle', 'groovy',
  'haskell', 'haxe', 'hello-world', 'httpd', 'hylang', 'ibm-semeru-runtimes', 'ibmjava', 'irssi', 'java', 'joomla', 'jruby', 'julia', 'kapacitor', 'mageia', 'matomo', 'maven', 'mediawiki', 'mono',
  'monica', 'nats', 'nextcloud', 'nginx', 'node', 'odoo', 'openjdk', 'opensuse', 'oraclelinux', 'orientdb', 'perl', 'photon', 'php', 'phpmyadmin', 'postfixadmin', 'pypy', 'python', 'r-base', 'rakudo-star',
  'registry', 'rockylinux', 'rocket.chat', 'ros', 'ruby', 'rust', 'sapmachine', 'sl', 'swift', 'swipl', 'tomcat', 'tomee', 'traefik', 'ubuntu', 'unit', 'wordpress', 'xwiki', 'yourls', 'znc',
];

const official: Readonly<Record<string, DefaultUser>> = {
  ...Object.fromEntries(officialRoot.map((name) => [name, root])),
  arangodb: root, cassandra: drops('cassandra'), chronograf: root, clickhouse: drops('clickhouse'), consul: drops('consul'), couchbase: root, couchdb: drops('couchdb'), 'eclipse-mosquitto': drops('mosquitto'),
  elasticsearch: user('elasticsearch'), flink: drops('flink'), geonetwork: user('jetty'), ghost: drops('node'), haproxy: user('haproxy'), influxdb: drops('influxdb'), jetty: user('jetty'),
  kibana: user('kibana'), kong: user('kong'), logstash: user('logstash'), mariadb: drops('mysql'), memcached: user('memcache'), mongo: drops('mongodb'), 'mongo-express': user('node'), mysql: drops('mysql'),
  neo4j: drops('neo4j'), 'open-liberty': user('default'), percona: user('mysql'), postgres: drops('postgres'), rabbitmq: drops('rabbitmq'), redis: drops('redis'), redmine: drops('redmine'),
  solr: user('solr'), sonarqube: user('sonarqube'), spark: user('spark'), spiped: user('spiped'), storm: drops('storm'), telegraf: drops('telegraf'), varnish: user('varnish'), vault: drops('vault'),
  'websphere-liberty': user('default'), zookeeper: drops('zookeeper'),
};

/** By normalized name; a trailing `/` stands for everything below it. Longer prefixes first. */
const others: readonly (readonly [string, DefaultUser])[] = [
  ['docker.io/nginxinc/nginx-unprivileged', user('nginx')], ['docker.io/jenkins/jenkins', user('jenkins')], ['docker.io/jenkins/agent', user('jenkins')], ['docker.io/grafana/grafana', user('grafana')],
  ['docker.io/prom/', user('nobody')], ['docker.io/bitnami/', user('1001')], ['docker.io/bitnamilegacy/', user('1001')], ['docker.io/hashicorp/vault', drops('vault')], ['docker.io/hashicorp/consul', drops('consul')],
  ['docker.io/valkey/valkey', drops('valkey')], ['docker.io/postgis/postgis', drops('postgres')], ['docker.io/pgvector/pgvector', drops('postgres')], ['docker.io/timescale/timescaledb-ha', user('postgres')],
  ['docker.io/timescale/timescaledb', drops('postgres')], ['docker.io/citusdata/citus', drops('postgres')], ['docker.io/oven/bun', root], ['docker.io/denoland/deno', root], ['docker.io/apache/kafka', user('appuser')], ['docker.io/confluentinc/cp-', user('appuser')],
  ['docker.io/opensearchproject/', user('opensearch')], ['docker.io/clickhouse/clickhouse-server', drops('clickhouse')], ['docker.io/cypress/', root], ['docker.io/nvidia/cuda', root], ['docker.io/pytorch/pytorch', root],
  ['docker.io/tensorflow/tensorflow', root], ['docker.io/jupyter/', user('jovyan')], ['quay.io/jupyter/', user('jovyan')], ['docker.io/continuumio/', root], ['docker.io/mambaorg/micromamba', user('mambauser')],
  ['docker.io/kalilinux/', root], ['docker.io/gliderlabs/alpine', root], ['docker.io/mhart/alpine-node', root], ['docker.io/frolvlad/', root], ['docker.io/balenalib/', root], ['docker.io/google/cloud-sdk', root], ['docker.io/opensuse/', root], ['docker.io/library/scratch', root], ['docker.io/chainguard/', user('65532')], ['docker.io/gitlab/', root], ['docker.io/azul/', root],
  ['docker.io/bellsoft/', root], ['docker.io/nixos/nix', root], ['docker.io/phusion/', root], ['docker.io/tiangolo/', root], ['docker.io/linuxserver/', drops('abc')], ['lscr.io/linuxserver/', drops('abc')],
  ['cgr.dev/chainguard/', user('65532')], ['dhi.io/', user('nonroot')], ['docker.elastic.co/elasticsearch/', user('elasticsearch')], ['docker.elastic.co/kibana/', user('kibana')],
  ['docker.elastic.co/logstash/', user('logstash')], ['quay.io/keycloak/keycloak', user('keycloak')], ['quay.io/centos/centos', root], ['quay.io/fedora/fedora', root],
  ['registry.fedoraproject.org/fedora', root], ['mcr.microsoft.com/dotnet/', root], ['mcr.microsoft.com/openjdk/jdk', root], ['mcr.microsoft.com/azurelinux/', root], ['mcr.microsoft.com/cbl-mariner/', root],
  ['mcr.microsoft.com/playwright', root], ['mcr.microsoft.com/devcontainers/', root], ['mcr.microsoft.com/vscode/devcontainers/', root], ['mcr.microsoft.com/powershell', root], ['mcr.microsoft.com/mssql/server', user('mssql')],
  ['public.ecr.aws/amazonlinux/', root], ['public.ecr.aws/lambda/', root], ['ghcr.io/astral-sh/uv', root], ['ghcr.io/puppeteer/puppeteer', user('pptruser')],
];

/** Undefined where it is not known. */
export function defaultUserOf(image: ImageReference): DefaultUser | undefined {
  const name = officialName(image);
  if (name !== undefined) return Object.hasOwn(official, name) ? official[name] : undefined;
  const { tag = '' } = image;
  const normalized = image.normalized.replace(/^([\w.-]+):443\//, '$1/');
  if (normalized.startsWith('gcr.io/distroless/')) return /(?:^|-)nonroot(?:-|$)/.test(tag) ? user('nonroot') : root;
  // The chiseled and distroless images of .NET come with a user of their own.
  if (normalized.startsWith('mcr.microsoft.com/dotnet/') && /chiseled|distroless/.test(tag)) return user('app');
  const ubi = redHatUser(image);
  if (ubi) return ubi;
  return others.find(([prefix]) => (prefix.endsWith('/') || prefix.endsWith('-') ? normalized.startsWith(prefix) : normalized === prefix))?.[1];
}

/** Red Hat's language images run as 1001, the plain base images as root. */
function redHatUser(image: ImageReference): DefaultUser | undefined {
  if (image.registry !== 'registry.access.redhat.com' && image.registry !== 'registry.redhat.io') return undefined;
  if (/^(?:ubi|rhel)\d+(?:\/(?:ubi|ubi-minimal|ubi-micro|ubi-init|rhel))?$/.test(image.path)) return root;
  return /^(?:ubi|rhel)\d+\/(?:nodejs|python|ruby|php|perl|go-toolset|httpd|nginx|openjdk|dotnet)-/.test(image.path) || /^ubi\d+\/(?:openjdk|dotnet|go-toolset)/.test(image.path) ? user('1001') : undefined;
}
