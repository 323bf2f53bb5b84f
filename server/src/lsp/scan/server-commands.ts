/** Commands that the server carries out itself, for editors that have only the language server. Results are told by `window/showMessage`, since the user asked for them. */
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { CancellationToken, Connection, ExecuteCommandParams } from 'vscode-languageserver';
import { commands } from '../../protocol';
import type { ScanSummary } from '../../protocol';
import type { ScanController } from './scan-controller';

export const serverCommands: readonly string[] = [commands.scanBuiltImage, commands.clearResults];

export async function executeCommand({ command, arguments: args }: ExecuteCommandParams, controller: ScanController, connection: Connection, token: CancellationToken): Promise<null> {
  const uri: unknown = args?.[0];
  const dockerfile = typeof uri === 'string' ? uri : undefined;
  if (command === commands.clearResults) controller.clear(dockerfile);
  if (command !== commands.scanBuiltImage || dockerfile === undefined) return null;
  const [image] = await controller.builtImages(dockerfile, token);
  if (!image) {
    return tell(connection, MessageType.Warning, 'no local image was built from this Dockerfile. Build it, then scan again.');
  }
  const summary = await controller.scan({ image: image.name, source: image.source, engineHost: image.engineHost, target: image.target, uri: dockerfile }, token);
  return tell(connection, MessageType.Info, summaryText(summary));
}

async function tell(connection: Connection, type: MessageType, text: string): Promise<null> {
  await connection.sendNotification(ShowMessageNotification.type, { type, message: `Plimsoll: ${text}` });
  return null;
}

function summaryText({ image, counts, packages, vulnerablePackages, checks, notCovered }: ScanSummary): string {
  const found = Object.entries(counts).filter(([, count]) => count > 0).map(([severity, count]) => `${count} ${severity}`);
  const uncovered = notCovered.length > 0 ? ` No advisories on this machine for ${notCovered.map((one) => one.ecosystem).join(', ')}: run \`plimsoll db update\`.` : '';
  const result = found.length > 0 ? `${found.join(', ')} vulnerabilities in ${vulnerablePackages} of` : 'nothing found in';
  const about = checks > 0 ? ` ${checks} ${checks === 1 ? 'finding' : 'findings'} about the image itself.` : '';
  return `${image}: ${result} ${packages} ${packages === 1 ? 'package' : 'packages'}.${about}${uncovered}`;
}
