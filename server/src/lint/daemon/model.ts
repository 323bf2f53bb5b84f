/** The model of a `daemon.json`, the configuration of dockerd: plain data, made by `parseDaemon`. */
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull | JsonUnknown;
export type JsonKind = JsonNode['kind'];

export interface JsonObject {
  readonly kind: 'object';
  /** Braces included. */
  readonly span: Span;
  /** As written: a name may stand there twice. */
  readonly members: readonly Member[];
}

export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

export interface JsonString {
  readonly kind: 'string';
  /** Quotes included. */
  readonly span: Span;
  readonly value: string;
}

export interface JsonNumber {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
  /** Written without a point and an exponent: to Go `1.0` is no whole number. */
  readonly whole: boolean;
}

export interface JsonBoolean {
  readonly kind: 'boolean';
  readonly span: Span;
  readonly value: boolean;
}

export interface JsonNull {
  readonly kind: 'null';
  readonly span: Span;
}

/** A text that a template engine or a shell has still to fill in. */
export interface JsonUnknown {
  readonly kind: 'unknown';
  readonly span: Span;
}

/** A name and what it is set to. */
export interface Member {
  readonly name: string;
  /** Quotes included. */
  readonly nameSpan: Span;
  /** Undefined while it is being written. */
  readonly value: JsonNode | undefined;
  /** From the name to the end of the value. */
  readonly span: Span;
}

export type SyntaxErrorKind = 'comment' | 'trailing-comma' | 'missing-comma' | 'not-an-object' | 'other';

/** What makes dockerd refuse the text as JSON. */
export interface JsonError {
  readonly kind: SyntaxErrorKind;
  readonly span: Span;
  /** What is wrong there; for `other`. */
  readonly problem: string;
}

export interface DaemonModel {
  readonly uri: string;
  readonly source: SourceText;
  /** Undefined where the text is blank, which dockerd takes for no settings, is no object, or is a template whose marks stand between the values. */
  readonly root: JsonObject | undefined;
  /** Of the root, as written. */
  readonly members: readonly Member[];
  readonly errors: readonly JsonError[];
}
