import { console } from "./en/console.ts";
import { design } from "./en/design.ts";
import { chat } from "./en/chat.ts";
import { edge, worker } from "./en/edge.ts";
import { editor } from "./en/editor.ts";
import { fileViews } from "./en/fileViews.ts";
import { files } from "./en/files.ts";
import { importApp } from "./en/importApp.ts";
import { inspect } from "./en/inspect.ts";
import { language } from "./en/language.ts";
import { localHistory } from "./en/localHistory.ts";
import { formatting, linting } from "./en/formatting.ts";
import { network } from "./en/network.ts";
import { preview, problems } from "./en/preview.ts";
import { search } from "./en/search.ts";
import { settings } from "./en/settings.ts";
import { share } from "./en/share.ts";
import { shell } from "./en/shell.ts";
import { terminal } from "./en/terminal.ts";
import { timeline } from "./en/timeline.ts";
import { ui } from "./en/ui.ts";
import { versions } from "./en/versions.ts";
import { welcome } from "./en/welcome.ts";

/** What Studio says, in English. Another language is another object of this type. */
export const en = {
  console,
  design,
  chat,
  edge,
  editor,
  files,
  fileViews,
  importApp,
  inspect,
  language,
  localHistory,
  formatting,
  linting,
  network,
  preview,
  problems,
  search,
  settings,
  share,
  shell,
  terminal,
  timeline,
  ui,
  versions,
  welcome,
  worker,
};
