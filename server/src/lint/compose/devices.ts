/** Devices of the host that are passed to a service. */
import type { Severity } from '../finding';
import type { Span } from '../text/span';
import type { Node, Service } from './model';
import { entryOf, listOf, partSpan, rawString } from './values';

export interface Device {
  readonly node: Node;
  /** Path on the host. */
  readonly source: string;
  readonly sourceSpan: Span;
}

export function devicesOf(service: Service): readonly Device[] {
  return listOf(service.get('devices')).flatMap((node) => {
    const sourceNode = node.entries ? entryOf(node, 'source')?.value : node;
    const text = rawString(sourceNode);
    if (!sourceNode || !text) return [];
    const source = node.entries ? text : text.split(':')[0]!;
    return [{ node, source, sourceSpan: partSpan(sourceNode, 0, source.length) }];
  });
}

interface DeviceRisk {
  readonly pattern: RegExp;
  readonly severity: Severity;
  readonly power: string;
}

const risks: readonly DeviceRisk[] = [
  { pattern: /^\/dev\/?$/, severity: 'error', power: 'every device of the host' },
  { pattern: /^\/dev\/(?:mem|kmem|port|kcore)$/, severity: 'error', power: 'the memory of the host' },
  { pattern: /^\/dev\/(?:[shv]d[a-z]+\d*|xvd[a-z]+\d*|nvme\d+(?:n\d+)?(?:p\d+)?|mmcblk\d+(?:p\d+)?|md\d+|dm-\d+|mapper\/.+|disk\/.+|sg\d+)$/, severity: 'error', power: 'a disk of the host, past all file permissions' },
  { pattern: /^\/dev\/(?:loop(?:\d+|-control)|mapper\/control|btrfs-control)$/, severity: 'warning', power: 'the devices from which the host mounts file systems' },
  { pattern: /^\/dev\/kmsg$/, severity: 'warning', power: 'the log of the kernel, to read and to write into' },
  { pattern: /^\/dev\/(?:vfio(?:\/.*)?|uinput|input(?:\/.*)?|hidraw\d+|tpm\w*)$/, severity: 'warning', power: 'hardware or input of the host' },
  { pattern: /^\/dev\/kvm$/, severity: 'info', power: 'the virtual machines of the kernel' },
];

export function deviceRisk(source: string): { readonly severity: Severity; readonly power: string } | undefined {
  return risks.find((r) => r.pattern.test(source));
}
