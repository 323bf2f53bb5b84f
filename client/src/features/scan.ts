/** *Scan Image…* and *Scan Image Built from This Dockerfile*. */
import * as vscode from 'vscode';
import { commands, findBuiltImages, listImages, scan } from '../../../server/src/protocol';
import type { BuiltImage, LocalImage, ScanParams, ScanSummary } from '../../../server/src/protocol';
import { activeDockerfile, resourceArgument } from '../documents';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';
import type { AdvisoriesFeature } from './advisories';
import { countText, sizeText } from './texts';
import { requireTrust } from './trust';

/** An image whose history agrees so well with the Dockerfile is taken without asking. */
const certain = 0.8;

type Target = Pick<ScanParams, 'image' | 'source' | 'engineHost' | 'target'>;

export class ScanFeature implements Feature {
  private context!: FeatureContext;

  constructor(private readonly advisories: AdvisoriesFeature) {}

  register(context: FeatureContext): vscode.Disposable[] {
    this.context = context;
    return [
      vscode.commands.registerCommand(commands.scanImage, () => this.guarded(() => this.scanChosenImage())),
      vscode.commands.registerCommand(commands.scanBuiltImage, (uri: unknown) => this.guarded(() => this.scanBuiltImage(resourceArgument(uri) ?? activeDockerfile()?.uri))),
    ];
  }

  /** Scans one image and says what came out. `uri` is the Dockerfile on which results are shown. */
  async scan(target: Target, uri: string | undefined): Promise<void> {
    const title = vscode.l10n.t('Plimsoll: scanning {0}', target.image);
    const summary = await this.context.server.requestWithProgress(title, scan, { ...target, uri });
    if (!summary) return;
    this.log(summary);
    // Not awaited: the scan is over, whether or not the message is read.
    void this.tell(summary, target, uri).catch((error: unknown) => this.context.log.error(error instanceof Error ? error : String(error)));
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    if (await requireTrust()) await reportingErrors(this.context.log, work);
  }

