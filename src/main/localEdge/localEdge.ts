import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../../common/apps/appId.ts";
import type { TailEvent } from "../../common/apps/edgeWire.ts";
import { dispatchNamespace, scriptName } from "../../common/apps/names.ts";
import type { Listen } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import { problem } from "../../common/contracts/problem.ts";
import type { EdgeAccess } from "../../common/contracts/worker.ts";
import { CloudflarePlatform } from "../cloud/cloudflare/cloudflarePlatform.ts";
import type { WorkersPlatform } from "../cloud/workersPlatform.ts";
import { type EdgeAddress, EdgeSupervisor } from "../edge/edgeSupervisor.ts";
import { EdgeApi } from "../edge/edgeApi.ts";
import { TailClient } from "../edge/tailClient.ts";
import { edgeKeys } from "./edgeKeys.ts";
import type { Room } from "../services/preview/ports.ts";
import { RoomConnection } from "../services/preview/room/roomConnection.ts";
import { roomKey } from "../services/preview/room/roomKey.ts";

const ACCOUNT_ID = "local";
const PREVIEWS = dispatchNamespace("development", "preview");
const WORKERS = ["gateway", "runner", "preview"];

export interface LocalEdgeOptions {
  readonly dataDir: string;
  readonly outDir: string;
  readonly nodeBinary: string;
  readonly origins: readonly string[];
  readonly log: Log;
}

/** The edge of this machine, and the doors to it that services are given. */
export interface LocalEdge {
  readonly supervisor: EdgeSupervisor;
  /** The preview script that ships; the edge trusts exactly these bytes. */
  readonly previewScript: string;
  platform(): Promise<WorkersPlatform>;
  openRoom(platform: WorkersPlatform, appId: AppId): Room;
  /** Lets a script of the preview namespace reach exactly these private hosts. */
  allow(script: string, hosts: readonly string[]): Promise<void>;
  /** A script of the preview namespace was refused a private host. */
  readonly onDenied: Listen<{ readonly script: string; readonly host: string }>;
  tail(script: string, onEvent: (event: TailEvent) => void): Disposable;
  /** Deletes what other apps' previews and workers have kept, and bodies that none serves. */
  keepDataOf(known: () => Promise<readonly AppId[]>): Promise<void>;
  access(): EdgeAccess;
  token(): string;
}

/** Starts the edge; it is not waited for. */
export async function startLocalEdge(options: LocalEdgeOptions): Promise<LocalEdge> {
  const stateDir = path.join(options.dataDir, "edge");
  const workersDir = path.join(options.outDir, "workers");
  const keys = await edgeKeys(stateDir);
  const previewScript = await readFile(path.join(workersDir, "preview.js"), "utf8");
  const supervisor = new EdgeSupervisor({
    nodeBinary: options.nodeBinary,
    entry: path.join(options.outDir, "main/edge.js"),
    config: {
      ...keys,
      stateDir,
      workersDir,
      accountId: ACCOUNT_ID,
      studioOrigins: [...options.origins],
      shippedModules: [createHash("sha256").update(previewScript).digest("hex")],
      build: await buildOf(options.outDir),
    },
    log: options.log.child("edge"),
  });
  return {
    supervisor,
    previewScript,
    platform: async () => localPlatform(await supervisor.ready()),
    ...scriptDoors(supervisor, options.log),
    access: () => accessOf(supervisor),
    token: () => keys.token,
    openRoom: (platform, appId) => {
      const origin = new URL(platform.appOrigin("preview", scriptName(appId)));
      return new RoomConnection({
        address: platform.connectAddress("preview", scriptName(appId)),
        hostHeader: origin.host,
        key: roomKey(keys.roomSecret, appId),
        log: options.log.child("room"),
      });
    },
  };
}

type ScriptDoors = Pick<LocalEdge, "allow" | "onDenied" | "tail" | "keepDataOf">;

/** What only the local edge has about scripts, and no account. */
function scriptDoors(supervisor: EdgeSupervisor, log: Log): ScriptDoors {
  const api = async () => {
    const { restUrl, token } = await supervisor.ready();
    return new EdgeApi(restUrl, token);
  };
  return {
    allow: async (script, hosts) => (await api()).allow(`${PREVIEWS}/${script}`, hosts),
    onDenied: (listener) =>
      supervisor.onDenied(({ key, host }) => {
        const [namespace, script = ""] = key.split("/", 2);
        if (namespace === PREVIEWS) listener({ script, host });
      }),
    tail: (script, onEvent) =>
      new TailClient({
        address: () => supervisor.ready(),
        namespace: PREVIEWS,
        script,
        onEvent,
        log: log.child("tail"),
      }),
    keepDataOf: async (known) => {
      const edge = await api();
      const stored = await edge.appsWithData();
      // Asked after: an app that was made meanwhile is among those known.
      const kept: readonly string[] = await known();
      for (const app of stored.filter((id) => !kept.includes(id))) await edge.deleteDataOf(app);
      const deleted = await edge.collectBlobs(kept);
      if (deleted > 0) log.info("bodies that no preview names were deleted", { deleted });
    },
  };
}

/** @throws `process-down` while there is no edge to be reached. */
function accessOf({ address, isAdopted }: EdgeSupervisor): EdgeAccess {
  if (address === undefined) throw problem("process-down", "The local edge is not running.");
  const { restUrl, accountId } = address;
  return { restUrl, accountId, namespace: PREVIEWS, adopted: isAdopted };
}

/** Names the program by its bytes; the entry names its chunks by theirs. */
async function buildOf(outDir: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["main/edge.js", ...WORKERS.map((name) => `workers/${name}.js`)]) {
    hash.update(await readFile(path.join(outDir, file)));
  }
  return hash.digest("base64url");
}

function localPlatform({ restUrl, token, accountId, publicPort }: EdgeAddress): WorkersPlatform {
  return new CloudflarePlatform({
    id: "local",
    kind: "local",
    accountId,
    token,
    environment: "development",
    restUrl,
    publicPort,
  });
}
