/** What a report needs to know besides the results. */
export interface ReportContext {
  /** Plimsoll's version. */
  readonly version: string;
  readonly homepage: string;
  /** The path under which a document is shown. */
  pathOf(uri: string): string;
  /** The documentation page of a rule. */
  ruleUrl(rule: string): string;
}
