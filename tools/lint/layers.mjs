// Who may import whom (docs/architecture.md). Only what the code imports at run time or by type
// counts alike: a layer that must not know another must not know its types either. The one
// exception is the renderer's `import type { AppRouter }`.
import path from "node:path";

/** Longest prefix wins. `may` lists prefixes; a folder may always import itself. */
const LAYERS = [
  { at: "common/base", may: [] },
  { at: "common/apps", may: ["common/base"] },
  // Rules of chats: a chat is its events.
  { at: "common/apps/chat", may: ["common/base", "common/apps", "common/contracts/chat"] },
  { at: "common/contracts", may: ["common/base", "common/apps"] },
  {
    at: "main/services",
    // Ports only: the wire types of a child and the interface of the cloud, never their classes.
    may: [
      "common",
      "main/cloud/workersPlatform",
      "main/compiler/protocol",
      "main/packages/protocol",
      "main/terminal/protocol",
      "main/formatting/protocol",
      "main/git/protocol",
      "main/git/importProtocol",
    ],
    siblings: false,
  },
  { at: "main/cloud", may: ["common"] },
  { at: "main/storage", may: ["common"] },
  { at: "main/keychain", may: ["common"] },
  { at: "main/edge", may: ["common"] },
  { at: "main/compiler", may: ["common"] },
  { at: "main/packages", may: ["common"] },
  { at: "main/terminal", may: ["common"] },
  { at: "main/formatting", may: ["common", "main/processes"] },
  { at: "main/git", may: ["common"] },
  { at: "main/processes", may: ["common"] },
  {
    at: "main/electron",
    may: ["common", "main/rpc/contentPolicy", "main/rpc/static"],
    electron: true,
  },
  { at: "main/rpc", may: ["common", "main/services"] },
  { at: "main/index.ts", may: ["common", "main/electron"], electron: true },
  { at: "main", may: ["common", "main"] },
  { at: "preload", may: ["common"], electron: true },
  {
    at: "renderer/features",
    may: ["common", "renderer/ui", "renderer/client", "renderer/messages"],
    siblings: false,
  },
  { at: "renderer/messages", may: [] },
  { at: "renderer/ui", may: ["common/base", "renderer/messages"] },
  { at: "renderer/shell", may: ["common", "renderer/ui", "renderer/client", "renderer/messages"] },
  { at: "renderer/client", may: ["common"] },
  // The list of all features: the one place that knows each of them.
  { at: "renderer/features.ts", may: ["common", "renderer"] },
  { at: "renderer", may: ["common", "renderer"] },
  { at: "workers/preview/client", may: ["common/base", "common/apps"] },
  { at: "workers", may: ["common/base", "common/apps", "workers"] },
];

const ROUTER = "main/rpc/router";

function isWithin(folder, file) {
  return file === folder || file.startsWith(`${folder}/`) || file.startsWith(`${folder}.`);
}

function layerOf(file) {
  const matches = LAYERS.filter(({ at }) => isWithin(at, file));
  return matches.toSorted((a, b) => b.at.length - a.at.length)[0];
}

/** The folder below a layer that is one service or one feature. */
function siblingOf(layer, file) {
  return file.slice(layer.at.length + 1).split("/")[0];
}

function sourcePath(file) {
  const normal = file.replaceAll("\\", "/");
  const start = normal.lastIndexOf("/src/");
  return start === -1 ? undefined : normal.slice(start + "/src/".length);
}

function complaint(from, to, isType) {
  const layer = layerOf(from);
  if (layer === undefined) return undefined;
  if (isType && from.startsWith("renderer/") && to.startsWith(ROUTER)) return undefined;
  const target = layerOf(to);
  if (isWithin(layer.at, to) && target?.at === layer.at) {
    if (layer.siblings !== false || siblingOf(layer, from) === siblingOf(layer, to)) {
      return undefined;
    }
    return `${layer.at}/${siblingOf(layer, from)} may not import ${layer.at}/${siblingOf(layer, to)}: siblings meet in common/contracts`;
  }
  if (layer.may.some((allowed) => isWithin(allowed, to))) return undefined;
  return `${layer.at} may not import ${to}; it may import ${layer.may.join(", ") || "nothing"}`;
}

function check(context, node, specifier, isType) {
  const from = sourcePath(context.filename);
  if (from === undefined || /\.test\.tsx?$/.test(from)) return;
  if (specifier === "electron" && layerOf(from)?.electron !== true) {
    context.report({ node, message: "electron is imported only by the shell and the preload" });
    return;
  }
  if (!specifier.startsWith(".")) return;
  const to = sourcePath(path.resolve(path.dirname(context.filename), specifier));
  if (to === undefined) return;
  const message = complaint(from, to, isType);
  if (message !== undefined) context.report({ node, message });
}

const direction = {
  create(context) {
    const visit = (node) => {
      if (node.source?.value !== undefined) {
        const isType = node.importKind === "type" || node.exportKind === "type";
        check(context, node, node.source.value, isType);
      }
    };
    return {
      ImportDeclaration: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      ImportExpression: visit,
    };
  },
};

export default { meta: { name: "layers" }, rules: { direction } };
