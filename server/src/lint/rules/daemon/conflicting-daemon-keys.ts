import type { DaemonModel, Member } from '../../daemon/model';
import { booleanOf, fieldOf, memberOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

interface Conflict {
  readonly a: string;
  readonly b: string;
  readonly why: string;
  holds(file: DaemonModel): boolean;
}

const conflicts: readonly Conflict[] = [
  { a: 'icc', b: 'iptables', why: 'icc false is made with iptables', holds: (file) => booleanOf(file, 'icc') === false && booleanOf(file, 'iptables') === false },
  {
    a: 'icc', b: 'ip6tables', why: 'icc false is made with ip6tables where IPv6 is on',
    holds: (file) => booleanOf(file, 'icc') === false && booleanOf(file, 'ip6tables') === false && booleanOf(file, 'ipv6') === true,
  },
  { a: 'bridge', b: 'bip', why: 'bip is the address of the bridge that dockerd makes itself', holds: (file) => isSet(file, 'bridge') && isSet(file, 'bip') },
  { a: 'bridge', b: 'bip6', why: 'bip6 is the address of the bridge that dockerd makes itself', holds: (file) => isSet(file, 'bridge') && isSet(file, 'bip6') },
  { a: 'host-gateway-ip', b: 'host-gateway-ips', why: 'one is the old name of the other', holds: (file) => isSet(file, 'host-gateway-ip') && isSet(file, 'host-gateway-ips') },
  { a: 'userns-remap', b: 'features', why: 'the containerd image store cannot remap users', holds: (file) => isSet(file, 'userns-remap') && feature(file, 'containerd-snapshotter') === true },
  { a: 'cri-containerd', b: 'features', why: 'CRI needs a containerd of its own', holds: (file) => booleanOf(file, 'cri-containerd') === true && feature(file, 'embedded-containerd') === true },
];

/** Keys that say that the host is in a swarm. */
const swarmKeys = ['swarm-default-advertise-addr', 'node-generic-resources'];

export const conflictingDaemonKeys = defineRule({
  name: 'conflicting-daemon-keys',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'Two keys of daemon.json exclude one another.',
    why: 'dockerd checks them together and does not start, or, with `live-restore`, does not take part in a swarm.',
    bad: '{\n  "icc": false,\n  "iptables": false\n}\n',
    good: '{\n  "icc": false\n}\n',
    exceptions: 'The same key as a flag of dockerd is a conflict too, which this file does not show: the systemd unit of Docker\'s packages passes `-H fd://`, so that `hosts` needs a drop-in that takes the flag away.',
  },
  messages: {
    conflict: '{key} does not go with {other}: {why}. dockerd does not start with both.',
    swarm: 'A host with live-restore cannot be in a swarm, which {other} is about. Take one of them out.',
  },
  check(file, report) {
    for (const { a, b, why, holds } of conflicts) {
      if (!holds(file)) continue;
      const [at, other] = later(memberOf(file, a)!, memberOf(file, b)!);
      report(at.nameSpan, 'conflict', { data: { key: at.name, other: other.name, why }, related: [{ span: other.nameSpan, message: 'It does not go with this.' }] });
    }
    const live = memberOf(file, 'live-restore');
    const swarm = swarmKeys.map((key) => memberOf(file, key)).find((member) => member && !isEmpty(member));
    if (live && swarm && booleanOf(file, 'live-restore') === true) {
      report(live.nameSpan, 'swarm', { data: { other: swarm.name }, severity: 'warning', related: [{ span: swarm.nameSpan, message: 'This is for swarms.' }] });
    }
  },
});

function isSet(file: DaemonModel, key: string): boolean {
  const member = memberOf(file, key);
  return member !== undefined && !isEmpty(member);
}

function isEmpty({ value }: Member): boolean {
  return (value?.kind === 'string' && value.value === '') || (value?.kind === 'array' && value.items.length === 0);
}

function feature(file: DaemonModel, name: string): boolean | undefined {
  const value = fieldOf(valueOf(file, 'features'), name)?.value;
  return value?.kind === 'boolean' ? value.value : undefined;
}

function later(a: Member, b: Member): [Member, Member] {
  return a.span.start > b.span.start ? [a, b] : [b, a];
}
