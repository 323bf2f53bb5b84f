/** What `plimsoll verify` found out, as JSON and as a table. */
import type { Identity } from '../scan/signatures/identity';
import type { Verification, VerificationOutcome } from '../scan/signatures/types';
import { plural, printable, wrap, type Style } from './style';

/** `no-policy`: nobody has said who must have signed it. `unknown`: which image it is cannot be told. */
export type ImageOutcome = VerificationOutcome | 'no-policy' | 'unknown';

export interface VerifiedImage extends Omit<Verification, 'outcome'> {
  readonly outcome: ImageOutcome;
  /** Where a Dockerfile names it; lines from 1. */
  readonly places: readonly { readonly path: string; readonly line: number }[];
  /** Files of the keys of which one, or one of the identities, must have made the signature. */
  readonly keys: readonly string[];
  readonly identities: readonly Identity[];
}

export interface VerificationReport {
  readonly version: 1;
  readonly images: readonly VerifiedImage[];
}

const words: Readonly<Record<ImageOutcome, string>> = {
  verified: 'verified', 'not-signed': 'not signed', 'wrongly-signed': 'wrongly signed', 'not-checked': 'not verified', 'not-looked-up': 'not looked up', 'no-policy': 'no policy', unknown: 'not known',
};

export function verificationJson(report: VerificationReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

export function verificationTable({ images }: VerificationReport, style: Style, columns: number): string {
  const width = Math.max(...Object.values(words).map((word) => word.length)) + 2;
  const indent = ' '.repeat(width);
  const lines = images.flatMap((image) => {
    const places = image.places.map(({ path, line }) => `${path}:${line}`).join(', ');
    const texts = [image.message, ...details(image)].flatMap((text) => wrap(printable(text), Math.max(40, columns - width)));
    return [`${colour(image.outcome, style)(words[image.outcome].padEnd(width))}${style.bold(printable(image.image))}${places === '' ? '' : style.dim(`  ${printable(places)}`)}`, ...texts.map((text) => indent + text)];
  });
  return `${[...lines, '', summary(images)].join('\n')}\n`;
}

/** What the message leaves out. */
function details({ signatures, message, outcome, problems }: VerifiedImage): string[] {
  const reasons = outcome === 'verified' ? [] : signatures.flatMap(({ where, reason }) => (reason === undefined || message.includes(reason) ? [] : `${where}: ${reason}`));
  return [...new Set([...reasons, ...(outcome === 'verified' ? problems : [])])];
}

function summary(images: readonly VerifiedImage[]): string {
  const counts = (Object.keys(words) as ImageOutcome[]).flatMap((outcome) => {
    const count = images.filter((image) => image.outcome === outcome).length;
    return count === 0 ? [] : `${count} ${outcome === 'no-policy' ? 'without a policy' : words[outcome]}`;
  });
  return `${plural(images.length, 'image')}: ${counts.join(', ')}.`;
}

function colour(outcome: ImageOutcome, style: Style): (text: string) => string {
  if (outcome === 'verified') return style.cyan;
  return outcome === 'no-policy' ? style.dim : outcome === 'not-looked-up' || outcome === 'unknown' ? style.yellow : style.red;
}
