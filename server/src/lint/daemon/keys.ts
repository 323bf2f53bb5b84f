/**
 * What dockerd knows of `daemon.json`: which keys there are, what they take, and what became of those that are gone. Read from moby's source, 29.7.2 of 2026-08-05 (daemon/config, daemon/command,
 * daemon/pkg/opts), and from the tags 17.12 to 29.7 for what came and went. dockerd looks a key up among its own flags first and refuses to start where there is none; then it reads what
 * has a place in its structure and drops the rest without a word, so there are names that it accepts and never uses.
 */

/** What a key takes. `text` in a `map` or a `list`: all that is in it. */
export type ValueType =
  | 'boolean' | 'integer' | 'text' | 'address' | 'prefix' | 'size' | 'anything'
  | { readonly list: ValueType }
  | { readonly map: ValueType }
  /** Names as Go takes them: in any casing. `closed`: others are refused. */
  | { readonly fields: Readonly<Record<string, ValueType>>; readonly closed?: true };

export interface DaemonKey {
  readonly type: ValueType;
  /** The first release that knows it, where that is 23.0 or later. */
  readonly since?: string;
  /** Common enough to stand in any program's configuration: it does not tell that this is dockerd's. */
  readonly common?: true;
}

const texts: ValueType = { list: 'text' };
const runtime: ValueType = { fields: { path: 'text', runtimeArgs: texts, runtimeType: 'text', options: { map: 'anything' } } };
const policy: ValueType = { fields: { all: 'boolean', filter: 'anything', reservedSpace: 'text', maxUsedSpace: 'text', minFreeSpace: 'text', keepStorage: 'text' } };
const builder: ValueType = {
  fields: {
    gc: {
      fields: {
        enabled: 'boolean', policy: { list: policy }, defaultReservedSpace: 'text', defaultMaxUsedSpace: 'text', defaultMinFreeSpace: 'text', defaultKeepStorage: 'text',
      },
    },
    entitlements: { fields: { 'network-host': 'boolean', 'security-insecure': 'boolean', device: 'boolean' } },
    history: { fields: { maxAge: 'text', maxEntries: 'integer' } },
  },
};

export const daemonKeys: Readonly<Record<string, DaemonKey>> = {
  'allow-direct-routing': { type: 'boolean', since: '28.2' },
  'authorization-plugins': { type: texts },
  bip: { type: 'text' },
  bip6: { type: 'text', since: '28.0' },
  bridge: { type: 'text', common: true },
  'bridge-accept-fwmark': { type: 'text', since: '29.0' },
  builder: { type: builder, common: true },
  'cdi-spec-dirs': { type: texts, since: '25.0' },
  'cgroup-parent': { type: 'text' },
  containerd: { type: 'text', common: true },
  'containerd-namespace': { type: 'text' },
  'cpu-rt-period': { type: 'integer' },
  'cpu-rt-runtime': { type: 'integer' },
  'cri-containerd': { type: 'boolean' },
  'data-root': { type: 'text' },
  debug: { type: 'boolean', common: true },
  'default-address-pools': { type: { list: { fields: { base: 'prefix', size: 'integer' } } } },
  'default-cgroupns-mode': { type: 'text' },
  'default-gateway': { type: 'address', common: true },
  'default-gateway-v6': { type: 'address', common: true },
  'default-ipc-mode': { type: 'text' },
  'default-network-opts': { type: { map: { map: 'text' } }, since: '24.0' },
  'default-runtime': { type: 'text' },
  'default-shm-size': { type: 'size' },
  'default-stop-timeout': { type: 'integer', since: '29.7' },
  'default-ulimits': { type: { map: { fields: { name: 'text', hard: 'integer', soft: 'integer' } } } },
  dns: { type: { list: 'address' }, common: true },
  'dns-opts': { type: texts, common: true },
  'dns-search': { type: texts, common: true },
  'exec-opts': { type: texts },
  'exec-root': { type: 'text' },
  experimental: { type: 'boolean', common: true },
  features: { type: { map: 'boolean' }, common: true },
  'firewall-backend': { type: 'text', since: '29.0' },
  'fixed-cidr': { type: 'text' },
  'fixed-cidr-v6': { type: 'text' },
  group: { type: 'text', common: true },
  'host-gateway-ip': { type: 'address' },
  'host-gateway-ips': { type: { list: 'address' }, since: '28.0' },
  hosts: { type: texts, common: true },
  icc: { type: 'boolean' },
  init: { type: 'boolean', common: true },
  'init-path': { type: 'text', common: true },
  'insecure-registries': { type: texts },
  ip: { type: 'address', common: true },
  'ip-forward': { type: 'boolean' },
  'ip-forward-no-drop': { type: 'boolean', since: '28.0' },
  'ip-masq': { type: 'boolean' },
  ip6tables: { type: 'boolean' },
  iptables: { type: 'boolean', common: true },
  ipv6: { type: 'boolean', common: true },
  labels: { type: texts, common: true },
  'live-restore': { type: 'boolean' },
  'log-driver': { type: 'text' },
  'log-format': { type: 'text', since: '25.0', common: true },
  'log-level': { type: 'text', common: true },
  'log-opts': { type: { map: 'text' } },
  'max-concurrent-downloads': { type: 'integer', common: true },
  'max-concurrent-uploads': { type: 'integer', common: true },
  'max-download-attempts': { type: 'integer', common: true },
  'metrics-addr': { type: 'text' },
  'min-api-version': { type: 'text', since: '29.0', common: true },
  mtu: { type: 'integer', common: true },
  'network-control-plane-mtu': { type: 'integer' },
  'network-diagnostic-port': { type: 'integer' },
  'no-new-privileges': { type: 'boolean' },
  'node-generic-resources': { type: texts },
  'nri-opts': { type: { fields: { enable: 'boolean', 'plugin-path': 'text', 'plugin-config-path': 'text', 'socket-path': 'text' }, closed: true }, since: '29.2' },
  pidfile: { type: 'text', common: true },
  proxies: { type: { fields: { 'http-proxy': 'text', 'https-proxy': 'text', 'no-proxy': 'text' } }, since: '23.0', common: true },
  'raw-logs': { type: 'boolean', common: true },
  'registry-mirrors': { type: texts },
  rootless: { type: 'boolean', common: true },
  runtimes: { type: { map: runtime }, common: true },
  'seccomp-profile': { type: 'text' },
  'selinux-enabled': { type: 'boolean' },
  'shutdown-timeout': { type: 'integer', common: true },
  'storage-driver': { type: 'text' },
  'storage-opts': { type: texts },
  'swarm-default-advertise-addr': { type: 'text' },
  tls: { type: 'boolean', common: true },
  tlscacert: { type: 'text' },
  tlscert: { type: 'text' },
  tlskey: { type: 'text' },
  tlsverify: { type: 'boolean' },
  'userland-proxy': { type: 'boolean' },
  'userland-proxy-path': { type: 'text' },
  'userns-remap': { type: 'text' },
};

