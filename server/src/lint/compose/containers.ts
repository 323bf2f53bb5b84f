/** What rules on services have in common. */
import type { Report } from '../rule';
import type { Workspace } from '../workspace/model';
import type { ComposeModel, Service } from './model';
import { isMissing, listOf, rawString, stringOf } from './values';

/** Services of which everything is known here, so that something missing is really missing. */
export function wholeServices(file: ComposeModel): readonly Service[] {
  return file.services.filter((s) => !s.partial);
}

/** Reports each place once: services that share an anchor or a base share its findings. */
export function once<M extends string>(report: Report<M>): Report<M> {
  const seen = new Set<string>();
  return (at, message, details) => {
    const key = `${at.start}-${at.end}-${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(at, message, details);
  };
}

/** True where another Compose file of the directory completes the service with what `test` looks for. */
export function givenBeside(workspace: Workspace, file: ComposeModel, service: Service, test: (counterpart: Service) => boolean): boolean {
  return workspace.counterparts?.(file, service).some(test) ?? false;
}

/** Whole services that lack a key, here and in the files beside. */
export function servicesWithout(file: ComposeModel, workspace: Workspace, ...path: readonly string[]): readonly Service[] {
  return wholeServices(file).filter((s) => isMissing(s.get(...path)) && !isGiven(s, path) && !givenBeside(workspace, file, s, (c) => isGiven(c, path)));
}

function isGiven(service: Service, path: readonly string[]): boolean {
  const node = service.get(...path);
  return node !== undefined && (node.unresolved || (node.items?.length ?? 0) > 0 || (node.entries?.length ?? 0) > 0 || !isMissing(node) && node.scalar !== undefined);
}

/** A service that says what is built and how it is called, and nothing of a container: images are made and pushed by it. */
export function isOnlyBuilt(service: Service): boolean {
  const keys = service.node.entries?.map(({ key }) => key) ?? [];
  return service.build !== undefined && rawString(service.image)?.includes('/') === true && keys.every((key) => /^(?:build|image|user|platform|pull_policy|profiles|labels|x-.*|depends_on|extends)$/.test(key));
}

/** False where the two have profiles and none in common: a service without profiles always runs. */
export function mayRunTogether(a: Service, b: Service): boolean {
  const of = (s: Service): (string | undefined)[] => listOf(s.get('profiles')).map(stringOf);
  const [left, right] = [of(a), of(b)];
  return left.length === 0 || right.length === 0 || left.some((p) => right.includes(p));
}
