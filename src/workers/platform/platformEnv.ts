/** What the platform worker is bound to, on the local edge and on an account alike. */
export interface PlatformEnv {
  /** One preview room per app, by the app's id. */
  readonly ROOM: DurableObjectNamespace;
  /** Immutable blobs, and the copies of manifests. */
  readonly FILES: KVNamespace;
  /** The dispatch namespace of previews: holds the apps' own `/api` workers. */
  readonly PREVIEW: DispatchNamespace;
  /** Room keys are derived from it. */
  readonly ROOM_SECRET: string;
  /** JSON array of the origins that may embed a preview: those of Studio. */
  readonly STUDIO_ORIGINS: string;
}

/** Scopes an entrypoint to one app; set by the binding, never by a request. */
export interface AppProps {
  readonly app: string;
}
