/**
 * Software that Dockerfiles take from its makers, by image or by download: what it is called in advisories, the images whose tags begin with its version, and the variables that
 * customarily hold it. Own table; Bitnami's advisories speak of upstream versions. Those of .NET name a package for each system, in the versions of the runtime, and mostly all
 * of them (GHSA-5rrx-jjjq-q2r5).
 */
import type { ImageReference } from '../dockerfile/model';
import { officialName } from './products';

export interface UpstreamProduct {
  readonly label: string;
  /** OSV's name of the ecosystem whose advisories speak of it. */
  readonly ecosystem: string;
  readonly names: readonly string[];
  /** Numbers of a whole version, where that is not three: PostgreSQL has two. */
  readonly numbers?: 2;
  /** Images, as on Docker Hub for official ones, normalized for others. */
  readonly images: readonly string[];
  readonly variables: readonly string[];
}

const bitnami = (label: string, name: string, images: readonly string[], variables: readonly string[], numbers?: 2): UpstreamProduct => ({
  label, ecosystem: 'Bitnami', names: [name], images, variables, ...(numbers ? { numbers } : {}),
});
const language = (label: string, ecosystem: string, name: string, variables: readonly string[]): UpstreamProduct => ({ label, ecosystem, names: [name], images: [], variables });
const dotnet = (label: string, images: readonly string[], variables: readonly string[], ...frameworks: readonly string[]): UpstreamProduct => ({
  label, ecosystem: 'NuGet', names: frameworks.map((framework) => `${framework}.Runtime.linux-x64`), images, variables,
});

