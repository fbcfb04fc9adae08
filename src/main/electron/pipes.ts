import { ipcMain, type WebContents } from "electron";
import { PipeMessage } from "../../common/contracts/shellPipe.ts";
import { isIdeFrame } from "./pageRules.ts";
import type { HostProcess } from "./hostProcess.ts";

/** Carries frames between Studio's pages and the host, and nothing of anybody else's. */
export class Pipes {
  readonly #pages = new Map<number, WebContents>();
  readonly #watched = new WeakSet<WebContents>();
  #lastPipe = 0;

  /** Serves the preload's two channels. Called once. */
  serve(host: HostProcess): void {
    ipcMain.handle("pipe:open", ({ senderFrame, sender }) => {
      if (!isIdeFrame(senderFrame)) throw new Error("Only Studio's own page may open a pipe");
      this.#lastPipe += 1;
      const isOpen = host.post({ type: "open", pipe: this.#lastPipe });
      if (!isOpen) throw new Error("The host is not running");
      this.#pages.set(this.#lastPipe, sender);
      this.#watch(sender, host);
      return this.#lastPipe;
    });
    ipcMain.on("pipe", ({ senderFrame, sender }, data: unknown) => {
      const message = PipeMessage.safeParse(data).data;
      if (message === undefined || !isIdeFrame(senderFrame)) return;
      if (this.#pages.get(message.pipe) === sender) host.post(message);
    });
  }

  /** A page that goes, or loads again, leaves its pipes behind: the host closes them. */
  #watch(page: WebContents, host: HostProcess): void {
    if (this.#watched.has(page)) return;
    this.#watched.add(page);
    const closePipes = (): void => {
      for (const [pipe, owner] of this.#pages) {
        if (owner === page) host.post({ type: "close", pipe });
      }
    };
    page.once("destroyed", closePipes);
    page.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) closePipes();
    });
  }

  /** From the host to the page that owns the pipe. */
  deliver(message: PipeMessage): void {
    const page = this.#pages.get(message.pipe);
    if (page?.isDestroyed() === false) page.send("pipe", message);
    if (message.type === "close") this.#pages.delete(message.pipe);
  }

  /** The host is gone: every page reconnects by itself. */
  closeAll(): void {
    for (const pipe of this.#pages.keys()) this.deliver({ type: "close", pipe });
  }
}
