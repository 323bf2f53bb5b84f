/** Reads another tool's YAML: what is wrong with the text is an error, a value of the wrong kind as well; neither stops the rest. */
import { SourceText } from '../../lint/text/source';
import type { Position } from '../../lint/text/span';
import { ConfigReader, type ConfigEntry, type ConfigValue } from '../../lint/settings/reader';
import { brokenFile, type Draft, type ForeignConfig } from './wanted';

export interface YamlFile {
  readonly reader: ConfigReader;
  readonly root: readonly ConfigEntry[];
  at(value: ConfigValue | ConfigEntry): Position;
  /** What the draft holds, and the problems that the reader met meanwhile. */
  finish(draft: Draft): ForeignConfig;
}

/** Where the text is no YAML, what to hand back at once. */
export function readYaml(text: string): YamlFile | ForeignConfig {
  const reader = new ConfigReader(text, '');
  const asNotes = (): ForeignConfig['errors'] => reader.problems.map(({ range, message }) => ({ at: range.start, message }));
  if (reader.problems.length > 0) return brokenFile(asNotes().slice(0, 1).map(({ at, message }) => ({ at, message: `${message.replace(/\.$/, '')}.` })));
  const source = new SourceText(text);
  return {
    reader,
    root: reader.root(),
    at: value => source.positionAt('keySpan' in value ? value.keySpan.start : value.span.start),
    finish: draft => ({ ...draft.result(), errors: asNotes() }),
  };
}

export function isRead(file: YamlFile | ForeignConfig): file is YamlFile {
  return 'reader' in file;
}
