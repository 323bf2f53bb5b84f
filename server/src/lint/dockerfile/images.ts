/** Every place of a Dockerfile that names an image from a registry. */
import { officialNames } from '../facts/products';
import type { DockerfileModel, Flag, ImageReference, ImageSource, Instruction, Word } from './model';
import { once } from '../text/once';

export interface ImageUse {
  readonly image: ImageReference;
  readonly word: Word;
  readonly role: 'base' | 'copy' | 'mount';
  readonly instruction: Instruction;
}

/** Short names that nobody takes for a stage or a context. */
const common: ReadonlySet<string> = new Set([...officialNames, 'busybox', 'bash', 'buildpack-deps', 'hello-world']);

export function isCommonImage(name: string): boolean {
  return common.has(name);
}

/** FROM, `COPY --from=` and `RUN --mount=…,from=`, in file order. Stages, scratch and what is not known are left out. */
export const imagesOf = once((file: DockerfileModel): readonly ImageUse[] =>
  file.instructions.flatMap((instruction) =>
    sourcesOf(instruction, file).flatMap(({ source, role }) => (source.kind === 'image' ? { image: source.image, word: source.word, role, instruction } : [])),
  ),
);

/** Words in the same places that name an image, or may, but not which: a variable in them has no known value. */
export function unknownImages(file: DockerfileModel): readonly Word[] {
  return file.instructions.flatMap((instruction) => sourcesOf(instruction, file).flatMap(({ source }) => (source.kind === 'unknown' && source.word.text !== '' ? source.word : [])));
}

interface SourceUse {
  readonly source: ImageSource;
  readonly role: ImageUse['role'];
}

function sourcesOf(instruction: Instruction, file: DockerfileModel): SourceUse[] {
  const found: SourceUse[] = [];
  const add = (source: ImageSource | undefined, role: ImageUse['role']): void => {
    if (source) found.push({ source, role });
  };
  add(instruction.from?.source, 'base');
  for (const part of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
    add(part.copy?.from, 'copy');
    for (const mount of part.mounts) {
      const from = mount.option('from');
      if (from?.value && from.valueSpan) add(file.resolveSource(mountWord(from.value, from.valueSpan, mount.flag), part), 'mount');
    }
  }
  return found;
}

function mountWord(value: string, span: Word['span'], flag: Flag): Word {
  const variables = (flag.value?.variables ?? []).filter((use) => use.span.start >= span.start && use.span.end <= span.end);
  return { text: value, value, resolved: variables.length > 0 ? undefined : value, variables, span };
}