  private async scanBuiltImage(dockerfile: vscode.Uri | undefined): Promise<void> {
    if (!dockerfile) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open the Dockerfile whose image is to be scanned.'));
      return;
    }
    const uri = this.context.server.uriOf(dockerfile);
    const found = await this.whileSearching(vscode.l10n.t('Plimsoll: looking for the image built from this Dockerfile'), (token) => this.context.server.request(findBuiltImages, { uri }, token));
    if (found.length === 0) return this.offerOtherWays(uri);
    const image = found[0]!.similarity >= certain ? found[0] : await this.chooseBuilt(found);
    if (image) await this.scan({ image: image.name, source: image.source, engineHost: image.engineHost, target: image.target }, uri);
  }

  private async offerOtherWays(uri: string): Promise<void> {
    const build = vscode.l10n.t('Build and Scan');
    const choose = vscode.l10n.t('Choose an Image…');
    const choice = await vscode.window.showInformationMessage(vscode.l10n.t('No local image was built from this Dockerfile as it is now.'), build, choose);
    if (choice === build) await vscode.commands.executeCommand(commands.buildAndScan, uri);
    if (choice === choose) await vscode.commands.executeCommand(commands.scanImage);
  }

  private async chooseBuilt(found: readonly BuiltImage[]): Promise<BuiltImage | undefined> {
    const items = found.map((image) => ({ label: image.name, detail: image.reason, image }));
    return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which image was built from this Dockerfile?') }))?.image;
  }

  private async scanChosenImage(): Promise<void> {
    const target = await this.chooseImage();
    if (!target) return;
    const dockerfile = activeDockerfile();
    await this.scan(target, dockerfile && (await this.mayShowOn(dockerfile, target)) ? this.context.server.uriOf(dockerfile.uri) : undefined);
  }

  private async chooseImage(): Promise<Target | undefined> {
    const archive = { label: vscode.l10n.t('$(file-zip) Archive…'), detail: vscode.l10n.t('A file made with "docker save", or an OCI archive') };
    const layout = { label: vscode.l10n.t('$(folder) OCI layout…'), detail: vscode.l10n.t('A directory with index.json and blobs') };
    let problem: string | undefined;
    const items = this.whileSearching(vscode.l10n.t('Plimsoll: asking for local images'), (token) => this.context.server.request(listImages, {}, token)).then(
      (images) => images.map(imageItem),
      (error: unknown) => {
        // Without an engine there still are archives.
        problem = error instanceof Error ? error.message : String(error);
        this.context.log.warn(problem);
        return [];
      },
    );
    const all = items.then((images) => [...images, archive, layout]);
    await items;
    const placeHolder = problem ?? vscode.l10n.t('Which image is to be scanned?');
    const choice: vscode.QuickPickItem & { readonly image?: LocalImage } | undefined = await vscode.window.showQuickPick(all, { placeHolder, matchOnDescription: true, matchOnDetail: true });
    if (choice === archive) return chooseFile({ canSelectFiles: true, filters: { [vscode.l10n.t('Image archives')]: ['tar', 'tgz', 'gz', 'oci'] } }, 'archive');
    if (choice === layout) return chooseFile({ canSelectFiles: false, canSelectFolders: true }, 'oci');
    return choice?.image && { image: choice.image.name, source: choice.image.source, engineHost: choice.image.engineHost };
  }

  /** Results of a stranger's image on the lines of a Dockerfile would be wrong: where the image does not look like its own, the user decides. */
  private async mayShowOn(dockerfile: vscode.TextDocument, { image }: Target): Promise<boolean> {
    const built = await this.context.server.request(findBuiltImages, { uri: this.context.server.uriOf(dockerfile.uri) }).catch(() => []);
    if (built.some((one) => one.name === image)) return true;
    const report = { label: vscode.l10n.t('Show the report only') };
    const onLines = { label: vscode.l10n.t('Show results on {0}', vscode.workspace.asRelativePath(dockerfile.uri)), description: vscode.l10n.t('if the image was built from it') };
    const choice = await vscode.window.showQuickPick([report, onLines], { placeHolder: vscode.l10n.t('{0} does not look as if it was built from the open Dockerfile.', image) });
    if (!choice) throw new vscode.CancellationError();
    return choice === onLines;
  }

  private async whileSearching<T>(title: string, work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_progress, token) => work(token));
  }

  private log({ image, digest, packages, problems, notCovered }: ScanSummary): void {
    const { log } = this.context;
    log.info(`${image} (${digest}): ${packages} packages`);
    for (const problem of problems) log.warn(problem);
    for (const { ecosystem, reason } of notCovered) log.warn(`${ecosystem}: ${reason}`);
  }

  private async tell(summary: ScanSummary, target: Target, uri: string | undefined): Promise<void> {
    const report = vscode.l10n.t('Show Report');
    const download = vscode.l10n.t('Get Advisories…');
    const missing = summary.notCovered.map((one) => one.ecosystem);
    const choice = missing.length > 0
      ? await vscode.window.showWarningMessage(`${resultText(summary)} ${vscode.l10n.t('Nothing is known of packages of {0}: there are no advisories on this machine.', missing.join(', '))}`, download, report)
      : await vscode.window.showInformationMessage(resultText(summary), report);
    if (choice === report) await vscode.commands.executeCommand(commands.showReport, uri);
    if (choice === download && (await reportingErrors(this.context.log, () => this.advisories.update(missing)))) await reportingErrors(this.context.log, () => this.scan(target, uri));
  }
}

function resultText({ image, counts, packages, vulnerablePackages, attributed, checks, problems }: ScanSummary): string {
  const found = countText(counts);
  const parts = [found ? vscode.l10n.t('{0}: {1} vulnerabilities in {2} of {3} packages.', image, found, vulnerablePackages, packages) : vscode.l10n.t('{0}: no known vulnerabilities in {1} packages.', image, packages)];
  if (found && attributed > 0) parts.push(vscode.l10n.t('They are shown on the lines of the Dockerfile.'));
  if (checks > 0) parts.push(vscode.l10n.t('Findings about the image itself: {0}.', checks));
  if (problems.length > 0) parts.push(vscode.l10n.t('Some things could not be read; the log says which.'));
  return parts.join(' ');
}

function imageItem(image: LocalImage): vscode.QuickPickItem & { readonly image: LocalImage } {
  const facts = [image.source, image.size === undefined ? undefined : sizeText(image.size), image.created?.slice(0, 10)].filter((fact) => fact !== undefined);
  return { label: image.tags[0] ?? image.id.replace('sha256:', '').slice(0, 12), description: facts.join(' · '), detail: image.tags.slice(1).join(', ') || undefined, image };
}

async function chooseFile(options: vscode.OpenDialogOptions, source: 'archive' | 'oci'): Promise<Target | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ ...options, canSelectMany: false, openLabel: vscode.l10n.t('Scan') })) ?? [];
  return file && { image: file.fsPath, source };
}

