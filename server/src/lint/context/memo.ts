/** Answers about a Dockerfile in a build context. */
import type { DockerfileModel } from '../dockerfile/model';
import type { BuildContext } from './build-context';

/** The function, asked once for each Dockerfile in each context: both are made anew when something changes. */
export function oncePerContext<T>(find: (file: DockerfileModel, context: BuildContext) => T): (file: DockerfileModel, context: BuildContext) => T {
  const known = new WeakMap<BuildContext, WeakMap<DockerfileModel, { readonly answer: T }>>();
  return (file, context) => {
    let byFile = known.get(context);
    if (!byFile) known.set(context, (byFile = new WeakMap()));
    let found = byFile.get(file);
    if (!found) byFile.set(file, (found = { answer: find(file, context) }));
    return found.answer;
  };
}
