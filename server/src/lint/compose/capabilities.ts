/** Linux capabilities and what they are worth to an intruder. */
import type { Severity } from '../finding';
import type { Node, Service } from './model';
import { listOf, stringOf } from './values';

export interface Capability {
  /** Without `CAP_`, upper case; `ALL` for all. */
  readonly name: string;
  readonly node: Node;
}

export function capabilities(service: Service, key: 'cap_add' | 'cap_drop'): readonly Capability[] {
  return listOf(service.get(key)).flatMap((node) => {
    const text = stringOf(node);
    return text ? [{ name: text.trim().toUpperCase().replace(/^CAP_/, ''), node }] : [];
  });
}

export interface CapabilityRisk {
  readonly severity: Severity;
  /** What a process with it can do; ends a sentence. */
  readonly power: string;
}

/** Those that Docker does not grant by itself and that reach beyond the container. */
const risks: Readonly<Record<string, CapabilityRisk>> = {
  ALL: { severity: 'error', power: 'do everything that root on the host can do' },
  SYS_ADMIN: { severity: 'error', power: 'mount file systems and leave the container' },
  SYS_MODULE: { severity: 'error', power: 'load code into the kernel of the host' },
  SYS_RAWIO: { severity: 'error', power: 'read and write the memory and the ports of the host' },
  BPF: { severity: 'warning', power: 'load programs into the kernel of the host' },
  CHECKPOINT_RESTORE: { severity: 'warning', power: 'read and replace the state of other processes' },
  DAC_READ_SEARCH: { severity: 'warning', power: 'read every file of the host by its handle' },
  LINUX_IMMUTABLE: { severity: 'warning', power: 'change files that are marked as immutable' },
  MAC_ADMIN: { severity: 'warning', power: 'change the access policy of the host' },
  MAC_OVERRIDE: { severity: 'warning', power: 'ignore the access policy of the host' },
  PERFMON: { severity: 'warning', power: 'watch the kernel and all processes of the host' },
  SYS_BOOT: { severity: 'warning', power: 'restart the host' },
  SYS_PTRACE: { severity: 'warning', power: 'read and change the memory of every process it can see' },
  SYS_TIME: { severity: 'warning', power: 'set the clock of the host' },
  AUDIT_CONTROL: { severity: 'warning', power: 'switch the audit of the host off' },
  NET_ADMIN: { severity: 'info', power: 'change addresses, routes and firewall rules of its network' },
  IPC_LOCK: { severity: 'info', power: 'lock memory of the host against swapping' },
  LEASE: { severity: 'info', power: 'delay other processes that open the same files' },
  SYS_NICE: { severity: 'info', power: 'take CPU time from all other processes' },
  SYS_RESOURCE: { severity: 'info', power: 'lift the limits that are set on it' },
  SYSLOG: { severity: 'info', power: 'read the messages and addresses of the kernel' },
};

export function capabilityRisk(name: string): CapabilityRisk | undefined {
  return Object.hasOwn(risks, name) ? risks[name] : undefined;
}
