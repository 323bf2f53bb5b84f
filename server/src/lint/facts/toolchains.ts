/** Which version of a language's tools an image has, by its name and tag. */
import type { ImageReference } from '../dockerfile/model';
import { officialName, productOf } from './products';

export type Tool = 'node' | 'python' | 'go' | 'ruby' | 'php' | 'rust' | 'dotnet' | 'java';

export interface Toolchain {
  readonly tool: Tool;
  /** As the tag says it: `16`, `3.8`, `1.22.1`. What it leaves out may be anything. */
  readonly version: string;
  /** Offset of the version in the tag. */
  readonly start: number;
}

const byProduct: Readonly<Record<string, Tool>> = { nodejs: 'node', python: 'python', go: 'go', ruby: 'ruby', php: 'php', rust: 'rust' };

/** Images whose tags begin with the version of Java. */
const java: ReadonlySet<string> = new Set(['amazoncorretto', 'eclipse-temurin', 'openjdk', 'sapmachine']);
/** Images of build tools, which have a Java inside. */
const javaInside: ReadonlySet<string> = new Set(['gradle', 'maven']);

/** Undefined where the tag names no version, or one before its release. */
export function toolchainOf(image: ImageReference): Toolchain | undefined {
  const { tag } = image;
  if (tag === undefined || /windows|nanoserver/.test(tag)) return undefined;
  const name = officialName(image);
  if (name !== undefined && java.has(name)) return found('java', /^(\d+)(?=$|[-.u_+])/.exec(tag));
  if (name !== undefined && javaInside.has(name)) return found('java', /(?:jdk|openjdk|temurin|corretto|sapmachine|semeru)-?(\d+)(?=$|[-.])/.exec(tag));
  if (image.normalized === 'mcr.microsoft.com/dotnet/sdk' || image.normalized === 'mcr.microsoft.com/dotnet/core/sdk') return found('dotnet', /^(\d+(?:\.\d+){0,2})(?=$|-)/.exec(tag));
  const product = productOf(image);
  const tool = product !== undefined && Object.hasOwn(byProduct, product) ? byProduct[product] : undefined;
  return tool && found(tool, /^(\d+(?:\.\d+){0,2})(?=$|-(?!rc|beta|alpha|preview))/.exec(tag));
}

function found(tool: Tool, match: RegExpExecArray | null): Toolchain | undefined {
  return match ? { tool, version: match[1]!, start: match.index + match[0].length - match[1]!.length } : undefined;
}
