import { defaultEditorSettings } from '../../protocol';
import type { EditorSettings } from '../../protocol';

/** Reads the section an editor hands over, which may be anything: what has the wrong type has its default. */
export function editorSettings(value: unknown): EditorSettings {
  const section = record(value);
  const defaults = defaultEditorSettings;
  const scan = record(section['scan']);
  const advisories = record(section['advisories']);
  const preset = section['preset'];
  return {
    enable: boolean(section['enable'], defaults.enable),
    preset: preset === 'recommended' || preset === 'strict' || preset === 'all' ? preset : defaults.preset,
    rules: record(section['rules']),
    shellcheck: { enable: boolean(record(section['shellcheck'])['enable'], defaults.shellcheck.enable) },
    trustedRegistries: texts(section['trustedRegistries']),
    ignore: texts(section['ignore']),
    ignoreComments: { enable: boolean(record(section['ignoreComments'])['enable'], defaults.ignoreComments.enable) },
    codeLens: { enable: boolean(record(section['codeLens'])['enable'], defaults.codeLens.enable) },
    scan: { engineHost: text(scan['engineHost']) },
    advisories: { directory: text(advisories['directory']), mirrors: textRecord(advisories['mirrors']) },
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function textRecord(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function boolean(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
