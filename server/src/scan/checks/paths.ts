/** Which paths of an image the rules look at. */
import { mayHoldSecret } from './secret-files';

const programDirectory = /(?:^|\/)(?:s?bin|\.bin|games)$/;
const data = /^(?:usr\/(?:share|include|src)|etc|boot|dev|proc|sys|run|tmp|var)\/|\.(?:so(?:\.[\d.]+)?|pyc?|p[lm]|rb|js|json|h|hpp|[aoc]|ko|mo|la|x?html|gz|xz|txt|md|xml|png|svg|conf|decTest|exe)$/;

/** A directory that programs are found in by their name: only those are looked for in PATH. */
export function isProgramDirectory(path: string): boolean {
  return programDirectory.test(path);
}

/** A file in such a directory. */
export function isInProgramDirectory(path: string): boolean {
  const slash = path.lastIndexOf('/');
  return slash > 0 && programDirectory.test(path.slice(0, slash));
}

/** Whether the observer may note something of the path: asked of every path that an OS package owns, of which most are data. */
export function mayBeObserved(path: string): boolean {
  return !data.test(path) || mayHoldSecret(path);
}

/** One name for both of the paths that a file has where /bin and /lib are links into /usr: packages own the one, layers have the other. */
export function ownershipKey(path: string): string {
  return path.replace(/^usr\/(?=s?bin\/|lib\w*\/)/, '');
}
