/** Finds and reads the configuration file of a path: the nearest `.plimsoll.yaml` upward, or else the nearest `.hadolint.yaml`. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { configFileNames, parseConfig, type ParsedConfig } from '../lint/settings/config';
import { hadolintFileNames, parseHadolintConfig } from '../lint/settings/hadolint';
import { uriOfPath } from './paths';
import { readTextFile } from './read';

export interface FoundConfig extends ParsedConfig {
  readonly path: string;
  /** What globs in it are relative to. */
  readonly directory: string;
}

type Kind = 'plimsoll' | 'hadolint';

/** Looks upward from directories, into each of them once. */
export class ConfigFiles {
  private readonly byDirectory = new Map<string, Partial<Record<Kind, FoundConfig>>>();

  /** `onProblem` is told of a configuration file that cannot be read; the one above it is not used in its place. */
  constructor(private readonly onProblem: (path: string, reason: string) => void = () => undefined) {}

  find(directory: string): FoundConfig | undefined {
    const nearest = this.nearest(resolve(directory));
    return nearest.plimsoll ?? nearest.hadolint;
  }

  private nearest(directory: string): Partial<Record<Kind, FoundConfig>> {
    let known = this.byDirectory.get(directory);
    if (!known) {
      const above = dirname(directory);
      known = { ...(above === directory ? {} : this.nearest(above)), ...this.inside(directory) };
      this.byDirectory.set(directory, known);
    }
    return known;
  }

  private inside(directory: string): Partial<Record<Kind, FoundConfig>> {
    const plimsoll = this.first(directory, configFileNames);
    const hadolint = this.first(directory, hadolintFileNames);
    return { ...(plimsoll && { plimsoll }), ...(hadolint && { hadolint }) };
  }

  private first(directory: string, names: readonly string[]): FoundConfig | undefined {
    const path = names.map(name => join(directory, name)).find(existsSync);
    return path === undefined ? undefined : readConfig(path, this.onProblem);
  }
}

/** Reads one configuration file; undefined, with the reason told, where it cannot be read. By name it is ours or hadolint's. */
export function readConfig(path: string, onProblem: (path: string, reason: string) => void, directory: string = dirname(path)): FoundConfig | undefined {
  const file = readTextFile(path);
  if ('error' in file) {
    onProblem(path, file.error);
    return undefined;
  }
  const parse = /hadolint[^/\\]*$/i.test(path) ? parseHadolintConfig : parseConfig;
  return { ...parse(file.text, uriOfPath(path)), path, directory };
}
