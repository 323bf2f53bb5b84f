/** Puts the rules into the setting `plimsoll.rules` of package.json and leaves everything else in it as it is. */
import { applyEdits, findNodeAtLocation, modify, parseTree, type JSONPath } from 'jsonc-parser';

import type { Rule } from '../../server/src/lint/rule';
import { ruleProperties } from './schema';

/** The text of package.json; the same text where it contributes no such setting. */
export function manifestWithRules(text: string, rules: readonly Rule[]): string {
  const setting = settingPath(text);
  if (!setting) return text;
  return applyEdits(text, modify(text, [...setting, 'properties'], ruleProperties(rules), { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }));
}

/** `contributes.configuration` is one object, or a list of titled ones. */
function settingPath(text: string): JSONPath | undefined {
  const root = parseTree(text);
  const configuration = root && findNodeAtLocation(root, ['contributes', 'configuration']);
  const sections: JSONPath[] = configuration?.type === 'array' ? (configuration.children ?? []).map((_, index) => ['contributes', 'configuration', index]) : [['contributes', 'configuration']];
  return sections.map(section => [...section, 'properties', 'plimsoll.rules']).find(path => root && findNodeAtLocation(root, path));
}
