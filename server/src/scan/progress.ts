import type { Progress } from './types';

/** At most ten times a second, apart from a new phase or message; more nobody can read. */
export function thinned(onProgress: (progress: Progress) => void, now: () => number = Date.now): (progress: Progress) => void {
  let last: Progress | undefined;
  let time = 0;
  return (progress) => {
    const current = now();
    if (last === undefined || progress.phase !== last.phase || progress.message !== last.message || current - time >= 100) {
      last = progress;
      time = current;
      onProgress(progress);
    }
  };
}
