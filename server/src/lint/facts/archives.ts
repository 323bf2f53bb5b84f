/** Releases of distributions whose packages have moved from the usual servers to an archive. */
import type { Release } from './eol';

/** Half a year after its end an interim release of Ubuntu is on old-releases. */
const moveDays = 183;

/** The server that holds the packages of a release now; undefined where the usual ones still do. `today` is an ISO date. */
export function archiveOf(release: Release, today: string): string | undefined {
  switch (release.product) {
    case 'debian':
      return Number(release.cycle) <= 10 ? 'archive.debian.org' : undefined;
    case 'ubuntu':
      return !release.lts && typeof release.eol === 'string' && daysSince(release.eol, today) > moveDays ? 'old-releases.ubuntu.com' : Number(release.cycle) < 14 ? 'old-releases.ubuntu.com' : undefined;
    case 'centos':
      return 'vault.centos.org';
    case 'centos-stream':
      return release.cycle === '8' ? 'vault.centos.org' : undefined;
    default:
      return undefined;
  }
}

function daysSince(date: string, today: string): number {
  return (Date.parse(today) - Date.parse(date)) / 86_400_000;
}
