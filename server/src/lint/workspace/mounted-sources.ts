/** Images that are only an environment: Compose lays the sources over what was copied. */
import { mountsOf } from '../compose/host-mounts';
import type { Stage } from '../dockerfile/model';
import type { Workspace } from './model';

/** True where every service that builds the Dockerfile mounts a directory of the project over the directory that the container works in. */
export function worksOnMountedSources(dockerfileUri: string, stage: Stage, workspace: Workspace): boolean {
  const place = stage.exit.workdir?.path;
  const uses = workspace.servicesBuilding(dockerfileUri);
  if (place === undefined || place === '/' || uses.length === 0) return false;
  return uses.every(({ service }) => mountsOf(service).some(({ type, source, target }) => {
    const covered = target?.replace(/\/+$/, '');
    return type === 'bind' && source !== undefined && /^(?:\.|\$\{?PWD\b)/.test(source) && covered !== undefined && (covered === place || place.startsWith(`${covered}/`));
  }));
}
