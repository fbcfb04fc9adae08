import type {
  DeniedRequest,
  ScriptVersion,
  TailEvent,
  VersionChanges,
} from "../../common/apps/edgeWire.ts";
import type { Answer } from "./miniflareProcess.ts";
import type { Quarantine } from "./quarantine.ts";
import { scriptCode } from "./scriptCode.ts";
import { scriptKey, type ScriptRecord } from "./scriptRecord.ts";
import type { ScriptObjects } from "./scriptObjects.ts";
import type { ScriptStore } from "./scriptStore.ts";
import type { TailHub } from "./tailHub.ts";

type Route = Pick<ScriptRecord, "namespace" | "name" | "etag" | "trusted" | "allow">;

export interface LiveFacts {
  readonly quarantine: Quarantine;
  readonly tails: TailHub;
  readonly objects: ScriptObjects;
  readonly onDenied: (denied: DeniedRequest) => void;
}

/** Gives the workerd processes what they ask for about scripts. */
export class ScriptRegistry {
  readonly #store: ScriptStore;
  readonly #live: LiveFacts;

  constructor(store: ScriptStore, live: LiveFacts) {
    this.#store = store;
    this.#live = live;
  }

  version(route: Route): ScriptVersion {
    const key = scriptKey(route);
    return {
      etag: route.etag,
      trusted: route.trusted,
      allow: route.allow,
      tail: this.#live.tails.isTailed(key),
      quarantine: this.#live.quarantine.sentenceOf(key),
    };
  }

  /** Of one script; null for a script that is not there any more. */
  change(key: string): VersionChanges {
    const record = this.#find(key);
    return { [key]: record === undefined ? null : this.version(record) };
  }

  all(): VersionChanges {
    return Object.fromEntries(
      this.#store.routes().map((route) => [scriptKey(route), this.version(route)]),
    );
  }

  /** `/code/{namespace}/{script}/{etag}`, `/version/{namespace}/{script}`, and what they tell. */
  readonly answer = ({ path, body }: { readonly path: string; readonly body: string }): Answer => {
    const [, what, namespace = "", script = "", etag] = path.split("/");
    if (what === "tail") {
      this.#live.tails.deliver(JSON.parse(body) as TailEvent[]);
      return DONE;
    }
    if (what === "object") {
      this.#live.objects.add(body);
      return DONE;
    }
    if (what === "denied") {
      this.#live.onDenied(JSON.parse(body) as DeniedRequest);
      return DONE;
    }
    const record = this.#store.script(namespace, script);
    if (record === undefined) return NOT_FOUND;
    if (what === "version") return json(this.version(record));
    if (what !== "code" || record.etag !== etag) return NOT_FOUND;
    return json(scriptCode(record, this.#store.modules(record)));
  };

  #find(key: string): ScriptRecord | undefined {
    const [namespace = "", name = ""] = key.split("/", 2);
    return this.#store.script(namespace, name);
  }
}

const DONE: Answer = { status: 204, body: null };
const NOT_FOUND: Answer = { status: 404, body: null };

function json(value: unknown): Answer {
  return { status: 200, body: JSON.stringify(value) };
}
