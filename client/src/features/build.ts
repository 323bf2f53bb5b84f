/** *Build and Scan*: builds the image of a Dockerfile with the user's own engine, then scans it. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { commands, settingsSection } from '../../../server/src/protocol';
import { activeDockerfile, resourceArgument } from '../documents';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';
import type { ScanFeature } from './scan';
import { requireTrust } from './trust';

interface Build {
  /** Program, found on the PATH. */
  readonly program: 'docker' | 'podman';
  readonly dockerfile: string;
  readonly context: string;
  /** The user's own, before ours. */
  readonly extra: readonly string[];
}

export class BuildFeature implements Feature {
  private context!: FeatureContext;

  constructor(private readonly scan: ScanFeature) {}

  register(context: FeatureContext): vscode.Disposable[] {
    this.context = context;
    return [
      vscode.commands.registerCommand(commands.buildAndScan, async (uri: unknown) => {
        if (await requireTrust()) await reportingErrors(context.log, () => this.buildAndScan(resourceArgument(uri) ?? activeDockerfile()?.uri));
      }),
    ];
  }

  private async buildAndScan(uri: vscode.Uri | undefined): Promise<void> {
    if (uri?.scheme !== 'file') throw new Error(vscode.l10n.t('Open the Dockerfile that is to be built, from a folder on a disk.'));
    const document = await vscode.workspace.openTextDocument(uri);
    // The engine reads the file; what is on the screen must be what is built.
    if (document.isDirty && !(await document.save())) throw new Error(vscode.l10n.t('{0} could not be saved, so it was not built.', uri.fsPath));
    const directory = await chooseContext(uri);
    if (directory === undefined) return;
    const settings = vscode.workspace.getConfiguration(`${settingsSection}.build`, uri);
    const program = settings.get<string>('program') === 'podman' ? 'podman' : 'docker';
    const extra = (settings.get<unknown[]>('arguments') ?? []).filter((argument): argument is string => typeof argument === 'string');
    const image = await this.build({ program, dockerfile: uri.fsPath, context: directory, extra });
    if (image !== undefined) await this.scan.scan({ image, source: program }, this.context.server.uriOf(uri));
  }

  /** The id of the image; undefined where the user cancelled. */
  private async build(build: Build): Promise<string | undefined> {
    const directory = await mkdtemp(path.join(tmpdir(), 'plimsoll-'));
    const idFile = path.join(directory, 'image-id');
    try {
      const title = vscode.l10n.t('Plimsoll: building {0}', vscode.workspace.asRelativePath(build.dockerfile));
      const done = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => run(build, idFile, this.context.log, progress, token));
      return done ? (await readFile(idFile, 'utf8')).trim() : undefined;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}

/** The Dockerfile's folder or, where it stands deeper in a workspace folder, that folder: the user says which. Undefined where the user gave up. */
async function chooseContext(dockerfile: vscode.Uri): Promise<string | undefined> {
  const own = path.dirname(dockerfile.fsPath);
  const folder = vscode.workspace.getWorkspaceFolder(dockerfile)?.uri.fsPath;
  if (folder === undefined || path.relative(folder, own) === '') return own;
  const items = [
    { label: vscode.workspace.asRelativePath(own), description: vscode.l10n.t('folder of the Dockerfile'), directory: own },
    { label: path.basename(folder), description: vscode.l10n.t('workspace folder'), directory: folder },
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which folder is the build context?') }))?.directory;
}

/** True when built, false when cancelled; fails where the build does. No shell: names of files stay names. */
function run({ program, dockerfile, context, extra }: Build, idFile: string, log: vscode.LogOutputChannel, progress: vscode.Progress<{ message?: string }>, token: vscode.CancellationToken): Promise<boolean> {
  const args = ['build', ...extra, '--file', dockerfile, '--iidfile', idFile, '--', context];
  log.info(`${program} ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: context, stdio: ['ignore', 'pipe', 'pipe'] });
    const cancel = token.onCancellationRequested(() => child.kill());
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.info(line);
        progress.report({ message: line.trim().slice(0, 80) });
      });
    }
    child.on('error', (error: NodeJS.ErrnoException) => {
      cancel.dispose();
      reject(error.code === 'ENOENT' ? new Error(vscode.l10n.t('The program "{0}" is not on the PATH. Install it, or choose another in the setting plimsoll.build.program.', program)) : error);
    });
    child.on('close', (code) => {
      cancel.dispose();
      if (token.isCancellationRequested) resolve(false);
      else if (code === 0) resolve(true);
      else reject(new Error(vscode.l10n.t('The build failed; the log has its output.')));
    });
  });
}
