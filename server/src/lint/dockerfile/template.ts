/** Files that a template engine or a preprocessor turns into a Dockerfile. Their lines are not yet what the builder will read. */
import type { DockerfileModel } from './model';
import { parseDockerfile } from './parse';
import { once } from '../text/once';

/** True where the file has marks of Jinja, Go templates, ERB, EJS, the C preprocessor or Maven filtering where an instruction or an image should stand. */
export function isTemplate(model: DockerfileModel): boolean {
  return isWholeTemplate(model.whole ?? model);
}

const isWholeTemplate = once((file: DockerfileModel) => hasMarks(file) || hasConditions(file));

/** `${base.image}` is Maven's, since the names of variables have no dots; `${templateOption:name}` belongs to templates of development containers. */
const property = /\$\{(?:\w+(?:[.-]\w+)*\.\w+|templateOption:\w+)\}/;

/** `{port}`, a field of Python's str.format, where only a number can stand. */
const field = /(?:^|\s)\{\w+\}/;

/** `{{ image }}`, `{% if x %}`, `<%= x %>`. */
const mark = new RegExp(`\\{\\{|\\{%|<%|${property.source}`);

/** Their arguments are for a shell or a program, which may use such marks for themselves. */
const shellKeywords: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'SHELL', 'ONBUILD']);

function hasMarks(file: DockerfileModel): boolean {
  return file.instructions.some((instruction) => {
    if (!instruction.known) return /^(?:\{\{|\{%|\{#|<%|%>|%\})/.test(file.source.slice(instruction.keywordSpan));
    if (!/[{<]/.test(instruction.text)) return false;
    if (instruction.keyword === 'FROM') return mark.test(instruction.args.text);
    if (instruction.keyword === 'EXPOSE' && field.test(instruction.args.text)) return true;
    return !shellKeywords.has(instruction.keyword) && property.test(instruction.args.text);
  });
}

/** `#endif`, `#ifdef NAME`, `#include "file"`: comments to a builder, but nobody writes them for one. */
function hasConditions(file: DockerfileModel): boolean {
  return file.comments.some(({ span }) => /^#(?:endif\b|ifn?def\s+\w+\s*$|include\s+["<]\S+[">])/.test(file.source.slice(span)));
}

const markedLine = /^[^\S\r\n]*(?:\{\{|\{%|<%|@@[\w.-]+@@)/gm;

/** True where a line begins with such a mark that is neither a file's or a script's (a heredoc) nor a shell's: whatever its name, the file is still to be filled in. */
export function hasTemplateLines(text: string): boolean {
  if (text.search(markedLine) < 0) return false;
  const { instructions } = parseDockerfile(text, '');
  let at = 0;
  return [...text.matchAll(markedLine)].some(({ index, 0: { length } }) => {
    const mark = index + length - 1;
    while (at + 1 < instructions.length && instructions[at + 1]!.span.start <= mark) at++;
    const instruction = instructions[at];
    if (!instruction || mark < instruction.span.start || mark > instruction.span.end) return true;
    return !shellKeywords.has(instruction.keyword) && !instruction.heredocs.some(({ contentSpan }) => mark >= contentSpan.start && mark < contentSpan.end);
  });
}
