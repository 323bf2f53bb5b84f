/** How the API is protected on TCP. */
import type { DaemonModel } from './model';
import { booleanOf, valueOf } from './values';

/** `off`: clear text. `unverified`: encrypted, for anybody. `verified`: for clients with a certificate. */
export type Protection = 'off' | 'unverified' | 'verified';

/**
 * In daemon.json the mere presence of `tlsverify` turns TLS on, whatever its value and whatever `tls` says; `tls` alone brings verification along.
 * What flags of the systemd unit add cannot be known: dockerd refuses a key that is in both.
 */
export function protectionOf(file: DaemonModel): Protection {
  // What a template fills in may well be right.
  if ([valueOf(file, 'tlsverify'), valueOf(file, 'tls')].some((value) => value?.kind === 'unknown')) return 'verified';
  const verify = booleanOf(file, 'tlsverify');
  if (verify !== undefined) return verify ? 'verified' : 'unverified';
  return booleanOf(file, 'tls') === true ? 'verified' : 'off';
}
