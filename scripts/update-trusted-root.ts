/**
 * Makes server/src/scan/signatures/keyless/data/public-good.json: the keys and certificates of Sigstore's public instance, with their validity.
 *
 *     npx tsx scripts/update-trusted-root.ts path/to/trusted_root.json COMMIT DATE
 *
 * Input: targets/trusted_root.json of https://github.com/sigstore/root-signing (Apache-2.0), at a commit of that date (ISO), compared with the digest that metadata/targets.json beside it says.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [input, commit, asOf] = process.argv.slice(2);
if (!input || !/^[0-9a-f]{40}$/.test(commit ?? '') || !/^\d{4}-\d{2}-\d{2}$/.test(asOf ?? '')) {
  console.error('usage: tsx scripts/update-trusted-root.ts TRUSTED_ROOT.json COMMIT YYYY-MM-DD');
  process.exit(2);
}
const source = `https://github.com/sigstore/root-signing/blob/${commit}/targets/trusted_root.json (Apache-2.0)`;
const root: unknown = JSON.parse(readFileSync(input, 'utf8'));
writeFileSync(new URL('../server/src/scan/signatures/keyless/data/public-good.json', `file://${__filename}`), `${JSON.stringify({ source, asOf, root }, undefined, 2)}\n`);
