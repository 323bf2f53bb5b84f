/** The check that the rules on one resource share. */
import type { Report, RuleFix } from '../rule';
import type { Workspace } from '../workspace/model';
import { givenBeside, once, wholeServices } from './containers';
import { limitOf } from './limits';
import type { Resource } from './limits';
import type { ComposeModel, Service } from './model';
import { rawString } from './values';

export function reportMissingLimit(
  file: ComposeModel,
  workspace: Workspace,
  resource: Resource,
  report: Report<'missing' | 'unlimited'>,
  fixOf: (service: Service) => RuleFix | undefined,
): void {
  const reportOnce = once(report);
  for (const service of wholeServices(file)) {
    const state = limitOf(service, resource);
    if (state.kind === 'given' || givenBeside(workspace, file, service, (c) => limitOf(c, resource).kind === 'given')) continue;
    const fix = fixOf(service);
    const details = fix ? { fixes: [fix] } : {};
    if (state.kind === 'missing') reportOnce(service.nameSpan, 'missing', { data: { service: service.name }, ...details });
    else reportOnce(state.node.span, 'unlimited', { data: { service: service.name, value: rawString(state.node) ?? '' }, ...details });
  }
}
