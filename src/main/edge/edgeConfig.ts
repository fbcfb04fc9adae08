import { z } from "zod";

/** What the edge is told at its start, on its standard input: some of it is secret. */
export const EdgeConfig = z.object({
  stateDir: z.string().min(1),
  /** Folder of the built workers: `gateway.js`, `runner.js`, and those that ship. */
  workersDir: z.string().min(1),
  /** Asked for as `Authorization: Bearer` by the REST API. */
  token: z.string().min(16),
  accountId: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** 32 bytes, base64: encrypts the scripts' secrets at rest. */
  secretsKey: z.base64(),
  /** Room keys are derived from it. */
  roomSecret: z.string().min(16),
  studioOrigins: z.array(z.string()),
  /** sha256 of modules that ship with Studio; a script of only these is trusted. */
  shippedModules: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
  environment: z.enum(["development", "production"]).default("development"),
  /** How many uploaded scripts stay loaded in each process. */
  maxLoaded: z.number().int().positive().default(50),
  /** Uploaded code that holds its process up for so long is ended. */
  hangMs: z.number().int().positive().default(1_000),
  /** Calls per five minutes, as on an account; null is without limit. */
  callLimit: z.number().int().positive().nullable().default(null),
  /** Goes on serving when whoever started it is gone, until somebody takes it over. */
  keepServing: z.boolean().default(false),
  /** So long it serves at most while nobody drives it. */
  keptMs: z
    .number()
    .int()
    .positive()
    .default(12 * 60 * 60 * 1_000),
  /** Names the program: who was built otherwise does not take this edge over. */
  build: z.string().default("unknown"),
  /** Who started it; nobody else may drive it as long as that one lives. */
  leader: z.string().default("nobody"),
});
export type EdgeConfig = z.infer<typeof EdgeConfig>;
export type EdgeConfigInput = z.input<typeof EdgeConfig>;

/** On its standard input: the edge is to end, whatever it was told of serving on. */
export const END_LINE = "end";

/** The line the edge prints when it serves. */
export const EdgeReady = z.object({
  restUrl: z.string(),
  publicPort: z.number().int(),
});
export type EdgeReady = z.infer<typeof EdgeReady>;
