import type { AppId } from "../../../../common/apps/appId.ts";
import type { FileTree } from "../../../../common/contracts/files.ts";
import type { Tool } from "../tool.ts";
import type { AppConsole } from "../validation/appConsole.ts";
import { addDependencyTool, type PackageInstaller } from "./addDependencyTool.ts";
import { applyPatchTool } from "./applyPatchTool.ts";
import { createTableTool } from "./createTableTool.ts";
import { deleteTool } from "./deleteTool.ts";
import { lineReplaceTool } from "./lineReplaceTool.ts";
import { listTool } from "./listTool.ts";
import { askTool, planTool } from "./planTools.ts";
import { readConsoleTool } from "./readConsoleTool.ts";
import { type MoveEdits, renameTool } from "./renameTool.ts";
import { type RunTests, runTestsTool } from "./runTestsTool.ts";
import { searchTool, type TextSearch } from "./searchTool.ts";
import { type TypeChecker, typecheckTool } from "./typecheckTool.ts";
import { viewTool } from "./viewTool.ts";
import { writeTool, type WriteToolParts } from "./writeTool.ts";

export interface AppToolsParts extends WriteToolParts, Pick<TypeChecker, "types"> {
  treeOf(appId: AppId): Promise<FileTree>;
  readonly console: AppConsole;
  readonly search: TextSearch;
  readonly packages: PackageInstaller;
  readonly moveEdits: MoveEdits;
  readonly runTests: RunTests;
  readonly now: () => number;
}

/** The tools that work on an app itself. */
export function appTools(parts: AppToolsParts): readonly Tool[] {
  return [
    viewTool(),
    listTool((appId) => parts.treeOf(appId)),
    searchTool(parts.search),
    writeTool(parts),
    lineReplaceTool(parts),
    applyPatchTool(parts),
    deleteTool(parts),
    renameTool(parts, parts.moveEdits),
    addDependencyTool(parts.packages),
    readConsoleTool(parts.console),
    typecheckTool(parts),
    runTestsTool(parts.runTests),
    createTableTool(parts.now),
    planTool(),
    askTool(),
  ];
}
