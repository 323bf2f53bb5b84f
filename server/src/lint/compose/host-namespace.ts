/** The check of the rules on namespaces that a container shares with the host. */
import type { Report, RuleFix } from '../rule';
import type { Workspace } from '../workspace/model';
import { once } from './containers';
import { removeKeyFix } from './fixes';
import type { ComposeModel, Service } from './model';
import { calmInTests } from './purpose';
import { isTrue, stringOf } from './values';

export interface HostNamespaceOptions {
  /** The service can do nothing without it. */
  readonly isMeant?: (service: Service) => boolean;
  readonly fixes?: (service: Service) => readonly RuleFix[];
}

export function reportHostNamespace(file: ComposeModel, key: string, report: Report<'host'>, workspace: Workspace, { isMeant = () => false, fixes = (service) => removeKeyFix(file, service, key) }: HostNamespaceOptions = {}): void {
  const reportOnce = once(calmInTests(report, file, workspace));
  for (const service of file.services) {
    const node = service.get(key);
    if (node && stringOf(node)?.toLowerCase() === 'host' && !isMeant(service)) {
      // A privileged container has what this would give it, which privileged-service says; the network is another matter.
      const said = key !== 'network_mode' && isTrue(service.get('privileged'));
      reportOnce(node.span, 'host', { data: { service: service.name }, fixes: fixes(service), ...(said ? { severity: 'hint' as const } : {}) });
    }
  }
}
