import { type ParseError, parse as parseJsonc, printParseErrorCode } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";

/** Names of a Worker's configuration, the first that is there counts. */
export const WRANGLER_FILES: readonly string[] = [
  "wrangler.jsonc",
  "wrangler.json",
  "wrangler.toml",
];

/** A binding that a Worker's configuration asks for. */
export type WantedBinding =
  | { readonly kind: "variable"; readonly name: string; readonly value: unknown }
  | { readonly kind: "kv"; readonly name: string; readonly namespace: string }
  | { readonly kind: "r2"; readonly name: string; readonly bucket: string }
  | {
      readonly kind: "d1";
      readonly name: string;
      readonly database: string;
      /** Relative to the app's folder. */
      readonly migrationsFolder: string;
      readonly migrationsTable: string;
    }
  | { readonly kind: "object"; readonly name: string; readonly className: string }
  | {
      readonly kind: "service";
      readonly name: string;
      readonly service: string;
      readonly entrypoint: string;
    }
  | { readonly kind: "assets"; readonly name: string };

/** What is asked for and cannot be had in a preview. */
export interface Unserved {
  /** The binding's name; the section's where it has none. */
  readonly name: string;
  /** What it is, as the person calls it: "queue". */
  readonly what: string;
  /** Why, and what to do, in a sentence. */
  readonly why: string;
}

export interface WranglerConfig {
  /** The Worker's own name; null when it has none. */
  readonly name: string | null;
  /** Its main module, relative to the app's folder. */
  readonly main: string | null;
  /** ISO date. */
  readonly compatibilityDate: string | null;
  readonly compatibilityFlags: readonly string[];
  readonly bindings: readonly WantedBinding[];
  readonly unserved: readonly Unserved[];
}

export const NO_WRANGLER: WranglerConfig = {
  name: null,
  main: null,
  compatibilityDate: null,
  compatibilityFlags: [],
  bindings: [],
  unserved: [],
};

const Kv = z.looseObject({ binding: z.string(), id: z.string().optional() });
const R2 = z.looseObject({ binding: z.string(), bucket_name: z.string().optional() });
const D1 = z.looseObject({
  binding: z.string(),
  database_name: z.string().optional(),
  database_id: z.string().optional(),
  migrations_dir: z.string().default("migrations"),
  migrations_table: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, "is not a table's name")
    .default("d1_migrations"),
});
const Objects = z.looseObject({
  bindings: z
    .array(
      z.looseObject({
        name: z.string(),
        class_name: z.string(),
        script_name: z.string().optional(),
      }),
    )
    .default([]),
});
const Service = z.looseObject({
  binding: z.string(),
  service: z.string(),
  entrypoint: z.string().default("default"),
});

const Config = z.looseObject({
  name: z.string().optional(),
  main: z.string().optional(),
  compatibility_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-09-01")
    .optional(),
  compatibility_flags: z.array(z.string()).default([]),
  vars: z.record(z.string(), z.unknown()).default({}),
  kv_namespaces: z.array(Kv).default([]),
  r2_buckets: z.array(R2).default([]),
  d1_databases: z.array(D1).default([]),
  durable_objects: Objects.default({ bindings: [] }),
  services: z.array(Service).default([]),
  assets: z.looseObject({ binding: z.string().optional() }).optional(),
  triggers: z.looseObject({ crons: z.array(z.string()).default([]) }).optional(),
});
type Config = z.infer<typeof Config>;

/** Sections whose bindings have nothing to be served by on this machine. */
const NOT_HERE: Readonly<Record<string, string>> = {
  ai: "Workers AI",
  analytics_engine_datasets: "Analytics Engine dataset",
  browser: "browser",
  containers: "container",
  dispatch_namespaces: "dispatch namespace",
  hyperdrive: "Hyperdrive",
  images: "Images",
  logfwdr: "log forwarder",
  media: "Media",
  mtls_certificates: "mTLS certificate",
  pipelines: "pipeline",
  queues: "queue",
  ratelimits: "rate limit",
  secrets_store_secrets: "Secrets Store secret",
  send_email: "email",
  unsafe: "unsafe binding",
  vectorize: "Vectorize index",
  vpc_services: "VPC service",
  workflows: "workflow",
};

