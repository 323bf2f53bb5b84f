/** Answers about a Dockerfile in a build context. */
import type { DockerfileModel } from '../dockerfile/model';
import type { BuildContext } from './build-context';
import { BoundedMap } from '../text/bounded-map';
import { once } from '../text/once';

/** The function, asked once for each Dockerfile in each context: both are made anew when something changes. */
export function oncePerContext<T>(find: (file: DockerfileModel, context: BuildContext) => T): (file: DockerfileModel, context: BuildContext) => T {
  // Few, since contexts come and go while a Dockerfile stays as it is.
  const known = once((_: DockerfileModel) => new BoundedMap<BuildContext, { readonly answer: T }>(8));
  return (file, context) => {
    const answers = known(file);
    let found = answers.get(context);
    if (!found) answers.set(context, (found = { answer: find(file, context) }));
    return found.answer;
  };
}
