import { contextBridge, ipcRenderer } from "electron";
import type { PipeMessage, ShellPipe, ShellPipeConnection } from "../common/contracts/shellPipe.ts";

/**
 * One connection of the page to the host. The shell is trusted here: it checks the page, not the
 * page the shell.
 */
function open(onFrame: (frame: string) => void, onClose: () => void): ShellPipeConnection {
  const queue: string[] = [];
  let pipe: number | undefined;
  let isClosed = false;

  function end(): void {
    if (isClosed) return;
    isClosed = true;
    ipcRenderer.off("pipe", receive);
    onClose();
  }

  function receive(_event: unknown, message: PipeMessage): void {
    if (message.pipe !== pipe) return;
    if (message.type === "frame") onFrame(message.frame);
    else end();
  }

  function post(message: PipeMessage): void {
    ipcRenderer.send("pipe", message);
  }

  function opened(id: number): void {
    pipe = id;
    if (isClosed) post({ type: "close", pipe: id });
    else for (const frame of queue.splice(0)) post({ type: "frame", pipe: id, frame });
  }

  ipcRenderer.on("pipe", receive);
  ipcRenderer.invoke("pipe:open").then(opened, end);

  return {
    send(frame) {
      if (pipe === undefined) queue.push(frame);
      else if (!isClosed) post({ type: "frame", pipe, frame });
    },
    close() {
      if (pipe !== undefined && !isClosed) post({ type: "close", pipe });
      end();
    },
  };
}

const shellPipe: ShellPipe = { open };
contextBridge.exposeInMainWorld("studioPipe", shellPipe);
