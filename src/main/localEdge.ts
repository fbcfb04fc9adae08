import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { AppId } from "../common/apps/appId.ts";
import { scriptName } from "../common/apps/names.ts";
import type { Log } from "../common/base/log.ts";
import { CloudflarePlatform } from "./cloud/cloudflare/cloudflarePlatform.ts";
import type { WorkersPlatform } from "./cloud/workersPlatform.ts";
import { type EdgeAddress, EdgeSupervisor } from "./edge/edgeSupervisor.ts";
import { edgeKeys } from "./edgeKeys.ts";
import type { Room } from "./services/preview/ports.ts";
import { RoomConnection } from "./services/preview/room/roomConnection.ts";
import { roomKey } from "./services/preview/room/roomKey.ts";

const ACCOUNT_ID = "local";
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
