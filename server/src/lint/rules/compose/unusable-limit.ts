import { once } from '../../compose/containers';
import { replaceFix } from '../../compose/fixes';
import type { ComposeModel, Node } from '../../compose/model';
import { formatBytes, parseBytes } from '../../compose/units';
import { isMissing, numberOf, rawString, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';
import type { Report } from '../../rule';

export const unusableLimit = defineRule({
  name: 'unusable-limit',
  target: 'compose',
  severity: 'error',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A memory or CPU limit that Docker refuses or that cannot be meant: a size it cannot read, less than 6 MiB of memory, a reservation above the limit, a negative number of CPUs.',
    why: 'The container does not start. A size without a unit is in bytes: `mem_limit: 512` is not 512 MB.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 512\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 512m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Silent for values with a variable that has no default.',
  },
  messages: {
    size: 'Docker cannot read {value} as a size. Write a number and a unit, such as 512m or 1g.',
    small: '{value} is only {amount}, and Docker starts no container with less than 6 MiB. Write an amount with its unit, such as 512m.',
    reservation: 'The reservation {value} is above the limit {limit}, so Docker refuses to start "{service}". Raise the limit or lower the reservation.',
    cpus: '{value} is no number of CPUs. Write a positive number, such as 0.5 or 2.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const [limitPath, reservationPath] of memoryPaths) {
        const limit = checkMemory(file, service.get(...limitPath), reportOnce);
        const node = service.get(...reservationPath);
        const reservation = node && !node.unresolved ? parseBytes(stringOf(node) ?? '') : undefined;
        if (node && limit && reservation !== undefined && reservation > limit.bytes) {
          reportOnce(node.span, 'reservation', { data: { service: service.name, value: rawString(node) ?? '', limit: limit.text } });
        }
      }
      for (const path of cpuPaths) checkCpus(service.get(...path), reportOnce);
    }
  },
});

const memoryPaths = [
  [['mem_limit'], ['mem_reservation']],
  [['deploy', 'resources', 'limits', 'memory'], ['deploy', 'resources', 'reservations', 'memory']],
] as const;
const cpuPaths = [['cpus'], ['deploy', 'resources', 'limits', 'cpus']] as const;
const smallest = 6 * 2 ** 20;

type Messages = 'size' | 'small' | 'reservation' | 'cpus';

function checkMemory(file: ComposeModel, node: Node | undefined, report: Report<Messages>): { bytes: number; text: string } | undefined {
  const value = stringOf(node)?.trim();
  if (!node || isMissing(node) || value === undefined) return undefined;
  const bytes = /^-\d+$/.test(value) ? 0 : parseBytes(value);
  if (bytes === undefined) report(node.span, 'size', { data: { value } });
  else if (bytes > 0 && bytes < smallest) report(node.span, 'small', { data: { value, amount: formatBytes(bytes) }, fixes: /^\d+$/.test(value) ? replaceFix(file, `Use ${value}m`, node, `${value}m`) : [] });
  else if (bytes > 0) return { bytes, text: value };
  return undefined;
}

function checkCpus(node: Node | undefined, report: Report<Messages>): void {
  const value = stringOf(node);
  if (!node || isMissing(node) || value === undefined) return;
  const count = numberOf(node);
  if (count === undefined || count < 0) report(node.span, 'cpus', { data: { value } });
}
