/** Which images a run of `plimsoll verify` is about: those on the command line, or all that a Dockerfile takes. */
import { resolve } from 'node:path';

import { slashes, uriOfPath } from '../../files/paths';
import { readTextFile } from '../../files/read';
import { imageReference } from '../../lint/dockerfile/image-reference';
import { imagesOf, unknownImages } from '../../lint/dockerfile/images';
import type { DockerfileModel, ImageReference } from '../../lint/dockerfile/model';
import { parseDockerfile } from '../../lint/dockerfile/parse';
import type { VerifiedImage } from '../../report/verification';
import { UsageError } from '../arguments';

type Places = VerifiedImage['places'];

export interface NamedImage {
  readonly text: string;
  /** Absent where which image it is cannot be told. */
  readonly image?: ImageReference;
  readonly places: Places;
}

/** @throws UsageError where one is no image */
export function imagesNamed(operands: readonly string[]): NamedImage[] {
  return unique(operands.map((text) => {
    const image = referenceOf(text);
    if (!image.valid) throw new UsageError(`"${text}" is no name of an image.`);
    return { text, image, places: [] };
  }));
}

/** @throws UsageError where the file cannot be read */
export function imagesOfDockerfile(written: string, directory: string): NamedImage[] {
  const path = resolve(directory, written);
  const file = readTextFile(path);
  if ('error' in file) throw new UsageError(`The Dockerfile ${written} ${file.error}.`);
  const model = parseDockerfile(file.text, uriOfPath(path));
  const at = (offset: number): Places => [{ path: slashes(written), line: model.source.positionAt(offset).line + 1 }];
  const named = imagesOf(model).map(({ image, word }) => ({ text: image.text, ...(image.valid && { image }), places: at(word.span.start) }));
  const unknown = unknownImages(model).map(({ text, span }) => ({ text, places: at(span.start) }));
  return unique([...frontend(model, at), ...named, ...unknown].sort((a, b) => a.places[0]!.line - b.places[0]!.line));
}

/** The image that reads the Dockerfile itself is taken like any other. */
function frontend({ directives }: DockerfileModel, at: (offset: number) => Places): NamedImage[] {
  return directives.filter(({ name }) => name === 'syntax').flatMap(({ value, valueSpan }) => {
    const text = value.trim().split(/\s/, 1)[0]!;
    const image = referenceOf(text);
    return text === '' ? [] : { text, ...(image.valid && { image }), places: at(valueSpan.start) };
  });
}

function referenceOf(text: string): ImageReference {
  return imageReference(text, { text, span: { start: 0, end: text.length }, variables: [] });
}

/** Each once, with all its places. */
function unique(images: readonly NamedImage[]): NamedImage[] {
  const byText = new Map<string, NamedImage>();
  for (const image of images) {
    const known = byText.get(image.text);
    byText.set(image.text, known ? { ...known, places: [...known.places, ...image.places] } : image);
  }
  return [...byText.values()];
}
