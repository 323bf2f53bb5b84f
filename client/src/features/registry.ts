/** *Pin Image to Digest*, *Update Image Tag* and *Verify the Signature of an Image*: ask the registry of an image what it has. The first two change the reference. */
import * as vscode from 'vscode';
import { commands, newerTags, pinDigest, useTag, verifySignature } from '../../../server/src/protocol';
import type { ImageAt, RegistryAnswer } from '../../../server/src/protocol';
import { isSnapshot } from '../documents';
import type { Feature, FeatureContext } from '../feature';
import { reportingErrors } from '../messages';
import { requireTrust } from './trust';

export class RegistryFeature implements Feature {
  private context!: FeatureContext;

  register(context: FeatureContext): vscode.Disposable[] {
    this.context = context;
    return [
      vscode.commands.registerCommand(commands.pinDigest, (...args: readonly unknown[]) => this.guarded(args, (at) => this.pin(at))),
      vscode.commands.registerCommand(commands.updateTag, (...args: readonly unknown[]) => this.guarded(args, (at) => this.updateTag(at))),
      vscode.commands.registerCommand(commands.verifySignature, (...args: readonly unknown[]) => this.guarded(args, (at) => this.verify(at))),
    ];
  }

  private async guarded(args: readonly unknown[], work: (at: ImageAt) => Promise<RegistryAnswer | undefined>): Promise<void> {
    if (!(await requireTrust())) return;
    const at = imageAt(args) ?? this.imageAtCursor();
    if (!at) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor on the name of an image in a Dockerfile or Compose file.'));
      return;
    }
    const answer = await reportingErrors(this.context.log, () => work(at));
    // Not awaited: the command is over, whether or not the message is read.
    if (answer) void vscode.window.showInformationMessage(answer.message);
  }

  private pin(at: ImageAt): Promise<RegistryAnswer | undefined> {
    return this.context.server.requestWithProgress(vscode.l10n.t('Plimsoll: asking for the digest'), pinDigest, { at });
  }

  private verify(at: ImageAt): Promise<RegistryAnswer | undefined> {
    return this.context.server.requestWithProgress(vscode.l10n.t('Plimsoll: asking for signatures'), verifySignature, { at });
  }

  private async updateTag(at: ImageAt): Promise<RegistryAnswer | undefined> {
    const found = await this.context.server.requestWithProgress(vscode.l10n.t('Plimsoll: asking for tags'), newerTags, { at });
    if (!found) return undefined;
    const { choices, message } = found;
    if (choices.length === 0) return { changed: false, message };
    const items = choices.map(({ tag, note }) => ({ label: tag, description: note }));
    const choice = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: message });
    return choice && this.context.server.requestWithProgress(vscode.l10n.t('Plimsoll: changing the tag'), useTag, { at: found.at, tag: choice.label });
  }

  private imageAtCursor(): ImageAt | undefined {
    const editor = vscode.window.activeTextEditor;
    if (!editor || isSnapshot(editor.document)) return undefined;
    const { line, character } = editor.selection.active;
    return { uri: this.context.server.uriOf(editor.document.uri), position: { line, character } };
  }
}

/** Of a code action: [uri, position, image, version]. */
function imageAt([uri, position, image, version]: readonly unknown[]): ImageAt | undefined {
  return typeof uri === 'string' && typeof image === 'string' ? { uri, position: position as ImageAt['position'], image, version: version as number } : undefined;
}
