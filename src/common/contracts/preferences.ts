import { z } from "zod";
import { McpServer, McpServerName } from "./mcp.ts";

/**
 * What a person sets, one entry a setting. The settings view, the completion in `settings.json`
 * and the checks of both are made from this: a new setting is one entry and nothing else.
 *
 * `.meta()` of a setting:
 * - `group`, `title`, `description`: where and how the settings view shows it.
 * - `scope: "app"`: an app's own `.overskill/settings.json` may set it too. An app is untrusted:
 *   only what changes how its text is shown and written, never what runs or where it goes.
 * - `labels`: words for the values of an enum, by value.
 */
export const preferences = {
  theme: z
    .enum(["system", "dark", "light"])
    .default("system")
    .meta({
      group: "appearance",
      title: "Theme",
      description: "Applies to the editor too. System follows your computer.",
      labels: { system: "System", dark: "Dark", light: "Light" },
    }),
  "editor.fontSize": z.number().min(8).max(40).default(12.5).meta({
    group: "editor",
    scope: "app",
    title: "Font size",
    description: "In pixels.",
  }),
  "editor.fontFamily": z.string().max(200).default("").meta({
    group: "editor",
    scope: "app",
    title: "Font family",
    description: "As in CSS, first choice first. Empty takes the system's code font.",
  }),
  "editor.lineHeight": z.number().min(0).max(80).default(20).meta({
    group: "editor",
    scope: "app",
    title: "Line height",
    description: "In pixels. 0 takes it from the font size.",
  }),
  "editor.fontLigatures": z.boolean().default(false).meta({
    group: "editor",
    scope: "app",
    title: "Font ligatures",
    description: "Draw => and !== as one sign, where the font has them.",
  }),
  "editor.tabSize": z.int().min(1).max(16).default(2).meta({
    group: "editor",
    scope: "app",
    title: "Tab size",
    description: "Columns of a tab, and of an indentation where a file does not show its own.",
  }),
  "editor.insertSpaces": z.boolean().default(true).meta({
    group: "editor",
    scope: "app",
    title: "Insert spaces",
    description: "Tab inserts spaces where a file does not show its own indentation.",
  }),
  "editor.wordWrap": z
    .enum(["off", "on", "bounded"])
    .default("off")
    .meta({
      group: "editor",
      scope: "app",
      title: "Word wrap",
      description: "Whether long lines go on below. Bounded wraps at column 80 at the latest.",
      labels: { off: "Off", on: "On", bounded: "Bounded" },
    }),
  "editor.minimap": z.boolean().default(false).meta({
    group: "editor",
    scope: "app",
    title: "Minimap",
    description: "A small picture of the whole file beside the text.",
  }),
  "editor.lineNumbers": z
    .enum(["on", "relative", "off"])
    .default("on")
    .meta({
      group: "editor",
      scope: "app",
      title: "Line numbers",
      description: "Relative counts from the cursor's line.",
      labels: { on: "On", relative: "Relative", off: "Off" },
    }),
  "editor.rulers": z.array(z.int().min(1).max(500)).max(8).default([]).meta({
    group: "editor",
    scope: "app",
    title: "Rulers",
    description: "Columns at which a vertical line is drawn, such as 80, 100.",
  }),
  "editor.renderWhitespace": z
    .enum(["none", "boundary", "selection", "trailing", "all"])
    .default("selection")
    .meta({
      group: "editor",
      scope: "app",
      title: "Render whitespace",
      description: "Where spaces and tabs are drawn.",
      labels: {
        none: "Nowhere",
        boundary: "Except between words",
        selection: "In the selection",
        trailing: "At the ends of lines",
        all: "Everywhere",
      },
    }),
  "editor.bracketPairColors": z.boolean().default(false).meta({
    group: "editor",
    scope: "app",
    title: "Bracket pair colours",
    description: "Draw brackets of each depth in a colour of their own.",
  }),
  "editor.bracketPairGuides": z.boolean().default(false).meta({
    group: "editor",
    scope: "app",
    title: "Bracket pair guides",
    description: "A line from each opening bracket down to its closing one.",
  }),
  "editor.stickyScroll": z.boolean().default(true).meta({
    group: "editor",
    scope: "app",
    title: "Sticky scroll",
    description: "Keep the function or tag that the text belongs to in sight above it.",
  }),
  "editor.cursorStyle": z
    .enum(["line", "block", "underline", "line-thin", "block-outline", "underline-thin"])
    .default("line")
    .meta({
      group: "editor",
      title: "Cursor style",
      description: "How the text cursor looks.",
      labels: {
        line: "Line",
        block: "Block",
        underline: "Underline",
        "line-thin": "Thin line",
        "block-outline": "Outlined block",
        "underline-thin": "Thin underline",
      },
    }),
  "editor.cursorBlinking": z
    .enum(["blink", "smooth", "solid"])
    .default("solid")
    .meta({
      group: "editor",
      title: "Cursor blinking",
      description: "Solid does not blink.",
      labels: { blink: "Blink", smooth: "Fade", solid: "Solid" },
    }),
  "editor.scrollBeyondLastLine": z.boolean().default(false).meta({
    group: "editor",
    scope: "app",
    title: "Scroll beyond last line",
    description: "Let the last line scroll up to the top.",
  }),
  "editor.emmet": z.boolean().default(true).meta({
    group: "editor",
    scope: "app",
    title: "Emmet abbreviations",
    description: "Offer ul>li*3 in HTML, JSX and CSS as the markup it stands for.",
  }),
  "editor.snippets": z.boolean().default(true).meta({
    group: "editor",
    scope: "app",
    title: "Snippets",
    description: "Offer the bundled snippets and your own in completions.",
  }),
  "files.autosave": z
    .enum(["off", "focus", "delay"])
    .default("off")
    .meta({
      group: "files",
      title: "Autosave",
      description: "Unsaved text is kept safe in any case; this is when it goes to the file.",
      labels: { off: "Off", focus: "When you leave the file", delay: "After a pause" },
    }),
  "files.autosaveDelay": z.int().min(200).max(60_000).default(1000).meta({
    group: "files",
    title: "Autosave delay",
    description: "Milliseconds without a key until a file is saved after a pause.",
  }),
  "files.trimTrailingWhitespace": z.boolean().default(false).meta({
    group: "files",
    scope: "app",
    title: "Trim trailing whitespace",
    description: "At each save. An .editorconfig says it for its files.",
  }),
  "files.insertFinalNewline": z.boolean().default(false).meta({
    group: "files",
    scope: "app",
    title: "Insert final newline",
    description:
      "End each file with a line break at its save. An .editorconfig says it for its files.",
  }),
  "formatting.onSave": z
    .enum(["project", "always", "off"])
    .default("project")
    .meta({
      group: "formatting",
      scope: "app",
      title: "Format on save",
      description:
        "An app that has Prettier, Biome or oxfmt set up wants its files in that form; other files stay as you write them.",
      labels: { project: "Where the app has a formatter", always: "Always", off: "Never" },
    }),
  "linting.enabled": z.boolean().default(true).meta({
    group: "formatting",
    scope: "app",
    title: "Lint open files",
    description: "Shows what the app's own ESLint or oxlint finds, when the app is trusted.",
  }),
  "versions.name": z.string().max(200).default("").meta({
    group: "versions",
    title: "Your name",
    description: "On your commits, where git's own settings do not say it.",
  }),
  "versions.email": z.string().max(254).default("").meta({
    group: "versions",
    title: "Your email address",
    description: "On your commits, where git's own settings do not say it.",
  }),
  "typescript.inlayHints": z
    .enum(["none", "literals", "all"])
    .default("none")
    .meta({
      group: "language",
      title: "Inlay hints",
      description: "Show names of parameters and inferred types between the words of the code.",
      labels: { none: "Off", literals: "At literal arguments", all: "Everywhere" },
    }),
  "typescript.autoImports": z.boolean().default(true).meta({
    group: "language",
    title: "Suggest what is not imported yet",
    description: "Choosing such a name writes its import.",
  }),
  "terminal.fontSize": z.number().min(8).max(40).default(12.5).meta({
    group: "terminal",
    title: "Font size",
    description: "In pixels.",
  }),
  "terminal.inheritEnvironment": z.boolean().default(false).meta({
    group: "terminal",
    title: "Pass on all environment variables",
    description:
      "New terminals get everything Studio was started with, secrets included, instead of a list of harmless names.",
  }),
  "preview.keepServing": z.boolean().default(false).meta({
    group: "preview",
    title: "Keep previews served while Studio is closed",
    description:
      "The local edge goes on in the background, for twelve hours at most, and the next start takes it over.",
  }),
  "chat.notify": z.boolean().default(true).meta({
    group: "chat",
    title: "Tell when a long run ends",
    description: "A notification of the desktop while Studio is out of sight.",
  }),
  "chat.fixErrors": z.boolean().default(true).meta({
    group: "chat",
    title: "Fix errors without being asked",
    description:
      "Errors that the checks find in what a run changed go back to the model, twice at most, while they become fewer.",
  }),
  "chat.costLimit": z.number().min(0).max(1_000).default(5).meta({
    group: "chat",
    title: "Cost limit of a run",
    description:
      "In US dollars: a run that has cost as much stops and asks. 0 for no limit. A run whose price is unknown is not held by it.",
  }),
  "chat.webHosts": z
    .array(
      z
        .string()
        .regex(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, "is a host such as docs.example.com"),
    )
    .max(100)
    .default([])
    .meta({
      group: "chat",
      title: "Hosts that agents may read",
      description:
        "Such as docs.example.com, or *.example.com for all below it. Empty: agents read no web pages.",
    }),
  "chat.mcpServers": z.record(McpServerName, McpServer).default({}).meta({
    group: "chat",
    title: "MCP servers",
    description:
      "Programs and addresses that give agents more tools, by name, each for the apps it names. Edited in settings.json.",
  }),
  keybindings: z.record(z.string().max(100), z.string().max(60).nullable()).default({}).meta({
    group: "keyboard",
    title: "Keys",
    description: "Keys of your own: command → key, such as mod+k mod+s. null takes a key away.",
  }),
};

/** The groups of the settings view, in its order. */
export const PREFERENCE_GROUPS = [
  { id: "appearance", title: "Appearance" },
  { id: "editor", title: "Editor" },
  { id: "files", title: "Files and saving" },
  { id: "formatting", title: "Formatting and linting" },
  { id: "search", title: "Search" },
  { id: "language", title: "Language" },
  { id: "versions", title: "Versions" },
  { id: "terminal", title: "Terminal" },
  { id: "preview", title: "Preview" },
  { id: "chat", title: "Chat" },
  { id: "keyboard", title: "Keyboard" },
] as const;
