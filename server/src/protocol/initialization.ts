/** What a client may put into `initializationOptions`. Everything is optional: an editor that sends nothing gets lint, and scanning by `workspace/executeCommand`. */
export interface InitializationOptions {
  /** The client carries out the commands of `commands.ts` itself. Otherwise the server offers those it can do alone. */
  readonly commands?: boolean;
  /** The workspace is trusted: scanning may run, registries may be asked. Changed later by `trustGranted`. Absent means trusted (editors without the notion). */
  readonly trusted?: boolean;
  /** The client answers `readFile` and `findFiles`; needed for file systems that are not on the server's disk. */
  readonly clientFiles?: boolean;
  /** Findings' documentation is Markdown with command links that the client lets run. */
  readonly commandLinks?: boolean;
}
