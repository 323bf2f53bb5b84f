/** Syntax trees of shell text, by `unbash`. A tree depends on nothing but the text, so that an edit of one RUN costs one parse. */
import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';

const maximumTrees = 1024;
const maximumCharacters = 1_000_000;

/** Least recently used first. */
const trees = new Map<string, ParsedScript>();
let characters = 0;

export function syntaxTree(text: string): ParsedScript {
  const known = trees.get(text);
  if (known) {
    trees.delete(text);
    trees.set(text, known);
    return known;
  }
  const tree = parse(text);
  if (text.length > maximumCharacters) return tree;
  trees.set(text, tree);
  characters += text.length;
  for (const oldest of trees.keys()) {
    if (trees.size <= maximumTrees && characters <= maximumCharacters) break;
    trees.delete(oldest);
    characters -= oldest.length;
  }
  return tree;
}
