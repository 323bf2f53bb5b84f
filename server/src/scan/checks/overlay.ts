/** Layers laid on one another, for what the observer noted of their files. */
import { isHidden } from '../packages/merge';
import type { LayerInventory } from '../types';

/** Something that a path of the image is or holds. Layers are indices into `ImageConfig.diffIds`. */
export interface Placed<Fact> {
  readonly path: string;
  readonly fact: Fact;
  /** First layer of its unbroken presence: the layer to blame. */
  readonly layer: number;
  /** A later layer that deletes or replaces it: containers do not see it, but the image still has it. */
  readonly removedBy?: number;
}

/** What a layer says of a path; undefined: another file is there now, of which there is nothing to say. */
export type Note<Fact> = readonly [path: string, fact: Fact | undefined];

/** One for each path: how it is at last, or how it was when it was last seen. */
export function overlay<Fact>(layers: readonly LayerInventory[], notesOf: (layer: LayerInventory) => readonly Note<Fact>[]): Placed<Fact>[] {
  const placed = new Map<string, Placed<Fact>>();
  layers.forEach((layer, index) => {
    if (layer.whiteouts.length + layer.opaques.length > 0) {
      const [whiteouts, opaques] = [new Set(layer.whiteouts), new Set(layer.opaques)];
      for (const [path, before] of placed) if (before.removedBy === undefined && isHidden(path, whiteouts, opaques)) placed.set(path, { ...before, removedBy: index });
    }
    for (const [path, fact] of notesOf(layer)) put(placed, path, fact, index);
  });
  return [...placed.values()];
}

/** As `overlay`, for a file that says everything of its kind: a layer that has it (`factsOf` is not undefined) replaces what lower layers say. */
export function overlayLists<Fact>(layers: readonly LayerInventory[], factsOf: (layer: LayerInventory) => readonly (readonly [key: string, fact: Fact])[] | undefined): Placed<Fact>[] {
  const placed = new Map<string, Placed<Fact>>();
  layers.forEach((layer, index) => {
    const facts = factsOf(layer);
    if (!facts) return;
    const named = new Map(facts);
    for (const key of [...placed.keys()]) if (!named.has(key)) placed.delete(key);
    for (const [key, fact] of named) put(placed, key, fact, index);
  });
  return [...placed.values()];
}

function put<Fact>(placed: Map<string, Placed<Fact>>, path: string, fact: Fact | undefined, layer: number): void {
  const before = placed.get(path);
  if (fact === undefined) {
    if (before && before.removedBy === undefined) placed.set(path, { ...before, removedBy: layer });
  } else if (!before || before.removedBy !== undefined || JSON.stringify(before.fact) !== JSON.stringify(fact)) placed.set(path, { path, fact, layer });
}
