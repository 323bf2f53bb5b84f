/** What a repository and its Compose files say of an image: whether they build it. Asked when a rule is about to report something that this may speak against. */
import type { ImageReference } from '../dockerfile/model';
import { isCommonImage } from '../dockerfile/images';
import { isNameOf } from './repository';
import type { KnownDockerfile, Repository } from './repository';

export class Project {
  /** `composeImages`: names that Compose services give to what they build, without tag. */
  constructor(
    readonly repository: Repository,
    private readonly composeImages: ReadonlySet<string>,
  ) {}

  /** Whether the repository builds an image of this name itself: a command or a setting says so, or a Dockerfile lies in a directory of that name. */
  builds(image: ImageReference): boolean {
    return this.makes(image, isNameOf);
  }

  /** The same for an image that is run, which has the whole name of its directory: `example.org/shop-api` is none of `api`. */
  buildsExactly(image: ImageReference): boolean {
    return this.makes(image, (own, name) => own === name.toLowerCase());
  }

  private makes(image: ImageReference, isName: (own: string, name: string) => boolean): boolean {
    if (isCommonImage(image.path)) return false;
    const name = nameOf(image);
    return this.composeImages.has(name) || this.composeImages.has(image.path) || this.repository.dockerfiles().some((file) => makes(file, image, isName)) || this.repository.tags(name);
  }
}

/** Registry and path, as it is written. */
function nameOf({ registry, path }: ImageReference): string {
  return registry === undefined ? path : `${registry}/${path}`;
}

/** A short name without a namespace is that of a stage in many files, and says nothing. */
function makes(file: KnownDockerfile, image: ImageReference, isName: (own: string, name: string) => boolean): boolean {
  const name = nameOf(image);
  return (file.names.some((own) => isName(own, image.name)) && !file.bases.includes(name)) || (image.path.includes('/') && file.stages.some(([stage, base]) => stage === image.name && base !== name));
}
