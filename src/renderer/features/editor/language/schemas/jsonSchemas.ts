import { packageJson } from "./packageJson.ts";
import type { Schema } from "./schema.ts";
import { tsconfig } from "./tsconfig.ts";
import { wrangler } from "./wrangler.ts";

/** Schemas of files that most web apps have. They come with Studio: none is ever fetched. */
export const JSON_SCHEMAS: { uri: string; fileMatch: string[]; schema: Schema }[] = [
  { uri: "studio://schemas/package.json", fileMatch: ["package.json"], schema: packageJson },
  {
    uri: "studio://schemas/tsconfig.json",
    fileMatch: ["tsconfig.json", "tsconfig.*.json", "jsconfig.json"],
    schema: tsconfig,
  },
  {
    uri: "studio://schemas/wrangler.json",
    fileMatch: ["wrangler.json", "wrangler.jsonc"],
    schema: wrangler,
  },
];
