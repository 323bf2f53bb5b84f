/** Findings as SARIF 2.1.0 (OASIS), in the form that GitHub code scanning reads. */
import type * as Sarif from 'sarif';

import type { Finding, Fix, Severity } from '../lint/finding';
import type { Rule, RuleMeta } from '../lint/rule';
import { SourceText } from '../lint/text/source';
import type { ReportContext } from './context';
import { Fingerprints } from './fingerprints';
import type { LintReport, LintedFile } from './lint-report';
import { ruleMarkdown } from './rule-page';
import { artifactLocation, region, sarifLog } from './sarif';

/** The level of each severity. */
export const levels: Readonly<Record<Severity, Sarif.Result.level>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** `rules` are all that could have been found; those that were found are described in the log. */
export function lintSarif(report: LintReport, rules: readonly Rule[], context: ReportContext): string {
  const used = [...new Set(report.files.flatMap(file => file.findings.map(finding => finding.rule)))].sort();
  const index = new Map(used.map((name, position) => [name, position]));
  const fingerprints = new Fingerprints();
  const results = report.files.flatMap(file => {
    const source = new SourceText(file.text ?? '');
    return file.findings.map(finding => result(finding, file, index.get(finding.rule)!, fingerprints.of(file.path, finding.rule, source.lineText(finding.range.start.line)), context));
  });
  const notifications = report.files.filter(file => file.error !== undefined).map(unreadable);
  return sarifLog({ rules: used.map(name => ruleDescriptor(name, rules.find(rule => rule.name === name), context)), results, notifications }, context);
}

function result(finding: Finding, file: LintedFile, ruleIndex: number, fingerprint: string, context: ReportContext): Sarif.Result {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file.path), region: region(finding.range) } }],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((related, id) => ({
        id, message: { text: related.message }, physicalLocation: { artifactLocation: artifactLocation(context.pathOf(related.uri)), region: region(related.range) },
      })),
    }),
    ...(finding.fixes.length > 0 && { fixes: finding.fixes.filter(each => each.edits.length > 0).map(each => fix(each, context)) }),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

function fix({ title, applicability, edits }: Fix, context: ReportContext): Sarif.Fix {
  const uris = [...new Set(edits.map(edit => edit.uri))];
  return {
    description: { text: applicability === 'safe' ? title : `${title} (changes behaviour)` },
    artifactChanges: uris.map(uri => ({
      artifactLocation: artifactLocation(context.pathOf(uri)),
      replacements: edits.filter(edit => edit.uri === uri).map(edit => ({ deletedRegion: region(edit.range), ...(edit.newText !== '' && { insertedContent: { text: edit.newText } }) })),
    })),
  };
}

/** What a log says of a rule; `rule` is undefined for one of another tool. */
export function ruleDescriptor(name: string, rule: RuleMeta | undefined, context: ReportContext): Sarif.ReportingDescriptor {
  const helpUri = context.ruleUrl(name);
  if (!rule) return { id: name, helpUri };
  const { what, why } = rule.docs;
  return {
    id: name,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: { text: `${what}\n\n${why}\n\n${helpUri}`, markdown: ruleMarkdown(rule) },
    helpUri,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.category, rule.target, ...Object.entries(rule.sources).flatMap(([tool, ids]) => ids.map(id => `${tool}/${id}`))] },
  };
}

function unreadable(file: LintedFile): Sarif.Notification {
  return { level: 'error', message: { text: `${file.path} ${file.error}` }, locations: [{ physicalLocation: { artifactLocation: artifactLocation(file.path) } }] };
}
