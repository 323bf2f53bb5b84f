/** Who reads an ignore file: the builds whose context it is about. */
import type { DockerfileModel } from '../dockerfile/model';
import type { BuildContext } from './build-context';

export interface IgnoreFileUse {
  /** The context that it is about. */
  readonly context?: BuildContext;
  /** Those that are known to be built with it. There may be others. */
  readonly dockerfiles: readonly DockerfileModel[];
  /** The name of the Dockerfile that it belongs to by its own name, where there is none. */
  readonly missing?: string;
  /** Beside `missing`: names of the Dockerfiles in its directory. */
  readonly beside?: readonly string[];
  /** All Dockerfiles beside it are built from other directories: the first of them, and where. */
  readonly elsewhere?: { readonly file: DockerfileModel; readonly context: BuildContext };
}
