/** Commands about registries that the server carries out itself, for editors that have only the language server. */
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { CancellationToken, Connection, ExecuteCommandParams } from 'vscode-languageserver';
import { commands } from '../../protocol';
import type { ImageAt, RegistryAnswer } from '../../protocol';
import type { RegistryController } from './registry-controller';

export const registryCommands: readonly string[] = [commands.pinDigest, commands.updateTag, commands.verifySignature];

export async function executeRegistryCommand({ command, arguments: args, workDoneToken }: ExecuteCommandParams, controller: RegistryController, connection: Connection, token: CancellationToken): Promise<null> {
  const at = imageAt(args);
  if (!at) return null;
  const answer = await execute(command, at, workDoneToken, controller, connection, token);
  if (answer) await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: `Plimsoll: ${answer.message}` });
  return null;
}

function execute(command: string, at: ImageAt, workDoneToken: ExecuteCommandParams['workDoneToken'], controller: RegistryController, connection: Connection, token: CancellationToken): Promise<RegistryAnswer | undefined> {
  switch (command) {
    case commands.pinDigest:
      return controller.pinDigest({ at, workDoneToken }, token);
    case commands.verifySignature:
      return controller.verifySignature({ at, workDoneToken }, token);
    default:
      return updateTag(at, workDoneToken, controller, connection, token);
  }
}

/** Undefined where the user chose nothing. */
async function updateTag(at: ImageAt, workDoneToken: ExecuteCommandParams['workDoneToken'], controller: RegistryController, connection: Connection, token: CancellationToken): Promise<RegistryAnswer | undefined> {
  const found = await controller.newerTags({ at, workDoneToken }, token);
  const { choices, message } = found;
  if (choices.length === 0) return { changed: false, message };
  const title = choices.length === 1 ? undefined : (await connection.window.showInformationMessage(message, ...choices.map(({ tag, note }) => ({ title: `${tag} (${note})` }))))?.title;
  const choice = choices.length === 1 ? choices[0] : choices.find(({ tag, note }) => `${tag} (${note})` === title);
  return choice && controller.useTag({ at: found.at, tag: choice.tag }, token);
}

/** Arguments come back from the editor as it likes: [uri, position, image, version]. */
function imageAt(args: readonly unknown[] | undefined): ImageAt | undefined {
  const [uri, position, image, version] = args ?? [];
  const { line, character } = (position ?? {}) as { line?: unknown; character?: unknown };
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number') return undefined;
  return { uri, position: { line, character }, ...(typeof image === 'string' ? { image } : {}), ...(typeof version === 'number' ? { version } : {}) };
}
