import { FileCode } from "lucide-react";
import { text } from "../../messages/text.ts";
import type { Feature } from "../../ui/feature.ts";
import { editorCommands } from "./commands.ts";
import { EditorOverlay } from "./EditorOverlay.tsx";
import {
  EncodingStatus,
  EolStatus,
  FileStatus,
  IndentStatus,
  PositionStatus,
} from "./EditorStatus.tsx";
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
    { id: "indentation", side: "right", order: 42, component: IndentStatus },
    { id: "line-endings", side: "right", order: 43, component: EolStatus },
    { id: "encoding", side: "right", order: 44, component: EncodingStatus },
    { id: "file", side: "right", order: 45, component: FileStatus },
  ],
  commands: editorCommands,
};
