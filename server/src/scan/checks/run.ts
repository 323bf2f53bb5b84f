/** Runs the rules on an image and lays what they find to instructions. */
import type { Severity } from '../../lint/finding';
import { fillMessage } from '../../lint/message';
import { messageOf } from '../errors';
import type { Problem, ReportedCheck } from '../types';
import type { CheckedImage, Place } from './image';
import { imageRules } from './registry';
import type { ImageReportDetails, ImageRule } from './rule';

/** Paths that a message names; the finding has all of them. */
const mostNamed = 5;
const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface CheckResult {
  readonly checks: readonly ReportedCheck[];
  readonly problems: readonly Problem[];
}

/** In the order of the rules. What comes with the base image is only for information: a newer one is what helps, and often there is none. */
export function checkImage(image: CheckedImage, rules: readonly ImageRule[] = imageRules): CheckResult {
  const checks: ReportedCheck[] = [];
  const problems: Problem[] = [...image.problems];
  for (const rule of rules) {
    try {
      checks.push(...findingsOf(rule, image));
    } catch (error) {
      // A defect of ours, which must not cost the scan.
      problems.push({ where: rule.name, message: `the rule failed and checked nothing: ${messageOf(error)}` });
    }
  }
  return { checks, problems };
}

function findingsOf(rule: ImageRule, image: CheckedImage): ReportedCheck[] {
  const groups = new Map<string, { at: Place; message: string; details: ImageReportDetails; files: string[] }>();
  rule.check(image, (at, message, details = {}) => {
    const { instruction } = image.attributionOf(at);
    const key = JSON.stringify([instruction?.range ?? at, message, details.severity, details.data]);
    const group = groups.get(key) ?? { at, message, details, files: [] };
    groups.set(key, group);
    if (details.file !== undefined) group.files.push(details.file);
  });
  return [...groups.values()].map(({ at, message, details, files }) => toCheck(rule, image, at, message, details, files));
}

function toCheck(rule: ImageRule, image: CheckedImage, at: Place, message: string, { data = {}, severity = rule.severity }: ImageReportDetails, files: readonly string[]): ReportedCheck {
  const { instruction, confidence, reason } = image.attributionOf(at);
  const base = image.isBase(at);
  const text = fillMessage(rule.messages[message] ?? message, { ...data, files: listed(files) });
  return {
    rule: rule.name,
    severity: base ? calm(severity) : severity,
    message: base ? `${text} It comes with the base image.` : text,
    uri: instruction?.uri ?? '',
    range: instruction?.range ?? start,
    fixes: [],
    related: [],
    tags: [],
    data: { ...data, message },
    ...(typeof at === 'object' && 'layer' in at && { layer: image.config.diffIds[at.layer] ?? '' }),
    ...(instruction && { instruction }),
    confidence,
    reason,
    files,
  };
}

function calm(severity: Severity): Severity {
  return severity === 'hint' ? 'hint' : 'info';
}

function listed(files: readonly string[]): string {
  const more = files.length - mostNamed;
  const named = more > 1 ? files.slice(0, mostNamed) : files;
  return `${named.map((file) => `/${file}`).join(', ')}${more > 1 ? ` and ${more} more` : ''}`;
}
