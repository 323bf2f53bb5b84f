/** The client on desktops, servers and in containers: wherever there is Node. */
import * as path from 'node:path';
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { AdvisoriesFeature } from './features/advisories';
import { BuildFeature } from './features/build';
import { FilesFeature } from './features/files';
import { LogFeature } from './features/log';
import { RegistryFeature } from './features/registry';
import { ReportFeature } from './features/report';
import { RestartFeature } from './features/restart';
import { ResultsFeature } from './features/results';
import { RuleSettingsFeature } from './features/rule-settings';
import { ScanFeature } from './features/scan';
import { StatusFeature } from './features/status';
import { TrustFeature } from './features/trust';
import { start } from './start';

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const run = { module, transport: TransportKind.ipc };
  const advisories = new AdvisoriesFeature();
  const scan = new ScanFeature(advisories);
  const features = [
    new LogFeature(), new RestartFeature(), new StatusFeature(), new FilesFeature(), new RuleSettingsFeature(), new TrustFeature(), advisories, scan, new BuildFeature(scan), new ResultsFeature(),
    new ReportFeature(), new RegistryFeature(),
  ];
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6019'] } };
  return start(context, (id, name, options) => new LanguageClient(id, name, { run, debug }, options), features);
}
