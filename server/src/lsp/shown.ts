import type { Finding } from '../lint/finding';

/** A finding as the editor shows it: with the code it carries and the page that the code leads to. */
export interface Shown {
  readonly finding: Finding;
  readonly code: string;
  readonly href: string;
  readonly origin: 'lint' | 'shellcheck' | 'scan';
}
