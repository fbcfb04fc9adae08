import type { AppId } from "./appId.ts";

/** Where a script runs. Scripts have the same name in each; the host's prefix tells them apart. */
export type Stage = "preview" | "staging" | "production";

/** The platform's own environment: which set of namespaces is used. */
export type PlatformEnvironment = "development" | "production";

/** `overskill-development-preview` */
export function dispatchNamespace(environment: PlatformEnvironment, stage: Stage): string {
  return `overskill-${environment}-${stage}`;
}

/** `overskill-development-preview-files`: holds blobs and published files of every app. */
export function filesNamespace(environment: PlatformEnvironment, stage: Stage): string {
  return `overskill-${environment}-${stage}-files`;
}

/** The script that serves an app. */
export function scriptName(appId: AppId): string {
  return appId;
}

/** The script that holds the app's own `/api` worker of a preview. */
export function apiScriptName(appId: AppId): string {
  return `${appId}-api`;
}

/** `preview-jwbqqn`, `staging-jwbqqn`, `jwbqqn`: the first label of an app's host. */
export function hostLabel(stage: Stage, script: string): string {
  return stage === "production" ? script : `${stage}-${script}`;
}

/** The domains apps are served on; `localhost` is the local edge's. */
export const APP_DOMAINS: readonly string[] = ["overskill.app", "overskill.com", "localhost"];

/**
 * Reads an app's host back. Undefined when the host is not an app's.
 *
 * @param own a domain that apps are served on besides the platform's, as a linked account has.
 */
export function parseAppHost(
  hostname: string,
  own?: string,
): { stage: Stage; script: string } | undefined {
  const host = hostname.toLowerCase();
  const domains = own === undefined ? APP_DOMAINS : [own, ...APP_DOMAINS];
  const domain = domains.find((candidate) => host.endsWith(`.${candidate}`));
  if (domain === undefined) return undefined;
  const label = host.slice(0, -domain.length - 1);
  if (!/^[a-z0-9-]+$/.test(label)) return undefined;
  for (const stage of ["preview", "staging"] as const) {
    if (label.startsWith(`${stage}-`)) return { stage, script: label.slice(stage.length + 1) };
  }
  return { stage: "production", script: label };
}

/** The platform's own worker, which holds the rooms; user scripts reach it scoped to one app. */
export const PLATFORM_WORKER = "overskill-platform";

/** `app-jwbqqn-orders`: a namespace, bucket or database that holds data of one app's worker. */
export function appResourceName(appId: AppId, name: string): string {
  return `app-${appId}-${name}`;
}

/** KV key of an immutable module body, shared by all apps. */
export function blobKey(sha256: string): string {
  return `b/${sha256}`;
}

/** KV key of the copy of an app's manifest that a cold start reads. */
export function manifestKey(appId: AppId): string {
  return `app_${appId}_manifest`;
}
