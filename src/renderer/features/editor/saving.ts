import type { FilePath } from "../../../common/apps/filePath.ts";
import { useEditorIntents } from "../../client/editorIntents.ts";
import { useEditor } from "./session.ts";

export async function saveFile(path: FilePath): Promise<void> {
  await useEditor.getState().session?.documents.save(path);
}

export async function saveAllFiles(): Promise<void> {
  await Promise.all([...useEditorIntents.getState().dirty].map((path) => saveFile(path)));
}
