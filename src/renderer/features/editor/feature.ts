import { FileCode } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { editorCommands } from "./commands.ts";
import { EditorOverlay } from "./EditorOverlay.tsx";
import { FileStatus, PositionStatus } from "./EditorStatus.tsx";
import { EditorView } from "./EditorView.tsx";

/** Open files in tabs: the main area's home. */
export const editorFeature: Feature = {
  id: "editor",
  title: text.editor.title,
  icon: FileCode,
  main: EditorView,
  overlay: EditorOverlay,
  status: [
    { id: "position", side: "right", order: 41, component: PositionStatus },
    { id: "file", side: "right", order: 42, component: FileStatus },
  ],
  commands: editorCommands,
};
