import { z } from "zod";
import { TextEncoding } from "./files.ts";

/** What the `.editorconfig` files of an app say of one file; null where they say nothing. */
export const EditorConfig = z.object({
  indentStyle: z.enum(["tab", "space"]).nullable(),
  /** Columns of one level. */
  indentSize: z.number().int().min(1).max(16).nullable(),
  /** Columns of a tab. */
  tabWidth: z.number().int().min(1).max(16).nullable(),
  endOfLine: z.enum(["lf", "crlf"]).nullable(),
  charset: TextEncoding.nullable(),
  trimTrailingWhitespace: z.boolean().nullable(),
  insertFinalNewline: z.boolean().nullable(),
});
export type EditorConfig = z.infer<typeof EditorConfig>;
