import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AppId } from "../../../../../common/apps/appId.ts";
import { FilePath } from "../../../../../common/apps/filePath.ts";
import type { ProjectFile, ProjectFiles } from "../../context/contextPorts.ts";
import { applyLineEdits } from "../../tools/lineEdits.ts";
import { RecipeApp } from "../app/recipeApp.ts";
import { changedLines } from "../changedLines.ts";
import type { Recipe } from "../recipe.ts";
import type { RecipePlan } from "../recipePlan.ts";

const STARTERS = fileURLToPath(new URL("../../../../../../resources/starters", import.meta.url));
const APP = AppId.parse("jwbqqn");
const run = promisify(execFile);

/** A copy of a starter, to try recipes on. */
export class StarterApp implements Disposable {
  readonly root: string;

  constructor(starter: string) {
    const home = realpathSync(mkdtempSync(path.join(tmpdir(), "recipe-")));
    this.root = path.join(home, "app");
    cpSync(path.join(STARTERS, starter, "app"), this.root, {
      recursive: true,
      filter: (file) => path.basename(file) !== "node_modules",
    });
  }

  get files(): ProjectFiles {
    return {
      list: () => this.#list(),
      read: (_app, file) => readFile(path.join(this.root, file), "utf8").catch(() => null),
    };
  }

  /** What a recipe would do now. */
  async plan<P>(recipe: Recipe<P>, parameters: unknown): Promise<RecipePlan> {
    const app = await RecipeApp.read(APP, this.files);
    return recipe.plan(app, recipe.parameters.parse(parameters));
  }

  /** Does to the files what the tools would do. */
  async apply<P>(recipe: Recipe<P>, parameters: unknown): Promise<RecipePlan> {
    const plan = await this.plan(recipe, parameters);
    for (const { path: file, text } of plan.newFiles) await this.#create(file, text);
    for (const { path: file, before, after } of plan.edits) {
      const text = await this.text(file);
      const edited = applyLineEdits({ path: file, text }, [changedLines(before, after)]);
      await writeFile(path.join(this.root, file), edited);
    }
    return plan;
  }

  text(file: string): Promise<string> {
    return readFile(path.join(this.root, file), "utf8");
  }

  async write(file: string, text: string): Promise<void> {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    await writeFile(path.join(this.root, file), text);
  }

  /** @param packages a folder `node_modules` that holds what the starters need. */
  async usePackages(packages: string): Promise<void> {
    await symlink(packages, path.join(this.root, "node_modules"));
  }

  /** What TypeScript finds; empty when all is well. */
  typeErrors(): Promise<string> {
    return this.#node("typescript/bin/tsc", ["--noEmit"]);
  }

  /** Builds the app with Vite. @returns why it failed; empty when it did not. */
  build(): Promise<string> {
    return this.#node("vite/bin/vite.js", ["build", "--logLevel", "error"]);
  }

  [Symbol.dispose](): void {
    rmSync(path.dirname(this.root), { recursive: true, force: true });
  }

  async #create(file: FilePath, text: string): Promise<void> {
    if (existsSync(path.join(this.root, file))) throw new Error(`${file} was there before`);
    await this.write(file, text);
  }

  async #node(script: string, args: readonly string[]): Promise<string> {
    const file = path.join(this.root, "node_modules", script);
    return run(process.execPath, [file, ...args], { cwd: this.root }).then(
      () => "",
      (error: unknown) => {
        const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
        return `${stdout}${stderr}` || String(error);
      },
    );
  }

  async #list(): Promise<readonly ProjectFile[]> {
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith("node_modules") && !file.startsWith("dist"));
    return Promise.all(
      files.map(async (file) => ({
        path: FilePath.parse(file.split(path.sep).join("/")),
        size: (await stat(path.join(this.root, file))).size,
      })),
    );
  }
}
