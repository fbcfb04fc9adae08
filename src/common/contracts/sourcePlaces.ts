import { z } from "zod";
import { FilePath } from "../apps/filePath.ts";

const Position = z.number().int().min(1).max(10_000_000);

/** A place in what the page was served. */
export const ServedPlace = z.object({
  /** Path and query of the address, `/src/App.tsx?t=12`. */
  url: z.string().max(8000).startsWith("/"),
  /** Both count from 1. */
  line: Position,
  column: Position,
});
export type ServedPlace = z.infer<typeof ServedPlace>;

/** The same place in the app's own files. */
export const WrittenPlace = z.object({ file: FilePath, line: Position, column: Position });
export type WrittenPlace = z.infer<typeof WrittenPlace>;

export const MAX_PLACES = 200;

/** One answer for each place asked for, in order; null: it lies in no file of the app. */
export const WrittenPlaces = z.array(WrittenPlace.nullable()).max(MAX_PLACES);
