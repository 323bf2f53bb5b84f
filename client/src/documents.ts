import * as vscode from 'vscode';

/** The documents the server serves. By language, wherever they are; Compose files also where another extension has made them plain YAML. Ignore files by name: their language is that of .gitignore too. A daemon.json is JSON; the server tells whether it is Docker's. */
export const documentSelector = [
  { language: 'dockerfile' },
  // A pattern of the language would make Dockerfiles of dockerfile-parser.ts and dockerfile_lint.py too.
  { language: 'plaintext', pattern: '**/{Dockerfile,dockerfile,Containerfile,containerfile}[-_]*' },
  { language: 'dockercompose' },
  { language: 'yaml', pattern: '**/{compose,compose.*,compose-*,docker-compose,docker-compose.*,docker-compose-*}.{yml,yaml}' },
  { pattern: '**/*.dockerignore' },
  { language: 'json', pattern: '**/daemon.json' },
  { language: 'jsonc', pattern: '**/daemon.json' },
];

/** The old side of a comparison and the like: shown, never edited, and reported where the file itself is. */
export function isSnapshot(document: vscode.TextDocument): boolean {
  return vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false;
}

/** The Dockerfile in the active editor. */
export function activeDockerfile(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'dockerfile' && !isSnapshot(document) ? document : undefined;
}

/** What a command is about: lenses and hovers give a URI as text, menus give it as such. Undefined where nothing is given. */
export function resourceArgument(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  return typeof argument === 'string' ? vscode.Uri.parse(argument, true) : undefined;
}
