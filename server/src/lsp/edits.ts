/** Fixes as workspace edits, and whole texts as small edits. Pure. */
import type { CreateFile as LspCreateFile, TextDocumentEdit, TextEdit as LspTextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix, TextEdit } from '../lint/finding';
import { SourceText } from '../lint/text/source';
import { align } from './align';
import type { ClientFeatures } from './client-features';
import { uriKey } from './uris';

/** Says under which URI and version the editor knows a document; undefined for one that is not open. */
export type OpenVersion = (uri: string) => { readonly uri: string; readonly version: number } | undefined;

/** Undefined where the editor cannot do what the fix asks: create a file. */
export function workspaceEdit(fix: Pick<Fix, 'edits' | 'creates'>, openVersion: OpenVersion, features: ClientFeatures): WorkspaceEdit | undefined {
  const creates = fix.creates ?? [];
  if (creates.length > 0 && !features.createFiles) return undefined;
  const byDocument = groupByDocument(fix.edits);
  if (!features.documentChanges) return { changes: Object.fromEntries([...byDocument.values()].map((edits) => [openVersion(edits[0]!.uri)?.uri ?? edits[0]!.uri, edits.map(lspEdit)])) };
  const changes: (TextDocumentEdit | LspCreateFile)[] = [];
  for (const edits of byDocument.values()) {
    const open = openVersion(edits[0]!.uri);
    changes.push({ textDocument: { uri: open?.uri ?? edits[0]!.uri, version: open?.version ?? null }, edits: edits.map(lspEdit) });
  }
  for (const { create, content } of creates) {
    const start = { line: 0, character: 0 };
    // It fails where the file has come into being meanwhile: better than writing into it.
    changes.push({ kind: 'create', uri: create, options: { overwrite: false, ignoreIfExists: false } });
    changes.push({ textDocument: { uri: create, version: null }, edits: [{ range: { start, end: start }, newText: content }] });
  }
  return { documentChanges: changes };
}

function groupByDocument(edits: readonly TextEdit[]): ReadonlyMap<string, TextEdit[]> {
  const groups = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const key = uriKey(edit.uri);
    const group = groups.get(key);
    if (group) group.push(edit);
    else groups.set(key, [edit]);
  }
  return groups;
}

function lspEdit({ range, newText }: TextEdit): LspTextEdit {
  return { range, newText };
}

/** Edits that turn one text into another, line by line, so that cursors and folds elsewhere stay where they are. */
export function textEdits(uri: string, before: string, after: string): TextEdit[] {
  const source = new SourceText(before);
  const oldLines = lines(source);
  const newLines = lines(new SourceText(after));
  const pairs = align(oldLines, newLines);
  const edits: TextEdit[] = [];
  let oldStart = 0;
  let newStart = 0;
  for (let line = 0; line <= oldLines.length; line++) {
    const counterpart = line === oldLines.length ? newLines.length : pairs[line]!;
    if (counterpart < 0) continue;
    if (line > oldStart || counterpart > newStart) edits.push(replaceLines(uri, source, oldStart, line, newLines.slice(newStart, counterpart).join('')));
    oldStart = line + 1;
    newStart = counterpart + 1;
  }
  return edits;
}

/** Lines with their line breaks; the last one may be empty and is then left out. */
function lines(source: SourceText): string[] {
  const all = Array.from({ length: source.lineCount }, (_, line) => source.text.slice(source.lineStart(line), source.lineStart(line + 1)));
  if (all.at(-1) === '') all.pop();
  return all;
}

/** Replaces lines `[from, to)`; what both texts share at the edges is left out. */
function replaceLines(uri: string, source: SourceText, from: number, to: number, newText: string): TextEdit {
  let start = source.lineStart(from);
  let end = source.lineStart(to);
  const old = source.text.slice(start, end);
  let head = 0;
  while (head < old.length && head < newText.length && old[head] === newText[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < newText.length - head && old[old.length - 1 - tail] === newText[newText.length - 1 - tail]) tail++;
  // A position between the halves of a line break or of a surrogate pair is none that every editor accepts.
  if (splits(old, head) || splits(newText, head)) head--;
  if (splits(old, old.length - tail) || splits(newText, newText.length - tail)) tail--;
  start += head;
  end -= Math.max(tail, 0);
  return { uri, range: source.range({ start, end }), newText: newText.slice(head, newText.length - Math.max(tail, 0)) };
}

function splits(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  return (text[offset - 1] === '\r' && text[offset] === '\n') || (/[\ud800-\udbff]/.test(text[offset - 1]!) && /[\udc00-\udfff]/.test(text[offset]!));
}
