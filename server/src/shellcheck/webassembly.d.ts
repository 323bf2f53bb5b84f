/** The part of WebAssembly's JavaScript interface that we use; Node's types leave it to those of browsers. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
  }
  interface Module {}
  type ModuleImports = Record<string, unknown>;
  interface Instance {
    readonly exports: Record<string, unknown>;
  }
  interface ModuleImportDescriptor {
    readonly module: string;
    readonly name: string;
  }
}

declare var WebAssembly: {
  compile(bytes: Uint8Array): Promise<WebAssembly.Module>;
  instantiate(module: WebAssembly.Module, imports: Record<string, WebAssembly.ModuleImports>): Promise<WebAssembly.Instance>;
  readonly Module: { imports(module: WebAssembly.Module): WebAssembly.ModuleImportDescriptor[] };
};
