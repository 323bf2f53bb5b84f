import * as vscode from 'vscode';
import { findFiles, readFile } from '../../../server/src/protocol';
import type { Feature, FeatureContext } from '../feature';

/** Reads and finds files for the server, where the server cannot: on virtual file systems and in the browser. */
export class FilesFeature implements Feature {
  register({ server }: FeatureContext): vscode.Disposable[] {
    return [
      server.onRequest(readFile, async ({ uri, limit }) => {
        try {
          const file = vscode.Uri.parse(uri, true);
          const { type, size } = await vscode.workspace.fs.stat(file);
          if ((type & vscode.FileType.File) === 0 || size > limit) return null;
          return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file));
        } catch {
          // Not there, or not ours to read: the server asks for files that may not exist.
          return null;
        }
      }),
      server.onRequest(findFiles, async ({ folder, glob, limit }, token) => {
        const found = await vscode.workspace.findFiles(new vscode.RelativePattern(vscode.Uri.parse(folder, true), glob), undefined, limit, token);
        return found.map((uri) => server.uriOf(uri));
      }),
    ];
  }
}
