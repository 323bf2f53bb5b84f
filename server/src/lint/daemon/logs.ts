/** Drivers of logs and their options. Facts as in `keys.ts`; a plugin may be a driver too, of which nothing is known. */
import type { DaemonModel } from './model';
import { entriesOf, textOf, valueOf } from './values';

/** dockerd's own default. */
export const defaultLogDriver = 'json-file';

export const logDrivers: ReadonlySet<string> = new Set(['awslogs', 'etwlogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'none', 'splunk', 'syslog']);

/** Drivers that are gone, with the release that dropped them. */
export const goneLogDrivers: Readonly<Record<string, string>> = { logentries: '25.0' };

/** Options of any driver, beside those that begin with `cache-`. */
const common = ['mode', 'max-buffer-size'];
const attributes = ['env', 'env-regex', 'labels', 'labels-regex', 'tag'];

/** Of the drivers that keep logs in files: dockerd does not start with any other option. */
export const fileLogOptions: Readonly<Record<string, readonly string[]>> = {
  'json-file': [...common, ...attributes, 'max-size', 'max-file', 'compress'],
  local: [...common, ...attributes, 'max-size', 'max-file', 'compress'],
};

/** Empty where a template fills it in. */
export function logDriverOf(file: DaemonModel): string {
  if (valueOf(file, 'log-driver')?.kind === 'unknown') return '';
  return textOf(file, 'log-driver')?.value || defaultLogDriver;
}

export function logOption(file: DaemonModel, name: string): string | undefined {
  return entriesOf(file, 'log-opts').find((entry) => entry.name === name)?.value.value;
}
