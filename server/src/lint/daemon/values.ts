/** What a file sets, as dockerd reads it. */
import type { DaemonModel, JsonNode, JsonObject, JsonString, Member } from './model';

/** The one that counts: of several of one name the last, as in Go. Undefined where it is not there, not finished or null, which sets nothing. */
export function memberOf(object: Pick<JsonObject, 'members'> | undefined, name: string): (Member & { readonly value: JsonNode }) | undefined {
  const found = object?.members.filter((member) => member.name === name).at(-1);
  return found?.value && found.value.kind !== 'null' ? { ...found, value: found.value } : undefined;
}

/** As `memberOf`, in any casing: below the top Go does not tell them apart. */
export function fieldOf(node: JsonNode | undefined, name: string): (Member & { readonly value: JsonNode }) | undefined {
  if (node?.kind !== 'object') return undefined;
  const found = node.members.filter((member) => member.name.toLowerCase() === name.toLowerCase()).at(-1);
  return found?.value && found.value.kind !== 'null' ? { ...found, value: found.value } : undefined;
}

export function valueOf(file: DaemonModel, name: string): JsonNode | undefined {
  return memberOf(file, name)?.value;
}

/** Undefined where it is not set, or to something else. */
export function booleanOf(file: DaemonModel, name: string): boolean | undefined {
  const value = valueOf(file, name);
  return value?.kind === 'boolean' ? value.value : undefined;
}

export function textOf(file: DaemonModel, name: string): JsonString | undefined {
  const value = valueOf(file, name);
  return value?.kind === 'string' ? value : undefined;
}

/** The texts of a list. */
export function textsOf(file: DaemonModel, name: string): readonly JsonString[] {
  const value = valueOf(file, name);
  return value?.kind === 'array' ? value.items.filter((item) => item.kind === 'string') : [];
}

/** The texts of a map of texts, with their names. */
export function entriesOf(file: DaemonModel, name: string): readonly { readonly name: string; readonly value: JsonString }[] {
  const value = valueOf(file, name);
  if (value?.kind !== 'object') return [];
  return value.members.flatMap((member) => (member.value?.kind === 'string' && memberOf(value, member.name)?.span === member.span ? [{ name: member.name, value: member.value }] : []));
}

/** An object within the file, and everything below it. */
export function* objectsIn(node: JsonNode | undefined): Generator<JsonObject> {
  if (node?.kind === 'object') {
    yield node;
    for (const { value } of node.members) yield* objectsIn(value);
  } else if (node?.kind === 'array') for (const item of node.items) yield* objectsIn(item);
}