const products: readonly UpstreamProduct[] = [
  { label: 'Go', ecosystem: 'Go', names: ['stdlib', 'toolchain'], images: ['golang'], variables: ['GO_VERSION', 'GOLANG_VERSION'] },
  dotnet('.NET', ['mcr.microsoft.com/dotnet/runtime'], ['DOTNET_VERSION'], 'Microsoft.NETCore.App'),
  dotnet('ASP.NET Core', ['mcr.microsoft.com/dotnet/aspnet'], ['ASPNET_VERSION'], 'Microsoft.AspNetCore.App', 'Microsoft.NETCore.App'),
  bitnami('Node.js', 'node', ['node'], ['NODE_VERSION', 'NODEJS_VERSION']),
  bitnami('Python', 'python', ['python'], ['PYTHON_VERSION']),
  bitnami('PHP', 'php', ['php'], ['PHP_VERSION']),
  bitnami('Ruby', 'ruby', ['ruby'], ['RUBY_VERSION']),
  bitnami('nginx', 'nginx', ['nginx', 'docker.io/nginxinc/nginx-unprivileged'], ['NGINX_VERSION']),
  bitnami('Apache HTTP Server', 'apache', ['httpd'], ['HTTPD_VERSION']),
  bitnami('Redis', 'redis', ['redis'], ['REDIS_VERSION']),
  bitnami('Valkey', 'valkey', ['docker.io/valkey/valkey'], ['VALKEY_VERSION']),
  bitnami('PostgreSQL', 'postgresql', ['postgres'], ['POSTGRES_VERSION', 'POSTGRESQL_VERSION'], 2),
  bitnami('MySQL', 'mysql', ['mysql'], ['MYSQL_VERSION']),
  bitnami('MariaDB', 'mariadb', ['mariadb'], ['MARIADB_VERSION']),
  bitnami('MongoDB', 'mongodb', ['mongo'], ['MONGO_VERSION', 'MONGODB_VERSION']),
  bitnami('Tomcat', 'tomcat', ['tomcat'], ['TOMCAT_VERSION']),
  bitnami('HAProxy', 'haproxy', ['haproxy'], ['HAPROXY_VERSION']),
  bitnami('Memcached', 'memcached', ['memcached'], ['MEMCACHED_VERSION']),
  bitnami('RabbitMQ', 'rabbitmq', ['rabbitmq'], ['RABBITMQ_VERSION']),
  bitnami('Elasticsearch', 'elasticsearch', ['elasticsearch', 'docker.elastic.co/elasticsearch/elasticsearch'], ['ELASTICSEARCH_VERSION']),
  bitnami('Kibana', 'kibana', ['kibana', 'docker.elastic.co/kibana/kibana'], ['KIBANA_VERSION']),
  bitnami('Logstash', 'logstash', ['logstash', 'docker.elastic.co/logstash/logstash'], ['LOGSTASH_VERSION']),
  bitnami('Solr', 'solr', ['solr'], ['SOLR_VERSION']),
  bitnami('Cassandra', 'cassandra', ['cassandra'], ['CASSANDRA_VERSION']),
  bitnami('CouchDB', 'couchdb', ['couchdb'], ['COUCHDB_VERSION']),
  bitnami('Neo4j', 'neo4j', ['neo4j'], ['NEO4J_VERSION']),
  bitnami('InfluxDB', 'influxdb', ['influxdb'], ['INFLUXDB_VERSION']),
  bitnami('ZooKeeper', 'zookeeper', ['zookeeper'], ['ZOOKEEPER_VERSION']),
  bitnami('Kafka', 'kafka', ['docker.io/apache/kafka'], ['KAFKA_VERSION']),
  bitnami('Spark', 'spark', ['docker.io/apache/spark'], ['SPARK_VERSION']),
  bitnami('WordPress', 'wordpress', ['wordpress'], ['WORDPRESS_VERSION']),
  bitnami('Drupal', 'drupal', ['drupal'], ['DRUPAL_VERSION']),
  bitnami('Joomla', 'joomla', ['joomla'], ['JOOMLA_VERSION']),
  bitnami('Ghost', 'ghost', ['ghost'], ['GHOST_VERSION']),
  bitnami('Nextcloud', 'nextcloud', ['nextcloud'], ['NEXTCLOUD_VERSION']),
  bitnami('Redmine', 'redmine', ['redmine'], ['REDMINE_VERSION']),
  bitnami('Varnish', 'varnish', ['varnish'], ['VARNISH_VERSION']),
  bitnami('Consul', 'consul', ['consul', 'docker.io/hashicorp/consul'], ['CONSUL_VERSION']),
  bitnami('Vault', 'vault', ['vault', 'docker.io/hashicorp/vault'], ['VAULT_VERSION']),
  bitnami('Gradle', 'gradle', ['gradle'], ['GRADLE_VERSION']),
  bitnami('Maven', 'maven', ['maven'], ['MAVEN_VERSION']),
  bitnami('Composer', 'composer', ['composer'], ['COMPOSER_VERSION']),
  bitnami('NATS', 'nats', ['nats'], ['NATS_VERSION']),
  bitnami('ArangoDB', 'arangodb', ['arangodb'], ['ARANGODB_VERSION']),
  bitnami('Grafana', 'grafana', ['docker.io/grafana/grafana'], ['GRAFANA_VERSION']),
  bitnami('Prometheus', 'prometheus', ['docker.io/prom/prometheus'], ['PROMETHEUS_VERSION']),
  bitnami('Jenkins', 'jenkins', ['docker.io/jenkins/jenkins'], ['JENKINS_VERSION']),
  bitnami('etcd', 'etcd', [], ['ETCD_VERSION']),
  bitnami('Helm', 'helm', [], ['HELM_VERSION']),
  bitnami('rclone', 'rclone', ['docker.io/rclone/rclone'], ['RCLONE_VERSION']),
  bitnami('Git LFS', 'git-lfs', [], ['GIT_LFS_VERSION']),
  language('Airflow', 'PyPI', 'apache-airflow', ['AIRFLOW_VERSION']),
  language('Django', 'PyPI', 'django', ['DJANGO_VERSION']),
  language('pip', 'PyPI', 'pip', ['PIP_VERSION', 'PYTHON_PIP_VERSION']),
  language('setuptools', 'PyPI', 'setuptools', ['SETUPTOOLS_VERSION', 'PYTHON_SETUPTOOLS_VERSION']),
  language('Poetry', 'PyPI', 'poetry', ['POETRY_VERSION']),
  language('npm', 'npm', 'npm', ['NPM_VERSION']),
  language('Yarn', 'npm', 'yarn', ['YARN_VERSION']),
  language('pnpm', 'npm', 'pnpm', ['PNPM_VERSION']),
  language('Bundler', 'RubyGems', 'bundler', ['BUNDLER_VERSION']),
  language('RubyGems', 'RubyGems', 'rubygems-update', ['RUBYGEMS_VERSION']),
];

const byImage = new Map(products.flatMap((product) => product.images.map((image) => [image, product] as const)));
const byVariable = new Map(products.flatMap((product) => product.variables.map((variable) => [variable, product] as const)));

/** The product that an image's tags are versions of. */
export function upstreamOfImage(image: ImageReference): UpstreamProduct | undefined {
  const name = officialName(image);
  return byImage.get(name ?? image.normalized);
}

export function upstreamOfVariable(variable: string): UpstreamProduct | undefined {
  return byVariable.get(variable);
}

/** The version in a text that is a version and nothing more, with all of its numbers: `18.1.0` or `v18.1.0` is one, `18` and `18.1` are series. */
export function upstreamVersion(product: UpstreamProduct, text: string): string | undefined {
  return (product.numbers === 2 ? /^v?(\d+\.\d+(?:\.\d+)?)$/ : /^v?(\d+\.\d+\.\d+)$/).exec(text)?.[1];
}
