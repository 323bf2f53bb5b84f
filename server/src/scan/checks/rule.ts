/** What a rule for images is: as the linter's rules (`lint/rule.ts`), with a built image to look at in place of a document. */
import type { Severity } from '../../lint/finding';
import type { RuleMeta } from '../../lint/rule';
import type { CheckedImage, Place } from './image';

export interface ImageReportDetails {
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  /** The path in the image that is wrong. What is said alike of several at one place is one finding, with `{files}` in its message. */
  readonly file?: string;
  readonly severity?: Severity;
}

export type ImageReport<M extends string> = (at: Place, message: M, details?: ImageReportDetails) => void;

export interface ImageRule<M extends string = string> extends RuleMeta<M> {
  readonly target: 'image';
  /** Rules for Dockerfiles that say the same of an instruction, where they can tell: an editor shows theirs, while somebody types. */
  readonly toldBy?: readonly string[];
  check(image: CheckedImage, report: ImageReport<M>): void;
}

/** Types a rule: message keys are checked against their use. Returns what it is given. */
export function defineImageRule<const M extends string>(rule: ImageRule<M>): ImageRule<M> {
  return rule;
}
