import { flag, list, type Schema, table, text } from "./schema.ts";

const binding = (description: string, fields: Readonly<Record<string, Schema>>): Schema =>
  list(description, {
    type: "object",
    properties: { binding: text("Its name in the worker's environment."), ...fields },
  });

const id = { id: text("Its id in the account.") };

/** wrangler.json and wrangler.jsonc: what a worker is and what it may use. */
export const wrangler: Schema = {
  type: "object",
  properties: {
    name: text("The worker's name."),
    main: text("The file it begins with."),
    compatibility_date: {
      type: "string",
      description: "The day whose runtime it was written for, as 2026-01-31.",
      pattern: "^\\d{4}-\\d{2}-\\d{2}$",
    },
    compatibility_flags: list("Features of the runtime that are turned on, as nodejs_compat."),
    account_id: text("The account it is deployed to."),
    workers_dev: flag("It gets an address below workers.dev."),
    routes: { type: "array", description: "The addresses it answers." },
    vars: table("Values it is given. They are no secrets.", {}),
    assets: {
      type: "object",
      description: "Files that are served beside it.",
      properties: {
        directory: text("Their folder."),
        binding: text("Their name in the worker's environment."),
        not_found_handling: {
          enum: ["single-page-application", "404-page", "none"],
          description: "What is served where no file is.",
        },
        run_worker_first: { description: "Requests that the worker answers before the files." },
      },
    },
    kv_namespaces: binding("Key-value stores.", id),
    d1_databases: binding("SQLite databases.", {
      database_name: text("Its name."),
      database_id: text("Its id in the account."),
      migrations_dir: text("The folder of its migrations."),
    }),
    r2_buckets: binding("Object stores.", { bucket_name: text("Its name.") }),
    services: binding("Other workers it calls.", { service: text("The worker's name.") }),
    queues: { type: "object", description: "Queues it sends to and reads." },
    durable_objects: {
      type: "object",
      description: "Objects with a state of their own.",
      properties: {
        bindings: list("Their classes.", {
          type: "object",
          properties: {
            name: text("Its name in the worker's environment."),
            class_name: text("The class that is exported."),
          },
        }),
      },
    },
    migrations: { type: "array", description: "New, renamed and removed classes of such objects." },
    triggers: {
      type: "object",
      description: "When it runs without a request.",
      properties: { crons: list("Cron expressions, as 0 * * * *.") },
    },
    observability: { type: "object", description: "Logs that are kept." },
    limits: { type: "object", description: "How much it may use." },
    env: { type: "object", description: "What is different in an environment." },
  },
};
