/** The registry that the tests run. */
import { ensureDebianPackages } from './debian.mjs';
import { which } from './machine.mjs';

/** The registry's program, of which a test starts one of its own. Throws `Missing` where it can't be had. */
export async function ensureRegistry() {
  await ensureDebianPackages({ 'docker-registry': 'docker-registry', skopeo: 'skopeo' });
  return which('docker-registry');
}
