import {
  Braces,
  CodeXml,
  Database,
  File,
  FileCode,
  FileText,
  FlaskConical,
  Hash,
  Image,
  type LucideIcon,
  Lock,
  Settings2,
  Terminal,
} from "lucide-react";
import { fileName } from "../../../common/apps/filePath.ts";

export interface FileIcon {
  readonly icon: LucideIcon;
  /** Quiet: a kind is told by its form first. */
  readonly tint: string;
}

const QUIET = "text-fg-3";

const KINDS: readonly (readonly [RegExp, FileIcon])[] = [
  [/\.(test|spec)\.[cm]?[jt]sx?$/, { icon: FlaskConical, tint: "text-(--code-str)" }],
  [/(^|[.-])lock(\.json|\.yaml|b)?$/, { icon: Lock, tint: QUIET }],
  [/\.config\.[cm]?[jt]s$|^tsconfig.*\.json$|^\.|\.toml$/, { icon: Settings2, tint: QUIET }],
  [/\.[jt]sx$/, { icon: CodeXml, tint: "text-(--code-fn)" }],
  [/\.[cm]?[jt]s$/, { icon: FileCode, tint: "text-(--code-kw)" }],
  [/\.(css|scss|less|pcss)$/, { icon: Hash, tint: "text-(--code-tag)" }],
  [/\.(html?|vue|svelte|xml)$/, { icon: CodeXml, tint: "text-(--code-num)" }],
  [/\.(json[c5]?|webmanifest|ya?ml)$/, { icon: Braces, tint: "text-(--code-attr)" }],
  [/\.(mdx?|txt)$/, { icon: FileText, tint: QUIET }],
  [/\.(svg|png|jpe?g|gif|webp|avif|ico)$/, { icon: Image, tint: "text-(--code-str)" }],
  [/\.(sql|db|sqlite)$/, { icon: Database, tint: QUIET }],
  [/\.(sh|bash|zsh)$/, { icon: Terminal, tint: QUIET }],
];

export function fileIcon(path: string): FileIcon {
  const name = fileName(path).toLowerCase();
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? { icon: File, tint: QUIET };
}
