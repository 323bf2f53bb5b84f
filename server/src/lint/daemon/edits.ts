/** Edits of a `daemon.json`, for fixes. What was JSON stays JSON, in the layout that it has. */
import type { RuleFix, SpanEdit } from '../rule';
import type { DaemonModel, JsonArray, JsonNode, JsonObject, Member } from './model';

/** Indentation where the file has none to go by. */
const step = '  ';

/** Writes a key with its value behind the others, on a line of its own where they have theirs. */
export function addMember({ source }: DaemonModel, object: JsonObject, name: string, value: unknown): SpanEdit {
  const written = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const last = object.members.at(-1);
  if (last) {
    const indent = indentOf(source.text, last.nameSpan.start);
    return { span: { start: last.span.end, end: last.span.end }, newText: indent === undefined ? `, ${written}` : `,${source.eol}${indent}${written}` };
  }
  const outer = /^[ \t]*/.exec(source.lineText(source.lineAt(object.span.start)))![0];
  return { span: { start: object.span.start + 1, end: object.span.end - 1 }, newText: `${source.eol}${outer}${step}${written}${source.eol}${outer}` };
}

/** The blanks in front of something that begins a line; undefined where it does not. */
function indentOf(text: string, at: number): string | undefined {
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, at))?.[1];
}

/** Takes a key out, with the comma that parted it from the next one, or from the one before. */
export function removeMember(object: JsonObject, member: Member): SpanEdit {
  return removeFrom(object.members, object, member);
}

export function removeItem(array: JsonArray, item: JsonNode): SpanEdit {
  return removeFrom(array.items, array, item);
}

function removeFrom(all: readonly Pick<Member, 'span'>[], { span }: JsonObject | JsonArray, one: Pick<Member, 'span'>): SpanEdit {
  const index = all.findIndex((each) => each.span.start === one.span.start);
  const [before, after] = [all[index - 1], all[index + 1]];
  if (after) return { span: { start: one.span.start, end: after.span.start }, newText: '' };
  if (before) return { span: { start: before.span.end, end: one.span.end }, newText: '' };
  return { span: { start: span.start + 1, end: span.end - 1 }, newText: '' };
}

export function rename({ nameSpan }: Member, name: string): SpanEdit {
  return { span: nameSpan, newText: JSON.stringify(name) };
}

export function replaceValue({ span }: JsonNode, value: unknown): SpanEdit {
  return { span, newText: JSON.stringify(value) };
}

/** Sets a key of the file, whether it is there or not. Changes what the daemon does. */
export function setKey(file: DaemonModel, name: string, value: unknown, title?: string): RuleFix[] {
  const written = title ?? `Set "${name}" to ${JSON.stringify(value)}`;
  const known = file.members.filter((member) => member.name === name).at(-1);
  if (known) return known.value ? [{ title: written, applicability: 'unsafe', edits: [replaceValue(known.value, value)] }] : [];
  return file.root ? [{ title: title ?? `Add "${name}": ${JSON.stringify(value)}`, applicability: 'unsafe', edits: [addMember(file, file.root, name, value)] }] : [];
}

/** Takes a key out of the file. */
export function removeKey(file: DaemonModel, member: Member, title = `Take "${member.name}" out`): RuleFix[] {
  return file.root ? [{ title, applicability: 'unsafe', edits: [removeMember(file.root, member)] }] : [];
}
