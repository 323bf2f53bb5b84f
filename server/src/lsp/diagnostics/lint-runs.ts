/** Lint findings of open documents, computed when asked for and kept while nothing they came from changes. */
import type { Finding } from '../../lint/finding';
import { lintEdited } from '../../lint/incremental';
import type { Linted } from '../../lint/incremental';
import type { ParsedDocument } from '../../lint/document';
import type { LintOptions } from '../../lint/lint';
import type { EditorDocument } from '../documents';
import type { DocumentSettings } from '../settings/settings-store';
import type { ParsedDocuments } from '../workspace/parsed-documents';
import type { WorkspaceFiles } from '../workspace/workspace-files';
import { uriKey } from '../uris';
import type { VersionRuns } from './version-runs';

export interface LintRun {
  readonly version: number;
  readonly settings: DocumentSettings;
  /** Undefined for targets without a model. */
  readonly parsed: ParsedDocument | undefined;
  readonly options: LintOptions;
  readonly findings: readonly Finding[];
}

export class LintRuns {
  private readonly runs = new Map<string, LintRun & { readonly stamp: string; readonly linted: Linted | undefined }>();

  constructor(
    private readonly parsed: ParsedDocuments,
    private readonly workspace: WorkspaceFiles,
    private readonly versions: VersionRuns,
    private readonly today: () => string,
    private readonly onRuleError: (rule: string, uri: string, error: unknown) => void,
  ) {}

  run(document: EditorDocument, settings: DocumentSettings): LintRun {
    const key = uriKey(document.uri);
    const stamp = document.target ? this.workspace.stamp(document.target) : '';
    const today = this.today();
    const versions = this.versions.advisories(settings);
    const known = this.runs.get(key);
    const { today: judgedOn, versions: judgedBy } = known?.options ?? {};
    if (known && known.version === document.version && known.settings === settings && known.stamp === stamp && judgedOn === today && judgedBy === versions) {
      if (known.parsed) this.versions.ask(known.parsed, settings);
      return known;
    }
    const options: LintOptions = {
      settings: settings.lint,
      workspace: this.workspace.view(document.uri),
      today,
      versions,
      onRuleError: (rule, error) => this.onRuleError(rule, document.uri, error),
    };
    const parsed = document.target && this.parsed.get(document.uri, document.target, document.getText());
    const linted = parsed && settings.enabled ? lintEdited(parsed, options, known?.linted) : undefined;
    if (parsed) this.versions.ask(parsed, settings);
    const run = { version: document.version, settings, parsed, options, findings: linted?.findings ?? [], stamp, linted };
    this.runs.set(key, run);
    return run;
  }

  forget(uri: string): void {
    this.runs.delete(uriKey(uri));
  }
}
