import type { Expression, Node } from "./source.ts";

/** Several ways to go, of which the page shows at most one. */
export interface Group {
  readonly kind: "ternary" | "and" | "key" | "member" | "variant";
  readonly node: Node;
  /** Whether it may be none of them. */
  readonly mayBeNone: boolean;
  /** The option that the source itself names, when it does. */
  readonly known: number | null;
  /** Filled while the pieces are collected. */
  options: number;
}

export interface Guard {
  readonly group: Group;
  readonly option: number;
}

export interface ClassToken {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A constant that more than the one element may use. */
export interface Sharing {
  readonly name: string;
  /** Uses in the module. */
  readonly uses: number;
  readonly exported: boolean;
}

/** A stretch of source that holds class names literally. */
export interface Piece {
  /** The content, without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | "`" | "jsx";
  readonly tokens: readonly ClassToken[];
  /** What has to be so for it to count, the outermost first. */
  readonly guards: readonly Guard[];
  readonly sharing: Sharing | null;
  /** Something that is no space stands against its end: a name put there would grow into it. */
  readonly gluedStart: boolean;
  readonly gluedEnd: boolean;
}

/** A part of the class value whose names the source does not say. */
export interface Opaque {
  readonly node: Expression;
  readonly guards: readonly Guard[];
  /** The component's own `className` (or another prop) that is passed on. */
  readonly prop: string | null;
}

export interface ClassModel {
  readonly pieces: readonly Piece[];
  readonly groups: readonly Group[];
  readonly opaques: readonly Opaque[];
  /** Parts of names that are put together at run time. */
  readonly hasPartial: boolean;
}
