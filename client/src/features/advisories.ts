/** *Update Advisories*: says what would be downloaded, from where and how large, asks, and downloads. */
import * as vscode from 'vscode';
import { commands, planAdvisories, updateAdvisories } from '../../../server/src/protocol';
import type { AdvisoryPlan, PlannedDownload } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';
import { sizeText } from './texts';
import { requireTrust } from './trust';

/** Offered where there are no advisories yet. A scan names the ones that it lacks, which is the better way to choose. */
const suggestions = ['Debian:12', 'Debian:13', 'Ubuntu:22.04:LTS', 'Ubuntu:24.04:LTS', 'Alpine:v3.21', 'Alpine:v3.22', 'AlmaLinux:9', 'Rocky Linux:9', 'Red Hat:enterprise_linux:9', 'npm', 'PyPI'];

export class AdvisoriesFeature implements Feature {
  private context!: FeatureContext;

  register(context: FeatureContext): vscode.Disposable[] {
    this.context = context;
    return [
      vscode.commands.registerCommand(commands.updateAdvisories, async () => {
        if (await requireTrust()) await reportingErrors(context.log, () => this.update(undefined));
      }),
    ];
  }

  /** Without ecosystems: those already on disk. True where something was brought up to date. */
  async update(ecosystems: readonly string[] | undefined): Promise<boolean> {
    const plan = await this.plan(ecosystems);
    if (plan.ecosystems.length === 0 && ecosystems === undefined) {
      const chosen = await vscode.window.showQuickPick(suggestions, { canPickMany: true, placeHolder: vscode.l10n.t('There are no advisories on this machine yet. Which are needed?') });
      return chosen && chosen.length > 0 ? this.update(chosen) : false;
    }
    if (!(await this.confirm(plan))) return false;
    const result = await this.context.server.requestWithProgress(vscode.l10n.t('Plimsoll: updating advisories'), updateAdvisories, { ecosystems: plan.ecosystems });
    if (!result) return false;
    for (const problem of result.problems) this.context.log.warn(problem);
    if (result.problems.length > 0) {
      const showLog = vscode.l10n.t('Show Log');
      void vscode.window.showWarningMessage(result.problems.join(' '), showLog).then((choice) => choice === showLog && this.context.log.show());
    } else {
      void vscode.window.showInformationMessage(vscode.l10n.t('Advisories are up to date: {0}.', [...result.updated, ...result.current].join(', ')));
    }
    return result.updated.length > 0;
  }

  private async plan(ecosystems: readonly string[] | undefined): Promise<AdvisoryPlan> {
    const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Plimsoll: asking how large the advisories are'), cancellable: true };
    return vscode.window.withProgress(options, (_progress, token) => this.context.server.request(planAdvisories, { ecosystems }, token));
  }

  /** Nothing is downloaded before the user has seen this and agreed. */
  private async confirm({ downloads, unavailable, directory }: AdvisoryPlan): Promise<boolean> {
    const reasons = unavailable.map(({ ecosystem, reason }) => `${ecosystem}: ${reason}`);
    const due = downloads.filter((one) => one.state === 'due');
    if (due.length === 0) {
      const unreachable = downloads.filter((one) => one.state === 'unreachable').map((one) => `${one.url}: ${one.problem ?? ''}`);
      if (unreachable.length + reasons.length > 0) throw new Error([...unreachable, ...reasons].join(' '));
      void vscode.window.showInformationMessage(vscode.l10n.t('Advisories are up to date.'));
      return false;
    }
    const download = vscode.l10n.t('Download');
    const detail = [...downloads.map(downloadText), ...reasons, vscode.l10n.t('They are kept in {0}.', directory)].join('\n');
    return (await vscode.window.showInformationMessage(vscode.l10n.t('Download advisories ({0})?', totalText(due)), { modal: true, detail }, download)) === download;
  }
}

function downloadText({ ecosystems, url, bytes, estimated, state, problem }: PlannedDownload): string {
  const what = ecosystems.join(', ');
  switch (state) {
    case 'current':
      return vscode.l10n.t('{0}: up to date', what);
    case 'unreachable':
      return vscode.l10n.t('{0}: {1} cannot be reached: {2}', what, url, problem ?? '');
    case 'due':
      return vscode.l10n.t('{0}: {1} from {2}', what, amountText(bytes, estimated), url);
  }
}

function amountText(bytes: number | undefined, estimated: boolean): string {
  if (bytes === undefined) return vscode.l10n.t('unknown size');
  return estimated ? vscode.l10n.t('about {0}', sizeText(bytes)) : sizeText(bytes);
}

function totalText(downloads: readonly PlannedDownload[]): string {
  const bytes = downloads.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  if (bytes === 0) return vscode.l10n.t('unknown size');
  return downloads.some((one) => one.bytes === undefined) ? vscode.l10n.t('more than {0}', sizeText(bytes)) : amountText(bytes, downloads.some((one) => one.estimated));
}
