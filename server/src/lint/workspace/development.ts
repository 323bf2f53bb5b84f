/** Images that are only an environment to develop in, by the services that Compose builds them for. */
import { mountsOf } from '../compose/host-mounts';
import { isForDevelopment } from '../compose/purpose';
import type { Stage } from '../dockerfile/model';
import type { Workspace } from './model';

/** True where every service that builds the Dockerfile mounts a directory of the project over the directory that the container works in, or says in its environment that it is for development. */
export function isBuiltForDevelopment(dockerfileUri: string, stage: Stage, workspace: Workspace): boolean {
  const place = stage.exit.workdir?.path;
  const uses = workspace.servicesBuilding(dockerfileUri);
  if (uses.length === 0) return false;
  return uses.every(({ service }) => isForDevelopment(service) || mountsOf(service).some(({ type, source, target }) => {
    const covered = target?.replace(/\/+$/, '');
    return type === 'bind' && source !== undefined && /^(?:\.|\$\{?PWD\b)/.test(source) && covered !== undefined && place !== undefined && place !== '/' && (covered === place || place.startsWith(`${covered}/`));
  }));
}
