/** Labels of a Dockerfile's stages, and the types that label values may have. */
import { isSpdxExpression, spdxIdentifier } from '../facts/spdx';
import type { DockerfileModel, Instruction, KeyValue, Stage, Word } from './model';

export interface Label {
  /** With variables replaced; undefined where one is not known. */
  readonly key: string | undefined;
  /** As `key`. */
  readonly value: string | undefined;
  readonly keyWord: Word;
  readonly valueWord?: Word;
  readonly pair: KeyValue;
  readonly instruction: Instruction;
}

/** All labels of the file in order, those of ONBUILD and of lines before the first FROM included. */
export function labelsOf(file: DockerfileModel): readonly Label[] {
  return file.all('LABEL').flatMap(labelsOfInstruction);
}

export function labelsOfInstruction(instruction: Instruction): readonly Label[] {
  return instruction.pairs.flatMap((pair) =>
    pair.form === 'name' ? [] : [{ key: pair.key.resolved, value: pair.value?.resolved, keyWord: pair.key, ...(pair.value ? { valueWord: pair.value } : {}), pair, instruction }],
  );
}

/** Labels that a stage sets or inherits from stages of the file, oldest first. */
export function labelsOfChain(stage: Stage): readonly Label[] {
  return [...stage.chain].reverse().flatMap((part) => part.instructions.flatMap((instruction) => (instruction.keyword === 'LABEL' ? labelsOfInstruction(instruction) : [])));
}

export type LabelType = 'text' | 'url' | 'rfc3339' | 'spdx' | 'semver' | 'hash' | 'email';

/** One line of a schema: `org.opencontainers.image.created: rfc3339`; an unknown type is `text`. */
export function readSchema(lines: readonly string[]): ReadonlyMap<string, LabelType> {
  return new Map(
    lines.flatMap((line) => {
      const at = line.lastIndexOf(':');
      const key = (at < 0 ? line : line.slice(0, at)).trim();
      const type = at < 0 ? 'text' : line.slice(at + 1).trim().toLowerCase();
      return key === '' ? [] : [[key, type in checks ? (type as LabelType) : 'text'] as const];
    }),
  );
}

/** Source: semver.org, "Is there a suggested regular expression". */
const semver = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

const checks: Readonly<Record<LabelType, (value: string) => boolean>> = {
  text: () => true,
  url: (value) => /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i.test(value),
  rfc3339: isDate,
  spdx: isSpdxExpression,
  semver: (value) => semver.test(value),
  hash: (value) => /^(?:[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(value),
  email: (value) => /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]+$/.test(value),
};

export function isOfType(value: string, type: LabelType): boolean {
  return checks[type](value);
}

function isDate(value: string): boolean {
  const match = rfc3339.exec(value);
  if (!match) return false;
  const [month, day, hour, minute, second] = match.slice(2).map(Number) as [number, number, number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
}

/** A value of the type that was probably meant. */
export function valueMeant(value: string, type: LabelType): string | undefined {
  if (type === 'spdx') return spdxIdentifier(value);
  if (type === 'semver') {
    const version = /^v(?=\d)/i.test(value) ? value.slice(1) : /^\d+\.\d+$/.test(value) ? `${value}.0` : undefined;
    return version !== undefined && semver.test(version) ? version : undefined;
  }
  if (type === 'rfc3339' && /^\d{4}-\d\d-\d\d$/.test(value)) return isDate(`${value}T00:00:00Z`) ? `${value}T00:00:00Z` : undefined;
  return type === 'url' && /^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(value) ? `https://${value}` : undefined;
}
