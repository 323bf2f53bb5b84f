/** Scans images for tests of the rules for images, through the whole pipeline: a Dockerfile, and the files that its instructions left. */
import { scanImage } from '../../server/src/scan/scan';
import type { ReportedCheck, ScanReport } from '../../server/src/scan/types';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import { buildImage, dockerSaveLegacy, type LayerSpec, type TarSpec, TemporaryDirectory } from './image-builder';

export interface ImageSketch {
  /** A stage; what its instructions left in the history is made from it. */
  readonly dockerfile: string;
  /** Entries of the layer of an instruction, by its text without the keyword (`. /app`, `make`), or of the base image (`base`). */
  readonly layers?: Readonly<Record<string, readonly TarSpec[]>>;
  /** What the history has in the place of an instruction's text. */
  readonly history?: Readonly<Record<string, string>>;
  /** Instructions of the base image that have no layer: `ENV A=1`. */
  readonly baseHistory?: readonly string[];
  /** Container configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** False: the scan is not given the Dockerfile. */
  readonly known?: boolean;
}

const directory = new TemporaryDirectory();
process.on('exit', () => directory.remove());
let count = 0;

export async function scanSketch({ dockerfile, layers = {}, history = {}, baseHistory = [], config = {}, known = true }: ImageSketch): Promise<ScanReport> {
  const built: LayerSpec[] = [{ entries: layers.base ?? [] }];
  const entries: { created_by: string; empty_layer?: boolean }[] = [{ created_by: '/bin/sh -c #(nop) ADD file:1 in / ' }, ...baseHistory.map((created_by) => ({ created_by, empty_layer: true }))];
  for (const { keyword, args } of parseDockerfile(dockerfile, 'file:///Dockerfile').instructions) {
    if (keyword === 'FROM') continue;
    const text = history[args.text] ?? `${keyword === 'RUN' ? '/bin/sh -c ' : ''}${args.text}`;
    const layer = layers[args.text];
    if (layer) built.push({ entries: layer });
    entries.push({ created_by: `${keyword} ${text} # buildkit`, ...(layer ? {} : { empty_layer: true }) });
  }
  const name = `image-${count++}`;
  return scanImage(
    {
      image: directory.write(`${name}.tar`, dockerSaveLegacy(buildImage({ layers: built, history: entries, config }))), advisories: directory.file('advisories'), cache: directory.file(`${name}-cache`), offline: true, today: '2026-11-24',
      ...(known && { dockerfile: { uri: 'file:///Dockerfile', text: dockerfile } }),
    },
    () => undefined,
  );
}

/** Findings of a rule, as `LINE SEVERITY MESSAGE FILE…`; the line is that of the Dockerfile, from 1, or `-`. */
export async function findingsOf(rule: string, sketch: ImageSketch): Promise<string[]> {
  const { checks, problems } = await scanSketch(sketch);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return checks.filter((check) => check.rule === rule).map(shown);
}

function shown({ instruction, severity, data, files }: ReportedCheck): string {
  return [instruction ? instruction.range.start.line + 1 : '-', severity, data.message, ...files].join(' ');
}

/** A private key that opens nothing, in PEM. */
export const pem = (type = 'RSA '): string => `-----BEGIN ${type}PRIVATE KEY-----\n${'MIIEowIBAAKCAQEAt7Xq0Zb1nVYk3eRwG5sJd8uLhP2fCx9oWmN4iTgKyQaBvHzE\n'.repeat(4)}-----END ${type}PRIVATE KEY-----\n`;
