/** The SPDX License List 3.x: its identifiers, from the CC0 package spdx-license-ids. */
import data from './data/spdx-licenses.json';

const byLowerCase = new Map<string, string>([...data.ids, ...data.deprecated].map((id) => [id.toLowerCase(), id]));

/** What people write for licences that SPDX names otherwise. */
const everyday: Readonly<Record<string, string>> = {
  apache: 'Apache-2.0', apache2: 'Apache-2.0', 'apache 2': 'Apache-2.0', 'apache 2.0': 'Apache-2.0', 'apache license 2.0': 'Apache-2.0', 'apache license, version 2.0': 'Apache-2.0', 'apache-2': 'Apache-2.0', 'apache v2': 'Apache-2.0',
  bsd: 'BSD-3-Clause', 'bsd-2': 'BSD-2-Clause', 'bsd-3': 'BSD-3-Clause', 'mit license': 'MIT', 'the mit license': 'MIT', 'isc license': 'ISC', mpl: 'MPL-2.0', mpl2: 'MPL-2.0', 'mpl 2.0': 'MPL-2.0', gpl: 'GPL-3.0-or-later',
  gplv2: 'GPL-2.0-only', gplv3: 'GPL-3.0-only', 'gpl v2': 'GPL-2.0-only', 'gpl v3': 'GPL-3.0-only', 'gpl-2': 'GPL-2.0-only', 'gpl-3': 'GPL-3.0-only', lgplv3: 'LGPL-3.0-only', agplv3: 'AGPL-3.0-only', agpl: 'AGPL-3.0-only',
  cc0: 'CC0-1.0', unlicense: 'Unlicense', 'public domain': 'CC0-1.0',
};

/** The identifier meant by an everyday name or another letter case. */
export function spdxIdentifier(text: string): string | undefined {
  return byLowerCase.get(text.toLowerCase()) ?? everyday[text.toLowerCase().replace(/\s+/g, ' ').trim()];
}

/** Whether the text is an SPDX licence expression: identifiers joined by AND, OR and WITH, in any letter case, `LicenseRef-…` included. */
export function isSpdxExpression(text: string): boolean {
  const tokens = text.replace(/[()]/g, ' ').trim().split(/\s+/);
  if (tokens.length === 0 || tokens[0] === '') return false;
  return tokens.every((token, i) => {
    if (i % 2 === 1) return /^(?:AND|OR|WITH)$/i.test(token);
    if (tokens[i - 1]?.toUpperCase() === 'WITH') return /^[\w.-]+$/.test(token);
    return byLowerCase.has(token.replace(/\+$/, '').toLowerCase()) || /^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(token) || /^(?:NONE|NOASSERTION)$/.test(token);
  }) && tokens.length % 2 === 1;
}
