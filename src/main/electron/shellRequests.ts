import { dialog, Notification, shell } from "electron";
import type { ShellRequest, ShellToHost } from "../../common/contracts/shellPipe.ts";
import { linkedPreviews } from "./linkedPreviews.ts";
import { isWebAddress } from "./pageRules.ts";

/** Does what the host asks of its shell. Rejects when the system does. */
async function perform(request: ShellRequest): Promise<string | null> {
  switch (request.kind) {
    case "openExternal":
      if (!isWebAddress(request.url)) throw new Error("Studio opens only https addresses.");
      await shell.openExternal(request.url);
      return null;
    case "pickFolder": {
      const picked = await dialog.showOpenDialog({
        properties: ["openDirectory", "createDirectory"],
      });
      return picked.filePaths[0] ?? null;
    }
    case "revealFile":
      shell.showItemInFolder(request.path);
      return null;
    case "moveToTrash":
      await shell.trashItem(request.path);
      return null;
    case "allowPreviews":
      linkedPreviews.domain = request.domain;
      return null;
    case "notify":
      new Notification({ title: request.title, body: request.body }).show();
      return null;
  }
}

export async function answerRequest(ask: number, request: ShellRequest): Promise<ShellToHost> {
  try {
    return { type: "answer", ask, value: await perform(request) };
  } catch (error) {
    return { type: "answer", ask, value: null, error: String(error) };
  }
}
