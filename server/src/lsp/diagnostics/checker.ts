/** Everything that is shown on one document: lint findings, ShellCheck's, and the results of a scan. */
import type { DockerfileModel } from '../../lint/dockerfile/model';
import type { Finding } from '../../lint/finding';
import { imageRules } from '../../lint/rules/image-rules';
import { filterFindings } from '../../lint/suppress';
import { once } from '../../lint/text/once';
import { ignoredVulnerabilities } from '../../lint/versions/ignored';
import { ruleUrl } from '../../protocol';
import { chosenChecks } from '../../scan/checks/chosen';
import type { EditorDocument } from '../documents';
import { instructionAt, placeScan } from '../scan/anchor';
import type { PlacedResults } from '../scan/anchor';
import { scanFindings } from '../scan/findings';
import type { ImageAdvice } from '../scan/fixes';
import type { ScanStore } from '../scan/scan-store';
import type { SettingsStore } from '../settings/settings-store';
import type { Shown } from '../shown';
import type { LintRun, LintRuns } from './lint-runs';
import type { ShellcheckRuns } from './shellcheck-runs';

export interface Checked extends LintRun {
  readonly shown: readonly Shown[];
  readonly scanned: readonly PlacedResults[];
}

export class Checker {
  constructor(
    private readonly settings: SettingsStore,
    private readonly lint: LintRuns,
    private readonly shellcheck: ShellcheckRuns,
    private readonly scans: ScanStore,
    private readonly advice: ImageAdvice,
  ) {}

  async check(document: EditorDocument): Promise<Checked> {
    const settings = await this.settings.get(document.uri);
    // From here on nothing waits, so that what is returned belongs to one version of the document.
    const run = this.lint.run(document, settings);
    const scanned = this.scanned(run);
    const shown = run.findings.map(shownOfLint);
    shown.push(...this.shellcheckFindings(run).map(shownOfShellcheck));
    if (run.parsed?.target === 'dockerfile' && scanned.length > 0) {
      const { parsed } = run;
      shown.push(...scanFindings(scanned, parsed.model, ruleUrl, this.advice, (checks) => chosenChecks(untold(checks, run.findings, parsed.model), settings.lint, parsed, run.options.today)));
    }
    return { ...run, shown: shown.sort(byPlace), scanned };
  }

  private shellcheckFindings({ parsed, settings }: LintRun): readonly Finding[] {
    if (parsed?.target !== 'dockerfile' || !settings.enabled) return [];
    const findings = this.shellcheck.findings(parsed.model, settings.lint);
    return settings.lint.inlineIgnores ? filterFindings([...findings], parsed) : findings;
  }

  private scanned({ parsed, settings, options }: LintRun): readonly PlacedResults[] {
    const scan = parsed?.target === 'dockerfile' ? this.scans.get(parsed.model.uri) : undefined;
    return scan && parsed?.target === 'dockerfile' ? placeScan(scan, parsed.model, ignoredVulnerabilities(settings.lint, options.today)) : [];
  }
}

/** Without what a rule for Dockerfiles says of the same instruction. */
function untold(checks: readonly Finding[], findings: readonly Finding[], model: DockerfileModel): readonly Finding[] {
  return checks.filter((check) => {
    const toldBy = imageRules.find(({ name }) => name === check.rule)?.toldBy ?? [];
    const instruction = instructionAt(model, check.range);
    return !findings.some(({ rule, range }) => toldBy.includes(rule) && instructionAt(model, range) === instruction);
  });
}

/** After an edit, most findings are those of before. */
const shownOfLint = once((finding: Finding): Shown => ({ finding, code: finding.rule, href: ruleUrl(finding.rule), origin: 'lint' }));
const shownOfShellcheck = once((finding: Finding): Shown => ({ finding, code: finding.rule.replace('shellcheck/', ''), href: ruleUrl(finding.rule), origin: 'shellcheck' }));

function byPlace(a: Shown, b: Shown): number {
  return a.finding.range.start.line - b.finding.range.start.line || a.finding.range.start.character - b.finding.range.start.character;
}
