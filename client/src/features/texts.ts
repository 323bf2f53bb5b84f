import * as vscode from 'vscode';
import type { SeverityCounts } from '../../../server/src/protocol';

/** `3 critical, 14 high`; empty where there is nothing. Spelled out: single letters are not understood. */
export function countText(counts: SeverityCounts): string {
  const names: Readonly<Record<keyof SeverityCounts, string>> = {
    critical: vscode.l10n.t('critical'),
    high: vscode.l10n.t('high'),
    medium: vscode.l10n.t('medium'),
    low: vscode.l10n.t('low'),
    unknown: vscode.l10n.t('of unknown severity'),
  };
  return (Object.keys(names) as (keyof SeverityCounts)[]).filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${names[severity]}`).join(', ');
}

export function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB`;
  return `${Math.ceil(bytes / 1e3)} kB`;
}
