/** A read image as the rules look at it. */
import type { Stage } from '../../lint/dockerfile/model';
import { parseDockerfile } from '../../lint/dockerfile/parse';
import { embeddedPassword } from '../../lint/secrets/connection-string';
import { isSecretName } from '../../lint/secrets/names';
import { findSecrets } from '../../lint/secrets/values';
import { writtenSecret, type WrittenSecret } from '../../lint/secrets/variables';
import { attributeConfig, targetStage, type ConfigAttribution, type DockerfileSource } from '../attribute';
import { readHistory, type HistoryInstruction } from '../attribute/history';
import type { Account, ImageConfig, LayerAttribution, LayerInventory, Problem, SecretContent } from '../types';
import { historySecrets, type HistorySecret } from './history-secrets';
import { overlay, overlayLists, type Placed } from './overlay';
import { ownershipKey } from './paths';

/** Where in the image something is: in a layer, in an entry of the history, or in what no instruction says (`stage`) or only the base image does (`base`). */
export type Place = { readonly layer: number } | { readonly history: number } | 'stage' | 'base';

export interface Variable {
  readonly name: string;
  readonly value: string;
  /** The entry of the history that sets it, else the base image. */
  readonly place: Place;
}

export class CheckedImage {
  /** The history as instructions. */
  readonly history: readonly HistoryInstruction[];
  /** Of the configuration, in its order. */
  readonly environment: readonly Variable[];
  /** Variables that hold credentials. */
  readonly environmentSecrets: readonly (Variable & WrittenSecret)[];
  /** Others that the history shows. */
  readonly historySecrets: readonly HistorySecret[];
  readonly secretFiles: readonly Placed<SecretContent>[];
  /** By path; the fact is `st_mode`. */
  readonly programs: readonly Placed<number>[];
  readonly repositories: readonly Placed<true>[];
  /** Of the uppermost etc/passwd; the path is the name. */
  readonly accounts: readonly Placed<Account>[];
  /** What could not be looked at. */
  readonly problems: readonly Problem[];
  /** The stage of the Dockerfile that was built. */
  readonly stage: Stage | undefined;
  /** Names of accounts to which the uppermost etc/shadow gives an empty password. */
  readonly emptyShadows: readonly Placed<true>[];

  private readonly owned: ReadonlySet<string>;
  private readonly attribution: ConfigAttribution;
  /** The history's entry of each layer; empty where they do not fit together. */
  private readonly entryOfLayer: readonly HistoryInstruction[];

  constructor(
    readonly config: ImageConfig,
    layers: readonly LayerInventory[],
    private readonly dockerfile: DockerfileSource | undefined,
    private readonly layerAttributions: readonly LayerAttribution[],
  ) {
    this.stage = dockerfile && targetStage(parseDockerfile(dockerfile.text, dockerfile.uri), dockerfile.target);
    this.history = config.history.map(readHistory);
    this.attribution = attributeConfig(config, dockerfile);
    const withLayer = this.history.filter(({ emptyLayer }) => !emptyLayer);
    this.entryOfLayer = withLayer.length === config.diffIds.length ? withLayer : [];
    this.environment = config.env.flatMap((setting) => this.variable(setting) ?? []);
    this.environmentSecrets = this.environment.flatMap((variable) => {
      const secret = secretOf(variable);
      return secret ? [{ ...variable, ...secret }] : [];
    });
    const { secrets, cut } = historySecrets(config.history, new Set(config.env));
    this.historySecrets = secrets;
    this.problems = cut === 0 ? [] : [{ where: 'history', message: `${cut} of its entries are too long to be looked through for credentials to their end` }];
    this.secretFiles = overlay(layers, ({ observed }) => observed.secretFiles.map(({ path, holds }) => [path, holds] as const));
    this.programs = overlay(layers, ({ observed }) => observed.programs);
    this.repositories = overlay(layers, ({ observed }) => observed.repositories.map((path) => [path, true] as const));
    this.accounts = overlayLists(layers, ({ observed }) => observed.accounts?.map((account) => [account.name, account] as const));
    this.emptyShadows = overlayLists(layers, ({ observed }) => observed.emptyShadows?.map((name) => [name, true] as const));
    this.owned = new Set(layers.flatMap(({ observed }) => observed.owned));
  }

  attributionOf(place: Place): LayerAttribution {
    const unknown: LayerAttribution = { confidence: 'base', reason: 'nothing is known of the layer' };
    if (place === 'stage' || place === 'base') return this.attribution[place];
    return ('layer' in place ? this.layerAttributions[place.layer] : this.attribution.entries[place.history]) ?? unknown;
  }

  /** It comes from below the Dockerfile's instructions. Without a Dockerfile that is not known, and said of nothing. */
  isBase(place: Place): boolean {
    return this.dockerfile !== undefined && this.attributionOf(place).confidence === 'base';
  }

  /** The Dockerfile's own instructions made the layer; without one, all but the first layer count, which holds the distribution. */
  isOwn(layer: number): boolean {
    return this.dockerfile === undefined ? layer > 0 : !this.isBase({ layer });
  }

  /** A package of the distribution brought the file. */
  isPackaged(path: string): boolean {
    return this.owned.has(ownershipKey(path));
  }

  /** Keyword of the instruction that made a layer; undefined where the history does not say. */
  keywordOf(layer: number): string | undefined {
    return this.entryOfLayer[layer]?.keyword;
  }

  /** What made a layer, for a message. */
  describeLayer(layer: number): string {
    const text = this.attributionOf({ layer }).instruction?.text;
    const entry = this.entryOfLayer[layer];
    const known = text ?? (entry && `${entry.keyword} ${entry.text}`);
    return known === undefined || this.isBase({ layer }) ? `layer ${layer + 1}` : `"${known.length > 60 ? `${known.slice(0, 59)}…` : known}"`;
  }

  /** The last entry of the history with that keyword whose text fits; else what only the base image says. */
  placeOf(keyword: string, fits: (text: string) => boolean = () => true): Place {
    const entry = this.history.filter((each) => each.keyword === keyword && fits(each.text)).at(-1);
    return entry ? { history: entry.index } : 'base';
  }

  private variable(setting: string): Variable | undefined {
    const equals = setting.indexOf('=');
    if (equals <= 0) return undefined;
    const name = setting.slice(0, equals);
    return { name, value: setting.slice(equals + 1), place: this.placeOf('ENV', (text) => ` ${text}`.includes(` ${name}=`) || text.startsWith(`${name} `)) };
  }
}

/** A token or a password in an address is one under any name. */
function secretOf({ name, value }: Variable): WrittenSecret | undefined {
  const secret = isSecretName(name) ? writtenSecret(name, value) : undefined;
  if (secret) return secret.kind === 'placeholder' ? undefined : secret;
  const password = embeddedPassword(value);
  return findSecrets(value).length > 0 || password ? { kind: 'known', weak: password?.weak ?? false } : undefined;
}
