/** Puts the rules into the setting `plimsoll.rules` of package.json and leaves everything else in it as it is. */
import { applyEdits, findNodeAtLocation, modify, parseTree, type JSONPath } from 'jsonc-parser';

import type { RuleMeta } from '../../server/src/lint/rule';
import { ruleProperties } from './schema';

/** The text of package.json; the same text where it contributes no such setting. */
export function manifestWithRules(text: string, rules: readonly RuleMeta[]): string {
  const setting = settingPath(text);
  if (!setting) return text;
  const place = [...setting, 'properties'];
  const emptied = applyEdits(text, modify(text, place, {}, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }));
  const node = findNodeAtLocation(parseTree(emptied)!, place)!;
  const indent = /^[ \t]*/.exec(emptied.slice(emptied.lastIndexOf('\n', node.offset) + 1))![0];
  return emptied.slice(0, node.offset) + lines(ruleProperties(rules), indent) + emptied.slice(node.offset + node.length);
}

/** One line a rule: package.json is read by people. */
function lines(properties: Readonly<Record<string, unknown>>, indent: string): string {
  const entries = Object.entries(properties).map(([name, schema]) => `${indent}  ${JSON.stringify(name)}: ${JSON.stringify(schema)}`);
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

/** `contributes.configuration` is one object, or a list of titled ones. */
function settingPath(text: string): JSONPath | undefined {
  const root = parseTree(text);
  const configuration = root && findNodeAtLocation(root, ['contributes', 'configuration']);
  const sections: JSONPath[] = configuration?.type === 'array' ? (configuration.children ?? []).map((_, index) => ['contributes', 'configuration', index]) : [['contributes', 'configuration']];
  return sections.map(section => [...section, 'properties', 'plimsoll.rules']).find(path => root && findNodeAtLocation(root, path));
}
