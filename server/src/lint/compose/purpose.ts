/** What Compose files and services are for, as far as that decides whether something is meant. */
import type { Report } from '../rule';
import type { Workspace } from '../workspace/model';
import { baseName } from '../text/go-path';
import { devicesOf } from './devices';
import type { ComposeModel, Service } from './model';
import { listOf, rawString } from './values';

const tried = /^(?:ci|cypress|debug|dev|devel|develop|development|e2e|integration|local|playwright|testing|tests?)$/;

const triedPlace = /(?:^|\/)(?:\.devcontainer|\.?ci|\.circleci|\.github|\.gitlab|e2e|fixtures?|testbed|testdata|testing|tests?)\//i;

/** A file for tests or development, by its name or place: `docker-compose.test.yml`, `compose.dev.yaml`. What runs by it runs for a moment, on the machine of who develops. Examples are no such files: people copy them. */
export function isForTests(file: ComposeModel, workspace: Workspace): boolean {
  return baseName(file.uri).toLowerCase().split(/[-_.]/).some((part) => tried.test(part)) || triedPlace.test(workspace.placeOf?.(file.uri) ?? '');
}

/** A service that tests or a developer run, by its name: `app-dev`, `tester`, `test-runner`. */
export function isNamedForTests(service: Service): boolean {
  return service.name.toLowerCase().split(/[-_.]/).some((part) => part !== 'integration' && (tried.test(part) || /^testers?$/.test(part)));
}

/** A service that is set up for development by a variable that frameworks read. */
export function isForDevelopment(service: Service): boolean {
  return service.environment.some(({ name, value }) => /^(?:\w+_)?ENV(?:IRONMENT)?$/i.test(name) && /^(?:dev|devel|develop|development|local|tests?|testing)$/i.test(rawString(value) ?? ''));
}

/** The report; in such a file one of hints: the host is that of a developer or of a pipeline, and still a host. */
export function calmInTests<M extends string>(report: Report<M>, file: ComposeModel, workspace: Workspace): Report<M> {
  return isForTests(file, workspace) ? (at, message, details) => report(at, message, { ...details, severity: 'hint' }) : report;
}

/** Images whose purpose is to look at the host, by the last parts of their names: without it they show nothing. */
const agents =
  /(?:^|\/)(?:(?:node|process|systemd|nvidia_gpu|dcgm|smartctl|ebpf)[-_]exporter|cadvisor|glances|netdata|telegraf|scaphandre|falco|tetragon|sysdig-?\w*|(?:datadog\/|dd-?)agent|agent-dev|infrastructure(?:-bundle)?|oneagent|beszel-agent|parca-agent|alloy|ebpf-profiler|coroot-node-agent|wazuh-agent|inspektor-gadget|beyla)(?:[:@]|$)/i;

export function isHostAgent(service: Service): boolean {
  return agents.test(rawString(service.image) ?? '');
}

/** What images need a capability for, or the network of the host: tunnels, routers, name and address servers, discovery in the local network. */
const networkTools =
  /(?<![a-z])(?:tailscale|headscale|wireguard|wg-easy|openvpn|gluetun|zerotier|netbird|netmaker|innernet|strongswan|libreswan|softether|sing-box|hostapd|hotspot|v2ray|mihomo|shadowsocks|keepalived|pihole|pi-hole|adguard|dnsmasq|home-?assistant|homebridge|matter-server|snapcast|snapserver|crowdsec-firewall|fail2ban|suricata|ntopng|tcpdump|netshoot|toxiproxy|(?:bird|nebula|ipsec|l2tp|vpn|tinc|warp|wifi|wlan|xray|clash|frr|dhcp|tftp|pxe|netboot|kea|avahi|mdns|otbr|zeek|pumba)(?![a-z]))/i;

/** Variables of ROS, whose nodes find each other by multicast. */
const multicast = /^(?:ROS_|RMW_|CYCLONEDDS|FASTRTPS|FASTDDS)/;

/** By the image; of one that is built here, by what it is called. */
function calledOf(service: Service): string {
  return rawString(service.image) ?? `${service.name} ${rawString(service.get('container_name')) ?? ''} ${rawString(service.build?.context) ?? ''}`;
}

export function isNetworkTool(service: Service): boolean {
  return networkTools.test(calledOf(service)) || service.environment.some(({ name }) => multicast.test(name)) || devicesOf(service).some(({ source }) => source === '/dev/net/tun');
}

/** Redis hands its own addresses on to clients and other nodes, which a mapping of ports would make wrong. */
export function isRedisCluster(service: Service): boolean {
  return /cluster-enabled\W+yes/.test([...listOf(service.get('command')), service.get('command')].map((node) => rawString(node) ?? '').join(' '));
}

/** Capabilities that the makers of an image ask for. */
const asked: Readonly<Record<string, RegExp>> = {
  IPC_LOCK: /vault|openbao|elasticsearch|opensearch|kibana/i,
  SYS_NICE: /mysql|mariadb|percona|home-?assistant|frigate|ntp|chrony/i,
  SYS_TIME: /ntp|chrony/i,
  SYS_RESOURCE: /netdata|scylla/i,
  DAC_READ_SEARCH: /restic|borg|backup|duplicati|kopia/i,
};

export function asksForCapability(service: Service, capability: string): boolean {
  if (capability === 'NET_ADMIN') return isNetworkTool(service);
  if (capability === 'SYS_PTRACE' && isHostAgent(service)) return true;
  return Object.hasOwn(asked, capability) && asked[capability]!.test(calledOf(service));
}
