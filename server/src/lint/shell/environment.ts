/**
 * What is known of variables at one place of a script: ENV and ARG of the Dockerfile, and plain assignments before that place. An environment is never changed; an assignment makes
 * a new one upon the old, so that each word keeps the state in which the shell meets it.
 */
import type { Scope } from '../dockerfile/model';

/** A script that assigns more often than this is followed no further. */
const maximumDepth = 1000;

interface Binding {
  readonly kind: 'binding';
  readonly name: string;
  /** Undefined where it may be anything. */
  readonly value: string | undefined;
  readonly exported: boolean;
}

/** Where a new shell begins: what was not exported is not seen. */
interface Process {
  readonly kind: 'process';
}

interface Root {
  readonly kind: 'root';
  readonly scope: Scope;
  /** ARG exists while the image is built only. */
  readonly buildTime: boolean;
}

export class Environment {
  private constructor(
    private readonly entry: Binding | Process | Root,
    private readonly previous: Environment | undefined,
    private readonly depth: number,
  ) {}

  static of(scope: Scope, buildTime: boolean): Environment {
    return new Environment({ kind: 'root', scope, buildTime }, undefined, 0);
  }

  bind(name: string, value: string | undefined, exported = false): Environment {
    if (this.depth >= maximumDepth) return this;
    return new Environment({ kind: 'binding', name, value, exported }, this, this.depth + 1);
  }

  /** `names` may have been assigned or not. */
  forget(names: Iterable<string>): Environment {
    let environment: Environment = this;
    for (const name of names) environment = environment.bind(name, undefined);
    return environment;
  }

  /** As a program sees it that is started here. */
  startProcess(): Environment {
    return new Environment({ kind: 'process' }, this, this.depth + 1);
  }

  /** Value of a variable, undefined where it is not known (not set in the file does not mean unset: the base image may set it). */
  lookup(name: string): string | undefined {
    if (this.depth >= maximumDepth) return undefined;
    let started = false;
    for (let at: Environment | undefined = this; at; at = at.previous) {
      const entry = at.entry;
      if (entry.kind === 'binding') {
        if (entry.name === name) return !started || entry.exported || this.inherits(name) ? entry.value : undefined;
      } else if (entry.kind === 'process') {
        started = true;
      } else {
        const definition = entry.scope.lookup(name);
        return definition && (entry.buildTime || definition.kind === 'env') ? definition.value : undefined;
      }
    }
    return undefined;
  }

  /** Names assigned since `earlier`, an environment that this one was made from. */
  namesSince(earlier: Environment): Set<string> {
    const names = new Set<string>();
    for (let at: Environment | undefined = this; at && at !== earlier; at = at.previous) {
      if (at.entry.kind === 'binding') names.add(at.entry.name);
    }
    return names;
  }

  /** A variable of the container's environment stays exported when a script assigns it. */
  private inherits(name: string): boolean {
    let at: Environment = this;
    while (at.previous) at = at.previous;
    return at.entry.kind === 'root' && at.entry.scope.lookup(name) !== undefined;
  }
}
