/** Packs the extension into one platform-neutral VSIX below out/. Builds first, through the vscode:prepublish script. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDirectory, outDirectory, root } from './setup/machine.mjs';
import { ensurePackages } from './setup/packages.mjs';

/** Returns the path of the VSIX. */
export async function packageExtension() {
  await ensurePackages();
  const { createVSIX } = await import('@vscode/vsce');
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const packagePath = path.join(ensureDirectory(outDirectory), `${name}-${version}.vsix`);
  // All that is needed is bundled into dist/.
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) {
  console.log(await packageExtension());
}
