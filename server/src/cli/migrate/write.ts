/** Writes a plan as `.plimsoll.yaml`, or into one that is there: what that says already stays, comments too. */
import { isMap, isScalar, isSeq, Pair, parseDocument, Scalar, YAMLMap, YAMLSeq, type Document, type Node } from 'yaml';

import { parseConfig } from '../../lint/settings/config';
import type { RuleNames } from '../../lint/settings/rule-names';
import { SourceText } from '../../lint/text/source';
import type { OptionItem } from './wanted';
import type { Plan, PlannedRule } from './combine';

export interface Written {
  readonly text: string;
  /** What the file that is there says otherwise: YAML to be added by hand, where that is wanted. */
  readonly left: readonly { readonly line: number; readonly message: string }[];
  /** Keys, rules and overrides that were added. */
  readonly added: number;
}

/** Undefined for no file; `error` where the file that is there cannot be changed. */
export function writePlan(plan: Plan, existing: string | undefined, header: string, names: RuleNames): Written | { readonly error: string; readonly line: number } {
  return existing === undefined ? newFile(plan, header, names) : new Merge(existing, names).run(plan);
}

function newFile(plan: Plan, header: string, names: RuleNames): Written {
  const written = new Merge('', names).run(plan) as Written;
  return { ...written, text: `# ${header}\n${written.text}` };
}

class Merge {
  private readonly document: Document;
  private readonly source: SourceText;
  private readonly left: { line: number; message: string }[] = [];
  private added = 0;

  constructor(private readonly text: string, private readonly names: RuleNames) {
    this.source = new SourceText(text);
    this.document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  }

  run(plan: Plan): ReturnType<typeof writePlan> {
    const [error] = this.document.errors;
    if (error) return { error: `is not YAML: ${error.message.split('\n', 1)[0]!}. Put it right and run this again; nothing was added`, line: this.source.lineAt(error.pos[0]) };
    if (this.document.contents === null) this.document.contents = new YAMLMap() as never;
    const root: unknown = this.document.contents;
    if (!isMap(root)) return { error: 'is no map of keys and values. Put it right and run this again; nothing was added', line: 0 };
    for (const [key, value] of Object.entries(plan.keys)) this.key(root, key, value);
    this.rules(root, plan.rules);
    this.overrides(root, plan);
    return { text: this.added === 0 ? this.text : this.print(), left: this.left, added: this.added };
  }

  private key(root: YAMLMap, key: string, value: unknown): void {
    const there = pairOf(root, key);
    if (!there) this.add(root, key, this.node(value));
    else if (key === 'ignore' && isSeq(there.value)) {
      const known = there.value.items.map(plain);
      for (const glob of value as readonly string[]) if (!known.includes(glob)) this.addItem(there.value, new Scalar(glob));
    } else if (!same(plain(there.value), value)) this.leave(there, `"${key}" is set here; the files that were read have: ${this.inline({ [key]: value })}`);
  }

  private rules(root: YAMLMap, rules: Plan['rules']): void {
    if (rules.size === 0) return;
    const there = pairOf(root, 'rules');
    if (!there || isEmptyScalar(there.value)) {
      const map = new YAMLMap();
      for (const [name, rule] of rules) map.items.push(new Pair(new Scalar(name), ruleNode(rule)));
      if (there) there.value = map;
      else root.items.push(new Pair(new Scalar('rules'), map));
      this.added += rules.size;
      return;
    }
    if (!isMap(there.value)) {
      this.leave(there, `"rules" is no plain map here; the files that were read have: ${this.inline({ rules: Object.fromEntries([...rules].map(([name, rule]) => [name, plainRule(rule)])) })}`);
      return;
    }
    for (const [name, rule] of rules) this.rule(there.value, name, rule);
  }

  /** A rule is set, too, where the file calls it by another tool's id. */
  private rule(map: YAMLMap, name: string, rule: PlannedRule): void {
    const there = (map.items as Pair<Node, Node | null>[]).find(pair => isScalar(pair.key) && (pair.key.value === name || this.names.resolve(String(pair.key.value)).includes(name)));
    if (!there) this.add(map, name, ruleNode(rule, map.flow === true));
    else if (!same(plain(there.value), plainRule(rule))) this.leave(there, `${name} is set here; the files that were read have: ${this.inline({ [name]: plainRule(rule) })}`);
  }

