/** The language server: builds the parts, and connects them with the editor. Maps and delegates; decides nothing. */
import { CodeLensRefreshRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, LSPErrorCodes, ResponseError, TextDocuments } from 'vscode-languageserver';
import type { CancellationToken, Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { policyFor } from '../lint/settings/signatures';
import type { Settings } from '../lint/settings/model';
import { ignoredVulnerabilities } from '../lint/versions/ignored';
import { chosenChecks } from '../scan/checks/chosen';
import * as protocol from '../protocol';
import type { DocumentStatus, EditorSettings, InitializationOptions } from '../protocol';
import { capabilities } from './capabilities';
import { clientFeatures, initializationOptions } from './client-features';
import type { ClientFeatures } from './client-features';
import { Checker } from './diagnostics/checker';
import type { Checked } from './diagnostics/checker';
import { ConfigurationProblems } from './diagnostics/configuration-problems';
import { LintRuns } from './diagnostics/lint-runs';
import { DiagnosticsPublisher } from './diagnostics/publisher';
import { ShellcheckRuns } from './diagnostics/shellcheck-runs';
import { VersionRuns } from './diagnostics/version-runs';
import { documentFactory } from './documents';
import type { EditorDocument } from './documents';
import { codeActions } from './features/code-actions';
import { codeLenses } from './features/code-lens';
import { documentLinks } from './features/document-links';
import { documentSymbols, flatSymbols } from './features/document-symbols';
import { hover } from './features/hover';
import { fileAccess, fileTreeAccess } from './file-access';
import type { Host, ScanOptions } from './host';
import { newerTag } from './images';
import { onNotification, onRequest, sendNotification } from './messages';
import { RegistryController } from './registry/registry-controller';
import { executeRegistryCommand, registryCommands } from './registry/server-commands';
import { ScanController } from './scan/scan-controller';
import { ScanStore } from './scan/scan-store';
import { executeCommand, serverCommands } from './scan/server-commands';
import { ConfigurationFiles, configurationFileNames } from './settings/configuration-files';
import { editorSettings } from './settings/editor-settings';
import { SettingsStore } from './settings/settings-store';
import { joinUri, fileName, uriKey } from './uris';
import { serverInfo } from './version';
import { ContextTree } from './workspace/context-tree';
import { ParsedDocuments } from './workspace/parsed-documents';
import { WorkspaceFiles } from './workspace/workspace-files';

/** Serves one editor until the connection ends. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(documentFactory);
  let server: Server | undefined;
  connection.onInitialize((params): InitializeResult => {
    const features = clientFeatures(params);
    const options = initializationOptions(params);
    server = new Server(connection, host, documents, features, options, folders(params));
    return { capabilities: capabilities(features, options.commands ? [] : server.commands), serverInfo };
  });
  connection.onInitialized(() => server?.start());
  connection.onShutdown(() => server?.dispose());
  documents.listen(connection);
  connection.listen();
}

function folders({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []);
}

/** Everything, since a build context is made of files of any name; and by name those that some editors leave out of "everything", as they begin with a dot. */
const watchedFiles = ['**/*', '**/{.dockerignore,.containerignore,.gitignore}', '**/.env*', ...configurationFileNames.map((name) => `**/${name}`)];

/** Milliseconds after which directories are looked at again where the editor does not watch them. */
const unwatchedFor = 10_000;

class Server {
  private readonly parsed = new ParsedDocuments();
  private readonly workspace: WorkspaceFiles;
  /** Absent where directories cannot be listed. */
  private readonly tree: ContextTree | undefined;
  private readonly settings: SettingsStore;
  private readonly shellcheck: ShellcheckRuns;
  private readonly versions: VersionRuns;
  private readonly scans = new ScanStore();
  private readonly scan: ScanController;
  private readonly registry: RegistryController;
  private readonly lint: LintRuns;
  private readonly checker: Checker;
  private readonly publisher: DiagnosticsPublisher;
  private readonly configurationProblems: ConfigurationProblems;
  private readonly files;
  /** What an editor without `workspace/configuration` sent last. */
  private pushedSettings: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly documents: TextDocuments<EditorDocument>,
    private readonly features: ClientFeatures,
    private readonly options: InitializationOptions,
    private folders: readonly string[],
  ) {
    this.files = fileAccess(host.files, connection, options.clientFiles === true);
    const open = { all: () => documents.all(), get: (uri: string) => this.openDocument(uri) };
    this.tree = host.tree && new ContextTree(fileTreeAccess(host.tree), {
      folderOf: (uri) => this.workspace.folderOf(uri),
      onChange: () => this.findingsChanged(),
      ...(!features.watchFiles && { recheckAfter: unwatchedFor }),
    });
    this.workspace = new WorkspaceFiles(this.files, this.parsed, open, features.createFiles, this.tree);
    this.configurationProblems = new ConfigurationProblems(connection);
    this.settings = new SettingsStore(
      {
        editor: (uri) => this.editorSettings(uri),
        folderOf: (uri) => this.workspace.folderOf(uri),
        onConfiguration: (configuration) => this.configurationProblems.show(configuration),
      },
      new ConfigurationFiles(this.files),
    );
    this.shellcheck = new ShellcheckRuns(host.shellcheck, (findingsChanged) => (findingsChanged ? this.findingsChanged() : this.statusChanged()));
    this.versions = new VersionRuns(host.versions, () => this.findingsChanged(), (error) => this.log('Advisories could not be read', error));
    this.scan = new ScanController(connection, host, this.scans, this.scanEnvironment(), options.trusted !== false);
    this.registry = new RegistryController(connection, host, this.registryEnvironment(), features, options.trusted !== false);
    this.lint = new LintRuns(this.parsed, this.workspace, this.versions, () => host.today(), (rule, uri, error) => this.log(`The rule ${rule} failed on ${uri}`, error));
    this.checker = new Checker(this.settings, this.lint, this.shellcheck, this.scans, { newerTag: (image) => newerTag(image, host.today()) });
    this.publisher = new DiagnosticsPublisher(connection, features, this.checker, open, (error) => this.log('Diagnostics could not be brought to the editor', error));
    this.listenToDocuments();
    this.listenToRequests();
    this.listenToScanRequests();
    this.listenToRegistryRequests();
    if (!options.commands && this.commands.length > 0) this.listenToCommands();
  }

  get commands(): readonly string[] {
    return [...(this.host.scanning ? serverCommands : []), ...(this.host.registries && this.features.applyEdit ? registryCommands : [])];
  }

  /** After `initialized`: now requests to the client are allowed. */
  start(): void {
    const failed = (error: unknown): void => this.log('The editor refused a registration', error);
    if (this.features.watchConfiguration) this.connection.client.register(DidChangeConfigurationNotification.type, { section: protocol.settingsSection }).catch(failed);
    if (this.features.watchFiles) {
      this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: watchedFiles.map((globPattern) => ({ globPattern })) }).catch(failed);
    }
    if (this.features.workspaceFolders) {
      this.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((folder) => uriKey(folder.uri)));
        this.folders = [...this.folders.filter((folder) => !gone.has(uriKey(folder))), ...added.map((folder) => folder.uri)];
        this.settings.clear();
        this.discover();
      });
    }
    this.discover();
  }

  async dispose(): Promise<void> {
    this.publisher.dispose();
    await this.shellcheck.dispose();
  }

  private discover(): void {
    this.workspace.discover(this.folders).then(
      (changed) => changed && this.findingsChanged(),
      (error: unknown) => this.log('The workspace could not be searched', error),
    );
  }

  private listenToDocuments(): void {
    this.documents.onDidChangeContent(({ document }) => {
      this.workspace.changed(document.target);
      this.publisher.changed(document);
    });
    this.documents.onDidClose(({ document }) => {
      this.workspace.changed(document.target);
      this.settings.forget(document.uri);
      this.lint.forget(document.uri);
      this.shellcheck.forget(document.uri);
      this.publisher.closed(document);
    });
    this.connection.onDidChangeConfiguration(({ settings }) => {
      this.pushedSettings = settings;
      this.settingsChanged();
    });
    this.connection.onDidChangeWatchedFiles(async ({ changes }) => {
      if (changes.some(({ uri }) => configurationFileNames.includes(fileName(uri)))) this.settingsChanged();
      const uris = changes.map(({ uri }) => uri);
      this.tree?.changedOnDisk(uris);
      if (await this.workspace.changedOnDisk(uris)) this.findingsChanged();
    });
  }

  private listenToRequests(): void {
    const { connection } = this;
    if (this.features.pullDiagnostics) {
      connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
        const report = await this.publisher.pull(this.documents.get(textDocument.uri), previousResultId);
        throwIfCancelled(token);
        return report;
      });
    }
    connection.onCodeAction((params, token) =>
      this.withChecked(params.textDocument.uri, token, [], (document, checked) =>
        codeActions(document, checked, params, {
          features: this.features,
          commands: this.options.commands === true,
          registries: this.registry.allowed,
          openVersion: (uri) => this.openDocument(uri),
        }),
      ),
    );
    connection.onHover((params, token) =>
      this.withChecked(params.textDocument.uri, token, null, (document, checked) =>
        hover(checked, params.position, {
          today: this.host.today(),
          markdown: this.features.markdownHover,
          commandLinks: this.options.commandLinks === true,
          report: this.scans.report(document.uri),
        }),
      ),
    );
    connection.onCodeLens((params, token) =>
      this.withChecked(params.textDocument.uri, token, [], (document, { parsed, settings }) =>
        parsed?.target === 'dockerfile' && settings.enabled && settings.editor.codeLens.enable
          ? codeLenses(parsed.model, {
              today: this.host.today(),
              scanAllowed: this.scan.allowed,
              scan: this.scans.get(document.uri),
              scanning: this.scan.isScanning(document.uri),
              commands: this.options.commands === true,
            })
          : [],
      ),
    );
    connection.onDocumentLinks((params, token) => this.withChecked(params.textDocument.uri, token, [], (_, { parsed }) => (parsed ? documentLinks(parsed) : [])));
    connection.onDocumentSymbol((params, token) =>
      this.withChecked(params.textDocument.uri, token, [], (_, { parsed }) => {
        if (parsed?.target !== 'dockerfile') return [];
        return this.features.hierarchicalSymbols ? documentSymbols(parsed.model) : flatSymbols(parsed.model);
      }),
    );
    onRequest(connection, protocol.documentStatus, ({ uri }, token) => this.withChecked(uri, token, null, (document, checked) => this.status(document, checked)));
  }

  private listenToScanRequests(): void {
    const { connection, scan } = this;
    onRequest(connection, protocol.scan, (params, token) => scan.scan(params, token));
    onRequest(connection, protocol.listImages, (_, token) => scan.images(token));
    onRequest(connection, protocol.findBuiltImages, ({ uri }, token) => scan.builtImages(uri, token));
    onRequest(connection, protocol.clearResults, ({ uri }) => {
      scan.clear(uri);
      return null;
    });
    onRequest(connection, protocol.renderReport, ({ uri }) => scan.report(uri));
    onRequest(connection, protocol.planAdvisories, ({ ecosystems }, token) => scan.plan(ecosystems, token));
    onRequest(connection, protocol.updateAdvisories, async ({ ecosystems, workDoneToken }, token) => {
      const update = await scan.update(ecosystems, workDoneToken, token);
      this.versions.forget();
      this.findingsChanged();
      return update;
    });
    onRequest(connection, protocol.advisoryStatus, () => scan.advisoryStatus());
    onNotification(connection, protocol.trustGranted, () => {
      scan.trust();
      this.registry.trust();
    });
  }

  private listenToRegistryRequests(): void {
    const { connection, registry } = this;
    onRequest(connection, protocol.pinDigest, (params, token) => registry.pinDigest(params, token));
    onRequest(connection, protocol.newerTags, (params, token) => registry.newerTags(params, token));
    onRequest(connection, protocol.useTag, (params, token) => registry.useTag(params, token));
    onRequest(connection, protocol.verifySignature, (params, token) => registry.verifySignature(params, token));
  }

  private listenToCommands(): void {
    const { connection } = this;
    connection.onExecuteCommand((params, token) =>
      registryCommands.includes(params.command) ? executeRegistryCommand(params, this.registry, connection, token) : executeCommand(params, this.scan, connection, token),
    );
  }

  /** Runs a feature on the state of an open document; `otherwise` for one that is not open or not ours. */
  private async withChecked<T>(uri: string, token: CancellationToken, otherwise: T, feature: (document: EditorDocument, checked: Checked) => T): Promise<T> {
    const document = this.documents.get(uri);
    if (!document?.target) return otherwise;
    const checked = await this.checker.check(document);
    throwIfCancelled(token);
    return feature(document, checked);
  }

  private status(document: EditorDocument, { settings, shown }: Checked): DocumentStatus {
    const state = this.shellcheck.state(document.uri);
    return {
      uri: document.uri,
      linted: settings.enabled,
      findings: shown.length,
      configuration: settings.configuration?.uri,
      configurationProblems: settings.configuration?.problems.map((problem) => problem.message) ?? [],
      shellcheck: state.kind,
      shellcheckProblem: state.kind === 'failed' ? state.message : undefined,
      scannedImage: this.scans.report(document.uri)?.image.name,
      scanAllowed: this.scan.allowed,
    };
  }

  private scanEnvironment(): ConstructorParameters<typeof ScanController>[3] {
    return {
      options: async (uri) => this.scanOptions(await this.editorSettings(uri)),
      text: async (uri) => this.openDocument(uri)?.getText() ?? this.files.read(uri),
      workspace: (uri) => this.workspace.view(uri),
      ignored: async (uri) => {
        const settings = await this.scanSettings(uri);
        return settings ? ignoredVulnerabilities(settings, this.host.today()) : new Set();
      },
      chosen: async (uri, checks) => {
        const settings = await this.scanSettings(uri);
        const text = uri === undefined ? undefined : (this.openDocument(uri)?.getText() ?? (await this.files.read(uri)));
        const parsed = uri === undefined || text === undefined ? undefined : this.parsed.get(uri, 'dockerfile', text);
        return settings ? chosenChecks(checks, settings, parsed, this.host.today()) : checks;
      },
      onChange: () => this.findingsAndLensesChanged(),
    };
  }

  /** Of an image without a Dockerfile: those of the first folder. */
  private async scanSettings(uri: string | undefined): Promise<Settings | undefined> {
    const [folder] = this.folders;
    const of = uri ?? (folder === undefined ? undefined : joinUri(folder, 'Dockerfile'));
    return of === undefined ? undefined : (await this.settings.get(of)).lint;
  }

  private registryEnvironment(): ConstructorParameters<typeof RegistryController>[2] {
    return {
      document: (uri) => this.openDocument(uri),
      parsed: (document) => document.target && this.parsed.get(document.uri, document.target, document.getText()),
      signers: async (uri, image) => {
        const { configuration } = await this.settings.get(uri);
        const policy = policyFor(image, configuration?.signatures);
        return policy && { ...policy, configuration: configuration!.uri };
      },
    };
  }

  private scanOptions({ scan, advisories }: EditorSettings): ScanOptions {
    return {
      advisories: advisories.directory || undefined,
      engineHost: scan.engineHost || undefined,
      mirrors: advisories.mirrors,
    };
  }

  private async editorSettings(uri: string | undefined): Promise<EditorSettings> {
    if (this.features.configuration) return editorSettings(await this.connection.workspace.getConfiguration({ scopeUri: uri, section: protocol.settingsSection }));
    const pushed = this.pushedSettings as Record<string, unknown> | null | undefined;
    return editorSettings(pushed?.[protocol.settingsSection]);
  }

  private openDocument(uri: string): EditorDocument | undefined {
    const key = uriKey(uri);
    return this.documents.get(uri) ?? this.documents.all().find((document) => uriKey(document.uri) === key);
  }

  private settingsChanged(): void {
    this.settings.clear();
    this.configurationProblems.clear();
    this.findingsAndLensesChanged();
  }

  private findingsAndLensesChanged(): void {
    this.findingsChanged();
    if (this.features.refreshCodeLenses) this.connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => this.log('Code lenses could not be refreshed', error));
  }

  private findingsChanged(): void {
    this.publisher.refresh();
    this.statusChanged();
  }

  private statusChanged(): void {
    if (this.options.commands) void sendNotification(this.connection, protocol.statusChanged, {});
  }

  private log(what: string, error: unknown): void {
    this.connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
