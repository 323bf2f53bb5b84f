/** Which findings of the rules for images the user wants to see, and how severe they are for them. */
import type { ParsedDocument } from '../../lint/document';
import type { Finding } from '../../lint/finding';
import { isActive } from '../../lint/lint';
import { imageRules } from '../../lint/rules/image-rules';
import type { Settings } from '../../lint/settings/model';
import { filterFindings } from '../../lint/suppress';

/** As the settings say, and the comments in the Dockerfile, where there is one. `today` (ISO date) ends those with an expiry. */
export function chosenChecks<Check extends Finding>(checks: readonly Check[], settings: Settings, dockerfile: ParsedDocument | undefined, today: string): Check[] {
  const chosen = checks.flatMap((check) => {
    const rule = imageRules.find(({ name }) => name === check.rule);
    if (rule && !isActive(rule, settings)) return [];
    const severity = settings.rules[check.rule]?.severity;
    return severity === undefined || severity === 'off' ? [check] : [{ ...check, severity }];
  });
  return dockerfile && settings.inlineIgnores ? filterFindings(chosen, dockerfile, today) : chosen;
}
