/** JSON schemas: of `.plimsoll.yaml`, and of the editor's setting `plimsoll.rules`. */
import { severities } from '../../server/src/lint/finding';
import { presets, type RuleMeta, type RuleOption } from '../../server/src/lint/rule';
import { configKeys, failOnValues, identityKeys, sectionKeys, signatureKeys, type ConfigKey } from '../../server/src/lint/settings/config';
import { ruleUrl } from '../../server/src/protocol/links';

type Schema = Readonly<Record<string, unknown>>;

const severityValues = ['off', 'on', ...[...severities].reverse()];
const severity: Schema = { enum: [...severityValues, true, false] };
const textList: Schema = { oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] };
const identity: Schema = {
  type: 'object', additionalProperties: false, required: Object.keys(identityKeys),
  properties: Object.fromEntries(Object.entries(identityKeys).map(([name, description]) => [name, { description, type: 'string' }])),
};

/** Ids of other tools and ShellCheck's codes. */
const otherNames: Schema = { '^(?:shellcheck/)?SC\\d{4,5}$': severity };

/** `properties` for a map of rules by name. */
export function ruleProperties(rules: readonly RuleMeta[]): Record<string, Schema> {
  return Object.fromEntries(rules.map(rule => [rule.name, ruleSchema(rule)]));
}

function ruleSchema(rule: RuleMeta): Schema {
  const description = `${rule.docs.what} Default: ${rule.severity}, from the preset ${rule.preset} on.`;
  const options = Object.entries(rule.options ?? {});
  if (options.length === 0) return { description, ...severity };
  const properties = { severity, ...Object.fromEntries(options.map(([name, option]) => [name, optionSchema(option)])) };
  return { description, oneOf: [severity, { type: 'object', additionalProperties: false, properties }] };
}

function optionSchema({ default: value, description, enum: choices }: RuleOption): Schema {
  const common = { description, default: value };
  const text = { type: 'string', ...(choices && { enum: choices }) };
  if (Array.isArray(value)) return { ...common, type: 'array', items: text };
  return typeof value === 'string' ? { ...common, ...text } : { ...common, type: typeof value };
}

export function configSchema(rules: readonly RuleMeta[], version: string): string {
  const keys: Readonly<Record<ConfigKey, Schema>> = {
    extends: { enum: presets, default: 'recommended' },
    rules: { $ref: '#/definitions/rules' },
    shellcheck: { type: 'boolean', default: true },
    trustedRegistries: textList,
    inlineIgnores: { type: 'boolean', default: true },
    ignore: textList,
    failOn: { enum: failOnValues },
    overrides: { type: 'array', items: { $ref: '#/definitions/override' } },
    signatures: {
      type: 'array',
      items: {
        type: 'object', additionalProperties: false, required: ['images'], anyOf: [{ required: ['keys'] }, { required: ['identities'] }],
        properties: {
          images: { description: signatureKeys.images, ...textList },
          keys: { description: signatureKeys.keys, ...textList },
          identities: { description: signatureKeys.identities, type: 'array', items: identity },
          trustedRoot: { description: signatureKeys.trustedRoot, type: 'string' },
          signedAs: { description: signatureKeys.signedAs, ...textList },
        },
      },
    },
  };
  const described = (names: readonly ConfigKey[]): Schema => Object.fromEntries(names.map(name => [name, { description: configKeys[name], ...keys[name] }]));
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Plimsoll configuration',
    description: `.plimsoll.yaml of Plimsoll ${version}. Pages of the rules: ${ruleUrl('README')}`,
    type: 'object',
    additionalProperties: false,
    properties: described(Object.keys(configKeys) as ConfigKey[]),
    definitions: {
      rules: { type: 'object', properties: ruleProperties(rules), patternProperties: otherNames, additionalProperties: { oneOf: [severity, { type: 'object' }] } },
      override: {
        type: 'object', additionalProperties: false, required: ['files'],
        properties: { files: { description: 'Globs relative to this file.', ...textList }, ...described(sectionKeys) },
      },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
