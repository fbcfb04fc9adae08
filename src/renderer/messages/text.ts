import { en } from "./en.ts";

export type Messages = typeof en;

/** The catalogue in use: `text.shell.palette.placeholder`. Sentences with numbers are functions. */
export const text: Messages = en;
