/** Which Dockerfile a service builds, as a URI. */
import type { ComposeModel, Service } from '../compose/model';
import { isMissing, stringOf } from '../compose/values';
import { directoryOf, resolvePath } from './uri';

/**
 * `uri`: the Dockerfile on this machine, and the directory it is built from (with a slash at its end). `none`: the service builds none of the workspace (no build, a Dockerfile written into the Compose file, a remote context).
 * `unknown`: a variable without a default decides.
 */
export type BuiltFile = { readonly kind: 'uri'; readonly uri: string; readonly context: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

const none: BuiltFile = { kind: 'none' };
const unknown: BuiltFile = { kind: 'unknown' };

export function builtDockerfile(compose: ComposeModel, service: Service): BuiltFile {
  const build = service.build;
  if (!build || build.inline) return none;
  if (build.context?.unresolved || build.dockerfile?.unresolved) return unknown;
  const context = stringOf(build.context) ?? '.';
  const dockerfile = isMissing(build.dockerfile) ? 'Dockerfile' : stringOf(build.dockerfile);
  if (isRemote(context) || dockerfile === undefined) return none;
  const directory = directoryOf(compose.uri);
  const contextUri = directory && resolvePath(directory, context);
  const root = contextUri && `${contextUri.replace(/\/$/, '')}/`;
  const uri = root && resolvePath(root, dockerfile);
  return uri ? { kind: 'uri', uri, context: root } : none;
}

/** A context that BuildKit fetches: a URL, a Git repository, another service's image. */
function isRemote(context: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(context) || /^(?:github\.com\/|git@)/.test(context) || /^[\w.-]+@[\w.-]+:/.test(context) || /^(?:docker-image|oci-layout|service|target):/.test(context);
}
