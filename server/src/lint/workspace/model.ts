/** What rules may ask about other files. Fed by the caller (server or command line); pure data and look-ups. */
import type { ComposeModel, Service } from '../compose/model';
import type { DockerfileContexts } from '../context/choose';
import type { Project } from '../context/project';
import type { IgnoreFileUse } from '../context/use';
import type { DockerfileModel } from '../dockerfile/model';

/** A Compose service that builds a Dockerfile. */
export interface ServiceUse {
  readonly compose: ComposeModel;
  readonly service: Service;
  /** `build.target`, if any. */
  readonly target?: string;
  /** URI of the directory it is built from, with a slash at its end. */
  readonly context?: string;
}

export interface Workspace {
  /** False where the caller knows no other files (standard input, one file in the browser): rules about absence of other files keep silent. */
  readonly known: boolean;
  /** Compose services that build this Dockerfile (by context, dockerfile, additional files), in file order. */
  servicesBuilding(dockerfileUri: string): readonly ServiceUse[];
  /** The Dockerfile a service builds, parsed, where it is known and readable. */
  dockerfileOf(compose: ComposeModel, service: Service): DockerfileModel | undefined;
  /** All Compose files that are known. */
  readonly composeFiles: readonly ComposeModel[];
  /** Where a new compose.yaml for this Dockerfile would go: uri, or undefined where it must not be made. */
  newComposeUri(dockerfileUri: string): string | undefined;
  /** True where a Compose file beside or above the Dockerfile has a service that builds from a directory or file that a variable names. */
  mayBeBuilt?(dockerfileUri: string): boolean;
  /** Services of the same name in the other Compose files of the directory: Compose merges them when it is given both files. */
  counterparts?(compose: ComposeModel, service: Service): readonly Service[];
  /** The path of a file below the repository or the open folder that holds it. Undefined where that is not known. */
  placeOf?(uri: string): string | undefined;
  /** The build context of a Dockerfile, as far as files are known. Undefined where they are not, or not yet. */
  contextsOf?(file: DockerfileModel): DockerfileContexts | undefined;
  /** What the repository of a file says of images. Undefined where it is not known. */
  projectOf?(uri: string): Project | undefined;
  /** Who reads an ignore file. Undefined where that is not known, or not yet. */
  ignoreFileUse?(uri: string): IgnoreFileUse | undefined;
}

/** For a document on its own. */
export const emptyWorkspace: Workspace = {
  known: false,
  servicesBuilding: () => [],
  dockerfileOf: () => undefined,
  composeFiles: [],
  newComposeUri: () => undefined,
};
