/** Variables visible at one place of a Dockerfile. A scope never changes; an instruction that defines something makes a new one. */
import { unknownValue } from './expand';
import type { Looked } from './expand';
import type { Scope, VariableDefinition } from './model';

export class VariableScope implements Scope {
  private constructor(
    private readonly parent: VariableScope | undefined,
    private readonly definition: VariableDefinition | undefined,
    /** Names without a definition may still come from the base image. */
    readonly open: boolean,
    /** Windows does not tell upper from lower case in names. */
    private readonly ignoreCase: boolean,
  ) {}

  static empty(open: boolean, ignoreCase = false): VariableScope {
    return new VariableScope(undefined, undefined, open, ignoreCase);
  }

  with(definition: VariableDefinition): VariableScope {
    return new VariableScope(this, definition, this.open, this.ignoreCase);
  }

  lookup(name: string): VariableDefinition | undefined {
    const wanted = this.key(name);
    let arg: VariableDefinition | undefined;
    for (let at: VariableScope | undefined = this; at; at = at.parent) {
      const definition = at.definition;
      if (!definition || this.key(definition.name) !== wanted) continue;
      // An ENV wins over an ARG that stands after it.
      if (definition.kind === 'env') return definition;
      arg ??= definition;
    }
    return arg;
  }

  all(): VariableDefinition[] {
    const found = new Map<string, VariableDefinition>();
    for (let at: VariableScope | undefined = this; at; at = at.parent) {
      const definition = at.definition;
      if (!definition) continue;
      const known = found.get(this.key(definition.name));
      if (!known || (definition.kind === 'env' && known.kind !== 'env')) found.set(this.key(definition.name), definition);
    }
    return [...found.values()];
  }

  /** For `expand`. */
  value(name: string): Looked {
    const definition = this.lookup(name);
    if (definition) return definition.value === undefined ? unknownValue : definition.value;
    return this.open ? unknownValue : undefined;
  }

  private key(name: string): string {
    return this.ignoreCase ? name.toUpperCase() : name;
  }
}

/** Arguments BuildKit sets by itself in the global scope. Source: Dockerfile reference, "Automatic platform ARGs". */
export const platformArguments = ['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT', 'BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT', 'TARGETSTAGE'];

/** Arguments that RUN sees without an ARG. Source: Dockerfile reference, "Predefined ARGs". */
export const proxyArguments = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy'];
