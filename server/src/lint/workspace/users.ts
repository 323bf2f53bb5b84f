/** Who a container runs as, judged from both sides: the Dockerfile's USER and the Compose service's `user`. */
import type { Service } from '../compose/model';
import { rawString } from '../compose/values';
import type { DockerfileModel, Stage } from '../dockerfile/model';
import type { ServiceUse, Workspace } from './model';

/** The user part of a service's `user`: `0` of `0:0`. Undefined where none is given; a variable stays as written. */
export function serviceUser(service: Service): string | undefined {
  const text = rawString(service.get('user'));
  return text ? text.replace(/:[^:}]*$/, '') : undefined;
}

/** The names and numbers of the superuser. */
export function isRoot(user: string): boolean {
  return user === 'root' || /^0+$/.test(user);
}

/**
 * True where Compose services run the image of this Dockerfile's final stage and each of them gives a user other than root, so that the image's own user never
 * counts. A user from a variable counts as one: whoever writes `user: ${UID}` means not to be root.
 */
export function runsAsNonRoot(dockerfileUri: string, workspace: Workspace, finalStageName?: string): boolean {
  const uses = workspace.servicesBuilding(dockerfileUri).filter((use) => runsFinalStage(use, finalStageName));
  return uses.length > 0 && uses.every((use) => {
    const user = serviceUser(use.service);
    return user !== undefined && !isRoot(user);
  });
}

function runsFinalStage(use: ServiceUse, finalStageName: string | undefined): boolean {
  return use.target === undefined || use.target.toLowerCase() === finalStageName;
}

/** The stage that a service runs: its `target` by name or number, else the last one. Undefined where there is no such stage. */
export function stageOf(file: DockerfileModel, target: string | undefined): Stage | undefined {
  if (target === undefined) return file.finalStage;
  return file.stages.find((s) => s.name === target.toLowerCase()) ?? (/^\d+$/.test(target) ? file.stages[Number(target)] : undefined);
}
