/** Ports by which a service is known: data stores and control interfaces, and protocols without encryption. */
import type { Service } from './model';
import type { PortMapping, PortRange } from './ports';
import { rawString } from './values';

/** Reaching them means reaching the data, or the machine. */
const sensitive: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'], [1521, 'Oracle Database'], [2181, 'ZooKeeper'], [2375, 'Docker API'], [2376, 'Docker API'], [2379, 'etcd'], [2380, 'etcd'], [3306, 'MySQL'], [3389, 'remote desktop'], [4369, 'Erlang port mapper'],
  [5432, 'PostgreSQL'], [5601, 'Kibana'], [5672, 'AMQP'], [5984, 'CouchDB'], [6379, 'Redis'], [6443, 'Kubernetes API'], [7474, 'Neo4j'], [7687, 'Neo4j'], [8086, 'InfluxDB'], [8123, 'ClickHouse'], [8200, 'Vault'],
  [8500, 'Consul'], [8529, 'ArangoDB'], [9042, 'Cassandra'], [9092, 'Kafka'], [9160, 'Cassandra'], [9200, 'Elasticsearch'], [9300, 'Elasticsearch'], [10250, 'Kubernetes kubelet'], [11211, 'memcached'],
  [15672, 'RabbitMQ management'], [26257, 'CockroachDB'], [27017, 'MongoDB'], [27018, 'MongoDB'], [27019, 'MongoDB'], [33060, 'MySQL'], [50000, 'Db2'],
]);

const clearText: ReadonlyMap<number, string> = new Map([
  [20, 'FTP'], [21, 'FTP'], [23, 'Telnet'], [69, 'TFTP'], [110, 'POP3'], [111, 'RPC port mapper'], [135, 'Windows RPC'], [137, 'NetBIOS'], [138, 'NetBIOS'], [139, 'NetBIOS'], [143, 'IMAP'], [161, 'SNMP'],
  [389, 'LDAP'], [512, 'rexec'], [513, 'rlogin'], [514, 'rsh'], [873, 'rsync'], [2049, 'NFS'], [5900, 'VNC'], [6000, 'X11'],
]);

/** Ports that other programs use as much (Jenkins 50000, Home Assistant 8123): they count where the service or its image is called like the product. */
const shared: ReadonlyMap<number, RegExp> = new Map([
  [6443, /kube|k[038]s|k3d|rke|talos/], [8086, /influx/], [8123, /clickhouse/], [8200, /vault|bao/], [8500, /consul/], [9160, /cassandra|scylla/], [50000, /db2/],
]);

/** Pages for people: published at another port (443), they are meant to be reached. */
const pages: ReadonlySet<number> = new Set([5601]);

interface KnownPort {
  readonly port: number;
  readonly product: string;
}

/** All of these speak TCP. */
export function sensitivePort(service: Service, { target, published, protocol }: PortMapping): KnownPort | undefined {
  if (protocol === 'udp') return undefined;
  const called = `${service.name} ${rawString(service.image) ?? ''}`.toLowerCase();
  const isOwn = (port: number): boolean => !published || (published.from <= port && port <= published.to);
  return lookup(sensitive, target, (port) => (shared.get(port)?.test(called) ?? true) && (!pages.has(port) || isOwn(port)));
}

export function clearTextPort(range: PortRange | undefined, protocol: string): KnownPort | undefined {
  // Syslog over UDP has the number of rsh.
  return lookup(clearText, range, (port) => port !== 514 || protocol !== 'udp');
}

function lookup(table: ReadonlyMap<number, string>, range: PortRange | undefined, counts: (port: number) => boolean): KnownPort | undefined {
  for (const [port, product] of table) if (range && range.from <= port && port <= range.to && counts(port)) return { port, product };
  return undefined;
}