/** A key that was there once. */
export interface GoneKey {
  /** The release from which on dockerd does not start with it. */
  readonly removed: string;
  /** The key that took its place, with the same value. */
  readonly replacement?: string;
  /** What to do instead. */
  readonly instead?: string;
}

const swarmClassic = 'External stores went with the classic Swarm; docker swarm has its own';

/** 23.0 still knows some of them by name, in order to refuse them. */
export const goneKeys: Readonly<Record<string, GoneKey>> = {
  'api-cors-header': { removed: '28.0', instead: 'Let a reverse proxy set the header' },
  'api-enable-cors': { removed: '17.09' },
  'cluster-advertise': { removed: '23.0', instead: swarmClassic },
  'cluster-store': { removed: '23.0', instead: swarmClassic },
  'cluster-store-opts': { removed: '23.0', instead: swarmClassic },
  'disable-legacy-registry': { removed: '19.03' },
  graph: { removed: '23.0', replacement: 'data-root' },
  'oom-score-adjust': { removed: '25.0', instead: 'Set OOMScoreAdjust in the systemd unit' },
};

/** Keys that still do something, or do no harm, and are on their way out. */
export interface FadingKey {
  readonly since: string;
  readonly replacement?: string;
  /** dockerd takes it and does nothing. */
  readonly idle?: true;
}

export const fadingKeys: Readonly<Record<string, FadingKey>> = {
  'allow-nondistributable-artifacts': { since: '28.0', idle: true },
  'deprecated-key-path': { since: '24.0', idle: true },
  'host-gateway-ip': { since: '28.0', replacement: 'host-gateway-ips' },
};

/** Names of flags: dockerd takes them for known, since the command line has them, and never reads their values. To the key that is meant, where there is one. */
export const idleKeys: Readonly<Record<string, string | undefined>> = {
  'add-runtime': 'runtimes',
  'authorization-plugin': 'authorization-plugins',
  'cdi-spec-dir': 'cdi-spec-dirs',
  'config-file': undefined,
  'containerd-plugins-namespace': undefined,
  'default-address-pool': 'default-address-pools',
  'default-network-opt': 'default-network-opts',
  'default-ulimit': 'default-ulimits',
  'dns-opt': 'dns-opts',
  'exec-opt': 'exec-opts',
  feature: 'features',
  help: undefined,
  host: 'hosts',
  'http-proxy': 'proxies',
  'https-proxy': 'proxies',
  'insecure-registry': 'insecure-registries',
  label: 'labels',
  'log-opt': 'log-opts',
  'no-proxy': 'proxies',
  'node-generic-resource': 'node-generic-resources',
  'registry-mirror': 'registry-mirrors',
  restart: undefined,
  'storage-opt': 'storage-opts',
  validate: undefined,
  version: undefined,
};

/** Objects that dockerd does not look into when it asks whether all keys are known. The members of any other object must be keys of their own. */
export const closedObjects: ReadonlySet<string> = new Set(['builder', 'cluster-store-opts', 'default-network-opts', 'default-ulimits', 'features', 'log-opts', 'nri-opts', 'runtimes']);

/** Whether dockerd starts with a key of that name. */
export function isAccepted(name: string): boolean {
  return Object.hasOwn(daemonKeys, name) || Object.hasOwn(idleKeys, name) || Object.hasOwn(fadingKeys, name);
}
