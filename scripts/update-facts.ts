/**
 * Makes server/src/lint/facts/data/eol.json from a download of endoflife.date (MIT): only the products that images are known for, and only what the linter reads.
 *
 *     npx tsx scripts/update-facts.ts path/to/eol.json
 *
 * Input: {source, asOf, products: {name: [{cycle, codename?, released, eol: date | boolean, extended?: date | boolean, lts?: date | boolean}]}}, newest cycle first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { knownProducts } from '../server/src/lint/facts/products';

interface Cycle {
  cycle: string;
  codename?: string;
  released?: string;
  eol?: string | boolean;
  extended?: string | boolean;
  lts?: string | boolean;
}

const input = process.argv[2];
if (!input) {
  console.error('usage: tsx scripts/update-facts.ts EOL.json');
  process.exit(2);
}
const { source, asOf, products } = JSON.parse(readFileSync(input, 'utf8')) as { source: string; asOf: string; products: Record<string, Cycle[]> };
const rows = knownProducts.flatMap((product) => {
  const cycles = products[product];
  if (!cycles) {
    console.error(`${input} has no product ${product}; images of it will not be judged`);
    return [];
  }
  const lines = cycles.map((cycle) => JSON.stringify([cycle.cycle, cycle.eol ?? false, cycle.lts ? 1 : 0, ...(cycle.codename || cycle.extended ? [cycle.codename?.split(' ')[0]?.toLowerCase() ?? ''] : []), ...(cycle.extended ? [cycle.extended] : [])]));
  return [`  ${JSON.stringify(product)}: [\n    ${lines.join(', ')}\n  ]`];
});
const text = `{"source": ${JSON.stringify(source)}, "asOf": ${JSON.stringify(asOf)}, "products": {\n${rows.join(',\n')}\n}}\n`;
writeFileSync(new URL('../server/src/lint/facts/data/eol.json', `file://${__filename}`), text);