/**
 * Reads a Worker's configuration, of the top level alone: a preview is no named environment.
 *
 * @throws an Error with a sentence that names the place.
 */
export function parseWrangler(file: string, text: string): WranglerConfig {
  const raw = file.endsWith(".toml") ? parseToml(text) : fromJsonc(text);
  const parsed = Config.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join(".") ?? file}: ${issue?.message ?? "is not understood"}`);
  }
  const config = parsed.data;
  return {
    name: config.name ?? null,
    main: config.main ?? null,
    compatibilityDate: config.compatibility_date ?? null,
    compatibilityFlags: config.compatibility_flags,
    bindings: wanted(config),
    unserved: [...foreignObjects(config), ...sectionsNotHere(config), ...crons(config)],
  };
}

function fromJsonc(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first === undefined) return value;
  const before = text.slice(0, first.offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  throw new Error(`${printParseErrorCode(first.error)} in line ${before.length}, column ${column}`);
}

function wanted(config: Config): WantedBinding[] {
  return [
    ...Object.entries(config.vars).map(
      ([name, value]) => ({ kind: "variable", name, value }) as const,
    ),
    ...config.kv_namespaces.map(
      ({ binding, id }) => ({ kind: "kv", name: binding, namespace: id ?? binding }) as const,
    ),
    ...config.r2_buckets.map(
      ({ binding, bucket_name }) =>
        ({ kind: "r2", name: binding, bucket: bucket_name ?? binding }) as const,
    ),
    ...config.d1_databases.map((d1) => ({
      kind: "d1" as const,
      name: d1.binding,
      database: d1.database_name ?? d1.database_id ?? d1.binding,
      migrationsFolder: d1.migrations_dir,
      migrationsTable: d1.migrations_table,
    })),
    ...config.durable_objects.bindings
      .filter((binding) => isOwnObject(config, binding))
      .map(({ name, class_name }) => ({ kind: "object", name, className: class_name }) as const),
    ...config.services.map(
      ({ binding, service, entrypoint }) =>
        ({ kind: "service", name: binding, service, entrypoint }) as const,
    ),
    ...(config.assets?.binding === undefined
      ? []
      : [{ kind: "assets", name: config.assets.binding } as const]),
  ];
}

function isOwnObject(
  config: Config,
  { script_name }: { readonly script_name?: string | undefined },
) {
  return script_name === undefined || script_name === config.name;
}

function foreignObjects(config: Config): Unserved[] {
  return config.durable_objects.bindings
    .filter((binding) => !isOwnObject(config, binding))
    .map(({ name, script_name = "" }) => ({
      name,
      what: "Durable Object",
      why: `Its class is in another Worker, ${script_name}. Call that Worker through a service binding.`,
    }));
}

function sectionsNotHere(config: Config): Unserved[] {
  return Object.entries(NOT_HERE).flatMap(([section, what]) => {
    const value = config[section];
    if (value === undefined) return [];
    const names = bindingNames(value);
    return (names.length === 0 ? [section] : names).map((name) => ({
      name,
      what,
      why: `The local edge has no ${what}.`,
    }));
  });
}

function crons({ triggers }: Config): Unserved[] {
  if (triggers === undefined || triggers.crons.length === 0) return [];
  return [
    {
      name: "triggers",
      what: "cron trigger",
      why: "Previews are not called by the clock.",
    },
  ];
}

/** Every section names its bindings in one of these fields, at some depth. */
function bindingNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(bindingNames);
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const own = fields["binding"] ?? fields["name"];
  return typeof own === "string" ? [own] : Object.values(fields).flatMap(bindingNames);
}
