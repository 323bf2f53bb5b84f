/** Run by npm after an installation from git, of which it packs the outcome: builds dist/, with the packages that this takes. */
import { ensurePackages } from './setup/packages.mjs';

// Below "npm install --global" npm takes what a repository needs to be built for global packages too, and leaves it out.
process.env.npm_config_global = 'false';
await ensurePackages();
const { build } = await import('./build.mjs');
await build();
