/** Hovers: the documentation of a finding's rule, what is known of an image, and the vulnerabilities that an instruction brought in. */
import { MarkupKind } from 'vscode-languageserver';
import type { Hover, Position, Range } from 'vscode-languageserver';
import type { ImageReference } from '../../lint/dockerfile/model';
import { defaultUserOf } from '../../lint/facts/users';
import type { DefaultUser } from '../../lint/facts/users';
import { deprecationOf } from '../../lint/facts/deprecated';
import type { ParsedDocument } from '../../lint/document';
import type { Rule } from '../../lint/rule';
import { rules } from '../../lint/rules/registry';
import { commands, ruleUrl } from '../../protocol';
import type { ScanReport } from '../../scan/types';
import type { Checked } from '../diagnostics/checker';
import { imageLife, imagePage, imagesOf, lifeText } from '../images';
import type { ImageUse } from '../images';
import { codeSpan, escapeMarkdown, link, plainText } from '../markdown';
import { advisoriesOf, countText, packageText, tokenOf } from '../scan/findings';
import type { Advisory } from '../scan/findings';
import type { PlacedResults } from '../scan/anchor';
import type { Shown } from '../shown';

/** Advisories listed in a hover; the rest is counted. */
const maxAdvisories = 25;

export interface HoverContext {
  readonly today: string;
  readonly markdown: boolean;
  /** Command links may be used. */
  readonly commandLinks: boolean;
  readonly report: ScanReport | undefined;
}

export function hover(checked: Checked, position: Position, context: HoverContext): Hover | null {
  const { parsed } = checked;
  if (!parsed) return null;
  const sections: string[] = [];
  let range: Range | undefined;
  const findings = checked.shown.filter((shown) => shown.origin !== 'scan' && holds(shown.finding.range, position));
  for (const [rule, [first]] of groupByRule(findings)) {
    sections.push(ruleSection(rule, first!));
    range ??= first!.finding.range;
  }
  const offset = parsed.model.source.offsetAt(position);
  const use = imagesOf(parsed).find(({ span }) => span.start <= offset && offset <= span.end);
  if (use) {
    sections.push(imageSection(use.image, context.today));
    range ??= parsed.model.source.range(use.span);
  }
  const placed = scannedAt(checked, parsed, offset, use);
  if (placed && placed.vulnerabilities.length > 0) {
    sections.push(scanSection(placed, parsed.model.uri, context));
    range ??= parsed.model.source.range(tokenOf(placed.instruction));
  }
  if (sections.length === 0) return null;
  const value = sections.join('\n\n---\n\n');
  return { contents: context.markdown ? { kind: MarkupKind.Markdown, value } : { kind: MarkupKind.PlainText, value: plainText(value) }, range };
}

function holds({ start, end }: Range, { line, character }: Position): boolean {
  if (line < start.line || line > end.line) return false;
  return (line > start.line || character >= start.character) && (line < end.line || character <= end.character);
}

function groupByRule(shown: readonly Shown[]): ReadonlyMap<string, Shown[]> {
  const groups = new Map<string, Shown[]>();
  for (const one of shown) {
    const group = groups.get(one.finding.rule);
    if (group) group.push(one);
    else groups.set(one.finding.rule, [one]);
  }
  return groups;
}

function ruleSection(name: string, { code, href }: Shown): string {
  const rule: Rule | undefined = rules.find((candidate) => candidate.name === name);
  const title = `**${escapeMarkdown(code)}**`;
  if (!rule) return `${title} · ${link('documentation', href)}`;
  const { what, why, exceptions } = rule.docs;
  // The documentation is our own, and Markdown.
  const paragraphs = [`${title} · ${rule.category}`, what, why];
  if (exceptions) paragraphs.push(exceptions);
  paragraphs.push(link('Documentation with examples', ruleUrl(name)));
  return paragraphs.join('\n\n');
}

function imageSection(image: ImageReference, today: string): string {
  const page = imagePage(image);
  const title = page ? link(image.normalized, page) : escapeMarkdown(image.normalized);
  const lines = imageLife(image, today).map((life) => `${escapeMarkdown(lifeText(life))}${life.newerTag ? `; successor ${codeSpan(`${image.path}:${life.newerTag}`)}` : ''}`);
  const deprecation = deprecationOf(image);
  if (deprecation) lines.push(`Deprecated: it ${escapeMarkdown(deprecation.reason)}${deprecation.replacement ? `; use ${codeSpan(deprecation.replacement)}` : ''}`);
  if (image.official) lines.push('Official image of Docker Hub');
  lines.push(userText(defaultUserOf(image)), pinning(image));
  return [`**${title}**`, lines.map((line) => `- ${line}`).join('\n')].join('\n\n');
}

function userText(user: DefaultUser | undefined): string {
  switch (user?.kind) {
    case 'root':
      return 'Runs as root unless told otherwise';
    case 'drops':
      return `Starts as root; its entrypoint goes on as ${codeSpan(user.user)}`;
    case 'user':
      return `Runs as ${codeSpan(user.user)}`;
    case undefined:
      return 'Which user it runs as is not known';
  }
}

function pinning(image: ImageReference): string {
  if (image.digest !== undefined) return 'Pinned by digest: always the same image';
  if (image.tag === undefined) return `No tag: ${codeSpan('latest')}, which may be another image at every build`;
  return `Tag ${codeSpan(image.tag)}, not pinned by digest: it may be another image at the next build`;
}

/** Results at a place: anywhere in an instruction's token or, for a FROM, its image. */
function scannedAt(checked: Checked, parsed: ParsedDocument, offset: number, use: ImageUse | undefined): PlacedResults | undefined {
  const onFinding = checked.shown.some(({ origin, finding }) => origin === 'scan' && holds(finding.range, parsed.model.source.positionAt(offset)));
  return checked.scanned.find(({ instruction }) => {
    const token = tokenOf(instruction);
    if (token.start <= offset && offset <= token.end) return true;
    return (onFinding || use !== undefined) && instruction.span.start <= offset && offset <= instruction.span.end;
  });
}

function scanSection(placed: PlacedResults, uri: string, context: HoverContext): string {
  const advisories = advisoriesOf(placed.vulnerabilities);
  const image = context.report ? ` · found in ${codeSpan(context.report.image.name)}` : '';
  const rows = advisories.slice(0, maxAdvisories).map(advisoryRow);
  const more = advisories.length - rows.length;
  const footer = more > 0 ? [`and ${more} more`] : [];
  if (context.commandLinks) footer.push(`[Show the whole report](command:${commands.showReport}?${encodeURIComponent(JSON.stringify([uri]))})`);
  return [
    `**${countText(advisories)}** ${advisories.length === 1 ? 'vulnerability' : 'vulnerabilities'}${image}`,
    ['| Advisory | Severity | Packages |', '|---|---|---|', ...rows].join('\n'),
    ...(footer.length > 0 ? [footer.join(' · ')] : []),
  ].join('\n\n');
}

function advisoryRow(advisory: Advisory): string {
  const severity = `${advisory.severity}${advisory.knownExploited ? ', known to be exploited' : ''}`;
  return `| ${link(advisory.id, advisory.url)} | ${severity} | ${advisory.packages.map((one) => escapeMarkdown(packageText(one))).join('; ')} |`;
}
