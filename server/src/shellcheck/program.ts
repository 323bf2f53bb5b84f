/**
 * Loads ShellCheck: a WebAssembly module and the module with its glue to JavaScript, both files of their own that are never part of our bundles (they are GPL-3.0).
 * The module is a WASI reactor made by GHC. It takes its input and gives its output through the glue and touches no file, so that of WASI it needs next to nothing.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ShellcheckComment } from '../lint/shell/shellcheck';

/** What of ShellCheck's options we use. */
export interface ProgramOptions {
  readonly shell: string;
  readonly exclude: readonly number[];
}

export interface Program {
  /** Bytes of its memory. */
  readonly memory: number;
  /** Fails where ShellCheck itself fails; the program is not to be used any more after that. */
  lint(text: string, options: ProgramOptions): Promise<readonly ShellcheckComment[]>;
}

/** The two files. */
export function programFiles(directory: string): { readonly module: string; readonly glue: string } {
  return { module: path.join(directory, 'shellcheck.wasm'), glue: path.join(directory, 'shellcheck.js') };
}

/** Compiles the module; fails where there is none. */
export async function compileProgram(directory: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(programFiles(directory).module));
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  hs_init(argc: number, argv: number): void;
  lintWithOptions(text: string, options: string): Promise<string>;
}

export async function startProgram(module: WebAssembly.Module, directory: string): Promise<Program> {
  const glue = (await import(pathToFileURL(programFiles(directory).glue).href)) as { default(exports: object): WebAssembly.ModuleImports };
  // The glue calls back into exports that exist only once the instance does.
  const callbacks = {};
  const system = new System();
  const instance = await WebAssembly.instantiate(module, { ghc_wasm_jsffi: glue.default(callbacks), wasi_snapshot_preview1: system.imports(module) });
  const exports = instance.exports as unknown as Exports;
  Object.assign(callbacks, instance.exports);
  system.memory = exports.memory;
  exports._initialize();
  exports.hs_init(0, 0);
  return {
    get memory() {
      return exports.memory.buffer.byteLength;
    },
    async lint(text, options) {
      const answer: unknown = JSON.parse(await exports.lintWithOptions(text, JSON.stringify(options)));
      if (Array.isArray(answer)) return answer as ShellcheckComment[];
      throw new Error(typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : 'ShellCheck gave no list of comments.');
    },
  };
}

/** WASI without arguments, environment and files; it has a clock, and its standard error is what it dies with. */
class System {
  memory: WebAssembly.Memory | undefined;
  private lastView: DataView | undefined;
  private said = '';

  imports(module: WebAssembly.Module): WebAssembly.ModuleImports {
    const success = 0;
    const notSupported = 58;
    const noSuchDescriptor = 8;
    const none = (count: number, size: number): number => {
      this.view.setUint32(count, 0, true);
      this.view.setUint32(size, 0, true);
      return success;
    };
    const calls: Record<string, (...args: number[]) => number> = {
      args_get: () => success,
      args_sizes_get: (count, size) => none(count!, size!),
      environ_get: () => success,
      environ_sizes_get: (count, size) => none(count!, size!),
      fd_prestat_get: () => noSuchDescriptor,
      clock_time_get: (_clock, _precision, result) => {
        this.view.setBigUint64(result!, BigInt(Math.round(performance.now() * 1e6)), true);
        return success;
      },
      fd_write: (_descriptor, vectors, count, written) => {
        this.view.setUint32(written!, this.write(vectors!, count!), true);
        return success;
      },
      proc_exit: (status) => {
        throw new Error(`ShellCheck ended with status ${status}. ${this.said}`.trim());
      },
    };
    const needed = WebAssembly.Module.imports(module).filter((item) => item.module === 'wasi_snapshot_preview1');
    return Object.fromEntries(needed.map(({ name }) => [name, calls[name] ?? (() => notSupported)]));
  }

  /** Memory that grows is another buffer. */
  private get view(): DataView {
    const { buffer } = this.memory!;
    if (this.lastView?.buffer !== buffer) this.lastView = new DataView(buffer);
    return this.lastView;
  }

  /** Returns the number of bytes. */
  private write(vectors: number, count: number): number {
    let length = 0;
    for (let i = 0; i < count; i++) {
      const size = this.view.getUint32(vectors + 8 * i + 4, true);
      if (this.said.length < 2000) this.said += new TextDecoder().decode(new Uint8Array(this.memory!.buffer, this.view.getUint32(vectors + 8 * i, true), size));
      length += size;
    }
    return length;
  }
}
