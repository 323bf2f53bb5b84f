/** Build arguments that Compose gives to a Dockerfile. */
import type { Workspace } from './model';

/** Names of those that some service gives which builds it. */
export function givenArguments(workspace: Workspace, dockerfileUri: string): ReadonlySet<string> {
  return new Set(workspace.servicesBuilding(dockerfileUri).flatMap(({ service }) => service.build?.args.map(({ name }) => name) ?? []));
}
