import os from "node:os";
import path from "node:path";
import type { Platform } from "./platform.ts";
import { FreedesktopTrash } from "./services/workspace/freedesktopTrash.ts";
import type { SystemTrash } from "./services/workspace/workspaceTrash.ts";

/** The trash of the system Studio runs on; undefined where only its shell could reach it. */
export function systemTrashOf(platform: Platform): SystemTrash | undefined {
  if (process.platform === "linux") {
    const dataHome = process.env["XDG_DATA_HOME"] ?? "";
    const trash = new FreedesktopTrash({
      dataHome: path.isAbsolute(dataHome) ? dataHome : path.join(os.homedir(), ".local/share"),
      uid: os.userInfo().uid,
      now: Date.now,
    });
    return { kind: "freedesktop", trash };
  }
  if (platform.kind !== "electron") return undefined;
  return { kind: "shell", moveTo: (absolute) => platform.moveToTrash(absolute) };
}
