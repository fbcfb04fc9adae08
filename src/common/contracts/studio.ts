import { z } from "zod";
import { preferences } from "./preferences.ts";

/** The program itself: which shell, which versions, which children are alive. */
export const StudioInfo = z.object({
  version: z.string(),
  shell: z.enum(["electron", "browser"]),
  platform: z.string(),
  node: z.string(),
  /** Where new apps are made. */
  appsFolder: z.string(),
});
export type StudioInfo = z.infer<typeof StudioInfo>;

export const EdgeHealth = z.object({
  rev: z.number().int(),
  state: z.enum(["starting", "up", "restarting", "down"]),
  /** The port apps are served on; null while it is not up. */
  port: z.number().int().nullable(),
  /** Scripts registered in all namespaces. */
  scripts: z.number().int(),
  /** Scripts put aside for looping or running out of memory, newest first. */
  quarantined: z.array(
    z.object({ namespace: z.string(), script: z.string(), reason: z.string(), until: z.number() }),
  ),
  reason: z.string().nullable(),
});
export type EdgeHealth = z.infer<typeof EdgeHealth>;

/** Something that happened elsewhere, for the notification list. */
export const Notice = z.object({
  seq: z.number().int(),
  at: z.number(),
  level: z.enum(["info", "warning", "error"]),
  title: z.string(),
  body: z.string().nullable(),
  appId: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;

export type Theme = z.infer<typeof preferences.theme>;

/** What Studio remembers for the person: what they set, in `settings.json`, and how far they are. */
export const Settings = z.object({
  ...preferences,
  /** The three tour steps that were done or dismissed. */
  tour: z
    .object({
      edited: z.boolean().default(false),
      opened: z.boolean().default(false),
      reloaded: z.boolean().default(false),
      dismissed: z.boolean().default(false),
      /** Put away to the status bar. */
      collapsed: z.boolean().default(false),
    })
    .default({
      edited: false,
      opened: false,
      reloaded: false,
      dismissed: false,
      collapsed: false,
    }),
});
export type Settings = z.infer<typeof Settings>;

/** Panel sizes, preset, open tabs of one app; opaque to the host, owned by the renderer. */
export const Layout = z.string().max(200_000);
