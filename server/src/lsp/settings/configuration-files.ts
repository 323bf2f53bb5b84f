/** Finds the configuration file of a document: the nearest `.plimsoll.yaml` upward, or else the nearest `.hadolint.yaml`. Remembers what it found until told of a change. */
import { configFileNames, parseConfig } from '../../lint/settings/config';
import type { ParsedConfig } from '../../lint/settings/config';
import { hadolintFileNames, parseHadolintConfig } from '../../lint/settings/hadolint';
import type { FileAccess } from '../host';
import { joinUri, parentUri, uriKey } from '../uris';

const kinds = [
  { names: configFileNames as readonly string[], parse: parseConfig },
  { names: hadolintFileNames as readonly string[], parse: parseHadolintConfig },
];

/** Names whose change `clear` must be called for. */
export const configurationFileNames: readonly string[] = kinds.flatMap((kind) => kind.names);

export class ConfigurationFiles {
  private readonly byFolder = new Map<string, Promise<readonly (ParsedConfig | undefined)[]>>();

  constructor(private readonly files: FileAccess) {}

  async find(documentUri: string): Promise<ParsedConfig | undefined> {
    const nearest: (ParsedConfig | undefined)[] = [];
    for (let folder = parentUri(documentUri); ; ) {
      const here = await this.inFolder(folder);
      here.forEach((config, kind) => (nearest[kind] ??= config));
      const above = parentUri(folder);
      if (nearest[0] || above === folder) return nearest.find((config) => config !== undefined);
      folder = above;
    }
  }

  clear(): void {
    this.byFolder.clear();
  }

  /** For each kind the file in this folder. */
  private inFolder(folder: string): Promise<readonly (ParsedConfig | undefined)[]> {
    const key = uriKey(folder);
    let found = this.byFolder.get(key);
    if (!found) {
      found = Promise.all(kinds.map((kind) => this.first(folder, kind)));
      this.byFolder.set(key, found);
    }
    return found;
  }

  private async first(folder: string, kind: (typeof kinds)[number]): Promise<ParsedConfig | undefined> {
    for (const name of kind.names) {
      const uri = joinUri(folder, name);
      const text = await this.files.read(uri);
      if (text !== undefined) return kind.parse(text, uri);
    }
    return undefined;
  }
}
