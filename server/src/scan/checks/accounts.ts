/** Accounts of an image. Sources: passwd(5), shadow(5). */
import type { Account } from '../types';

/** More of them is no image's /etc/passwd. */
const mostAccounts = 5_000;

/** Entries of etc/passwd; lines that are none are left out. */
export function parsePasswd(text: string): Account[] {
  const accounts: Account[] = [];
  for (const line of lines(text)) {
    const [name, password, uid, , , , shell = ''] = line.split(':', 7);
    if (!name || password === undefined || !/^\d{1,10}$/.test(uid ?? '')) continue;
    accounts.push({ name, uid: Number(uid), login: !/\/(?:nologin|false|sync|shutdown|halt)$/.test(shell.trim()), passwordless: password === '' });
  }
  return accounts;
}

/** Names of the accounts whose password field in etc/shadow is empty. `*` and `!` are locked. */
export function emptyShadows(text: string): string[] {
  return lines(text).flatMap((line) => {
    const [name, password, lastChange] = line.split(':', 3);
    return name && password === '' && lastChange !== undefined ? [name] : [];
  });
}

function lines(text: string): string[] {
  return text.split('\n', mostAccounts);
}