  private overrides(root: YAMLMap, { overrides }: Plan): void {
    if (overrides.length === 0) return;
    const nodes = overrides.map(({ files, rules }) => {
      const override = new YAMLMap();
      const own = new YAMLMap();
      for (const [name, rule] of rules) own.items.push(new Pair(new Scalar(name), ruleNode(rule)));
      override.items.push(new Pair(new Scalar('files'), this.node(files)), new Pair(new Scalar('rules'), own));
      return override;
    });
    const there = pairOf(root, 'overrides');
    if (there && !isSeq(there.value)) {
      this.leave(there, `"overrides" is no plain list here; the files that were read have: ${this.inline({ overrides: nodes.map(plain) })}`);
      return;
    }
    if (!there) {
      const list = new YAMLSeq();
      list.items.push(...nodes);
      root.items.push(new Pair(new Scalar('overrides'), list));
      this.added += nodes.length;
      return;
    }
    const list = there.value as YAMLSeq;
    const known = list.items.map(plain);
    for (const node of nodes) if (!known.some(each => same(each, plain(node)))) this.addItem(list, node);
  }

  private add(map: YAMLMap, key: string, value: Node): void {
    map.items.push(new Pair(new Scalar(key), value));
    this.added++;
  }

  private addItem(list: YAMLSeq, item: unknown): void {
    list.items.push(item);
    this.added++;
  }

  private leave(there: Pair<Node, Node | null>, message: string): void {
    this.left.push({ line: this.source.lineAt(there.key.range?.[0] ?? 0), message });
  }

  /** Lists of texts stand on one line. */
  private node(value: unknown): Node {
    const node = this.document.createNode(value) as Node;
    if (isSeq(node)) node.flow = true;
    return node;
  }

  private inline(value: unknown): string {
    return JSON.stringify(value);
  }

  private print(): string {
    const indentSeq = !/^[\w-]+:[ \t]*(?:#.*)?\r?\n-/m.test(this.text);
    const text = this.document.toString({ lineWidth: 0, indentSeq, flowCollectionPadding: /[[{] \S/.test(this.text) });
    const mark = this.text.startsWith('\ufeff') ? '\ufeff' : '';
    return mark + (this.source.eol === '\r\n' ? text.replace(/\r?\n/g, '\r\n') : text);
  }
}

/** Problems that a text has and another has not: what is written must be read back without any. */
export function newProblems(before: string, after: string, names: RuleNames): string[] {
  const known = parseConfig(before, '', names).problems.length;
  return parseConfig(after, '', names).problems.slice(known).map(problem => problem.message);
}

function ruleNode({ severity, options, why }: PlannedRule, inFlow = false): Node {
  const comment = why.length > 0 && !inFlow ? commentText(why.join('; ')) : undefined;
  if (options.size === 0) {
    const scalar = new Scalar(severity);
    if (comment !== undefined) scalar.comment = comment;
    return scalar;
  }
  const map = new YAMLMap();
  const set = (key: string, value: Node): number => map.items.push(new Pair(new Scalar(key), value));
  if (severity !== undefined) set('severity', new Scalar(severity));
  for (const [name, value] of options) set(name, Array.isArray(value) ? itemsNode(value as readonly OptionItem[], inFlow) : new Scalar(value));
  if (comment !== undefined) map.commentBefore = comment;
  return map;
}

function itemsNode(items: readonly OptionItem[], inFlow: boolean): YAMLSeq {
  const list = new YAMLSeq();
  for (const { value, why } of items) {
    const scalar = new Scalar(value);
    if (why !== undefined && !inFlow) scalar.comment = commentText(why);
    list.items.push(scalar);
  }
  return list;
}

function commentText(text: string): string {
  return ` ${text.replace(/\s+/g, ' ').trim()}`;
}

function plainRule({ severity, options }: PlannedRule): unknown {
  if (options.size === 0) return severity;
  return { ...(severity !== undefined && { severity }), ...Object.fromEntries([...options].map(([name, value]) => [name, Array.isArray(value) ? (value as readonly OptionItem[]).map(item => item.value) : value])) };
}

function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).find(pair => isScalar(pair.key) && pair.key.value === key);
}

function isEmptyScalar(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function plain(node: unknown): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map(plain);
  if (isMap(node)) return Object.fromEntries((node.items as Pair[]).map(({ key, value }) => [String(plain(key)), plain(value)]));
  return undefined;
}

/** Order of keys does not count. A severity may be written as a boolean. */
function same(a: unknown, b: unknown): boolean {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ordered);
    return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)])) : value;
  };
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b)) || (a === false && b === 'off') || (a === true && b === 'on');
}
