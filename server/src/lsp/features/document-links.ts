/** Links from images to their pages on the registry, and from rule names in ignore comments to their documentation. */
import type { DocumentLink } from 'vscode-languageserver';
import type { ParsedDocument } from '../../lint/document';
import { ruleNames } from '../../lint/settings/rule-names';
import { ruleUrl } from '../../protocol';
import { imagePage, imagesOf } from '../images';

const ignoreComment = /^#\s*plimsoll\s+(?:global\s+)?ignore\s*=\s*([\w./-]+(?:\s*,\s*[\w./-]+)*)/i;

export function documentLinks(parsed: ParsedDocument): DocumentLink[] {
  return [...imageLinks(parsed), ...ruleLinks(parsed)];
}

function imageLinks(parsed: ParsedDocument): DocumentLink[] {
  return imagesOf(parsed).flatMap(({ image }) => {
    const target = imagePage(image);
    return target ? [{ range: parsed.model.source.range(image.nameSpan), target, tooltip: `${image.normalized} on its registry` }] : [];
  });
}

function ruleLinks(parsed: ParsedDocument): DocumentLink[] {
  if (parsed.target === 'daemon') return [];
  const { source, comments } = parsed.model;
  return comments.flatMap(({ span }) => {
    const match = ignoreComment.exec(source.slice(span));
    if (!match) return [];
    const start = span.start + match[0].length - match[1]!.length;
    return [...match[1]!.matchAll(/[\w./-]+/g)].flatMap((name) => {
      const [rule] = ruleNames().resolve(name[0]);
      if (rule === undefined) return [];
      const range = source.range({ start: start + name.index, end: start + name.index + name[0].length });
      return [{ range, target: ruleUrl(rule), tooltip: `Documentation of ${rule}` }];
    });
  });
}
