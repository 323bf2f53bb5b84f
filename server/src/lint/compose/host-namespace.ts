/** The check of the rules on namespaces that a container shares with the host. */
import type { Report } from '../rule';
import { once } from './containers';
import { removeKeyFix } from './fixes';
import type { ComposeModel } from './model';
import { stringOf } from './values';

export function reportHostNamespace(file: ComposeModel, key: string, report: Report<'host'>): void {
  const reportOnce = once(report);
  for (const service of file.services) {
    const node = service.get(key);
    if (node && stringOf(node)?.toLowerCase() === 'host') reportOnce(node.span, 'host', { data: { service: service.name }, fixes: removeKeyFix(file, service, key) });
  }
}
