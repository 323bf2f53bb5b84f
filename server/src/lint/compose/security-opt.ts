/** `security_opt`: `label:disable`, `seccomp=unconfined`, `no-new-privileges:true`, … */
import type { Report } from '../rule';
import type { Workspace } from '../workspace/model';
import { once } from './containers';
import { removeItemFix } from './fixes';
import type { ComposeModel, Node, Service } from './model';
import { calmInTests } from './purpose';
import { listOf, stringOf } from './values';

export interface SecurityOption {
  /** Lower case: `seccomp`. */
  readonly name: string;
  readonly value: string;
  readonly node: Node;
}

export function securityOptions(service: Service): readonly SecurityOption[] {
  return listOf(service.get('security_opt')).flatMap((node) => {
    const match = /^([\w-]+)(?:[:=]\s*(.*))?$/s.exec(stringOf(node)?.trim() ?? '');
    return match ? [{ name: match[1]!.toLowerCase(), value: (match[2] ?? '').trim(), node }] : [];
  });
}

/** Reports options with a name and value that switch a protection off. */
export function reportSecurityOption(file: ComposeModel, report: Report<'off'>, isOff: (option: SecurityOption) => boolean, workspace?: Workspace): void {
  const reportOnce = once(workspace ? calmInTests(report, file, workspace) : report);
  for (const service of file.services) {
    for (const option of securityOptions(service)) {
      if (!isOff(option)) continue;
      reportOnce(option.node.span, 'off', { data: { service: service.name, option: stringOf(option.node)! }, fixes: removeItemFix(file, service, 'security_opt', option.node) });
    }
  }
}
