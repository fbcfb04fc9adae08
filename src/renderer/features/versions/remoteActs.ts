import type { ExchangeJob } from "../../../common/contracts/versions.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio } from "../../client/studio.ts";
import { currentRepository } from "../../client/versions.ts";
import { text } from "../../messages/text.ts";
import { notify } from "../../ui/notifications.ts";
import { act } from "./act.ts";
import { closeDialog, openDialog } from "./versionsView.ts";

const words = text.versions;

/** Begins a fetch, pull or push; asks for the address where there is none. */
export async function exchange(kind: ExchangeJob["kind"]): Promise<void> {
  if (currentRepository()?.remote === null) openDialog({ kind: "remote" });
  else await act((appId) => studio.versions.exchange.mutate({ appId, kind }));
}

export async function cancelExchange(): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId !== null) await studio.versions.cancelExchange.mutate({ appId });
}

/** Asks for a token for the remote's host, then tries the same again. */
export function askToken(kind: ExchangeJob["kind"]): void {
  const url = currentRepository()?.remote?.url ?? "";
  if (!URL.canParse(url)) return;
  openDialog({ kind: "token", host: new URL(url).host, next: () => void exchange(kind) });
}

export async function takeToken(host: string, token: string, next: () => void): Promise<void> {
  const done = await act(() => studio.versions.setToken.mutate({ host, token }));
  if (done === undefined) return;
  closeDialog();
  if (!done.isKept) {
    notify({ level: "info", title: words.token.notKept, body: words.token.notKeptBody });
  }
  next();
}

export async function setRemote(url: string | null): Promise<void> {
  const done = await act(async (appId) => {
    await studio.versions.setRemote.mutate({ appId, url });
    return true;
  });
  if (done === true) closeDialog();
}
