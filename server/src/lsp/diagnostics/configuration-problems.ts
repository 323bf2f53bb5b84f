/** Shows what is wrong with configuration files in those files. They are pushed in every editor: nobody pulls for files that are none of ours. */
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import type { Configuration } from '../settings/settings-store';
import { source } from './convert';

export class ConfigurationProblems {
  private readonly shown = new Map<string, number>();

  constructor(private readonly connection: Connection) {}

  show(configuration: Configuration): void {
    if (this.shown.has(configuration.uri)) return;
    this.shown.set(configuration.uri, configuration.problems.length);
    if (configuration.problems.length === 0) return;
    const diagnostics = configuration.problems.map(({ range, message }) => ({ range, message, source, severity: DiagnosticSeverity.Warning }));
    void this.connection.sendDiagnostics({ uri: configuration.uri, diagnostics });
  }

  /** Configuration files changed: what was shown may be wrong. */
  clear(): void {
    for (const [uri, problems] of this.shown) if (problems > 0) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.shown.clear();
  }
}
