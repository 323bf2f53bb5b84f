/** The build context of a Dockerfile where there is no doubt that the project in it is what is built. */
import type { DockerfileModel } from '../dockerfile/model';
import { directoryOf, uriKey } from '../workspace/uri';
import type { Workspace } from '../workspace/model';
import type { BuildContext } from './build-context';
import { mayBeGenerated } from './generated';
import { contextSources } from './sources';

/**
 * Undefined where the context is not known, where the Dockerfile takes nothing of it, and where it is a directory above the Dockerfile that lacks something the Dockerfile copies: a sample or a test has names in common with the project
 * around it, and is built from another place.
 */
export function projectContext(file: DockerfileModel, workspace: Workspace): BuildContext | undefined {
  if (contextSources(file).length === 0 && file.all('RUN').every(({ mounts }) => mounts.length === 0)) return undefined;
  const context = workspace.contextsOf?.(file)?.context;
  if (!context || uriKey(context.root) === uriKey(directoryOf(file.uri) ?? '') || workspace.servicesBuilding(file.uri).length > 0) return context;
  const lacks = contextSources(file).some(({ path, written, glob }) => !glob && path !== '' && context.kindOf(path) === 'absent' && !mayBeGenerated(context, path, written));
  return lacks ? undefined : context;
}
