import { z } from "zod";
import { AppId } from "../apps/appId.ts";

export const Starter = z.object({
  id: z.string(),
  title: z.string(),
  tagline: z.string(),
  description: z.string(),
  /** How many files the app starts with. */
  files: z.number().int(),
  /** A data: URL of the starter's picture; views show no remote images. */
  thumbnail: z.string(),
});
export type Starter = z.infer<typeof Starter>;

/** What Studio knows of an app. The folder on disk holds everything else. */
export const App = z.object({
  id: AppId,
  name: z.string(),
  /** Absolute folder on this machine. */
  folder: z.string(),
  /** The starter it was made from; null for a folder that was opened. */
  starter: z.string().nullable(),
  /** Whether the folder's own config and plugins may run. Apps made by Studio are trusted. */
  trusted: z.boolean(),
  /** Open in this Studio: watched, and its preview is live. */
  open: z.boolean(),
  /** False when the folder is gone. */
  folderExists: z.boolean(),
  createdAt: z.number(),
  openedAt: z.number(),
});
export type App = z.infer<typeof App>;

/** The part of an app that studio.db keeps; the rest is seen on disk or lives with the host. */
export const AppRecord = App.omit({ open: true, folderExists: true });
export type AppRecord = z.infer<typeof AppRecord>;

export const CreateAppInput = z.object({
  starter: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(80),
  /** Where the app's folder is made; Studio's apps folder when left out. */
  parentFolder: z.string().max(4096).optional(),
});
export type CreateAppInput = z.infer<typeof CreateAppInput>;

/** All apps, most recently opened first; sent whole on each change. */
export const AppList = z.object({ rev: z.number().int(), apps: z.array(App) });
export type AppList = z.infer<typeof AppList>;

/** Folders a person may choose from when the shell has no folder dialog. */
export const FolderListing = z.object({
  folder: z.string(),
  parent: z.string().nullable(),
  folders: z.array(z.string()),
  /** Whether the folder looks like a web app (package.json or index.html). */
  looksLikeApp: z.boolean(),
});
export type FolderListing = z.infer<typeof FolderListing>;
