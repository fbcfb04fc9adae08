import { useEffect } from "react";
import { create } from "zustand";
import type { AppId } from "../../../../common/apps/appId.ts";
import { hostLabel, scriptName } from "../../../../common/apps/names.ts";
import { previewDomain } from "../../../../common/contracts/accounts.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import {
  DEFAULT_SHARE_MINUTES,
  type SHARE_MINUTES,
  type ShareState,
  StartShareInput,
} from "../../../../common/contracts/share.ts";
import { useAccount } from "../../../client/account.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { createFact, followFact } from "../../../client/fact.ts";
import { studio, toProblem } from "../../../client/studio.ts";

interface ShareForm {
  readonly minutes: (typeof SHARE_MINUTES)[number];
  /** As typed; empty takes any free one. */
  readonly port: string;
  readonly busy: boolean;
  readonly failed: Problem | null;
}

export const useShareForm = create<ShareForm>()(() => ({
  minutes: DEFAULT_SHARE_MINUTES,
  port: "",
  busy: false,
  failed: null,
}));

const useShareFact = createFact<ShareState>();

/** How the current app is shared; null until the host told. Followed while shown. */
export function useShare(): ShareState | null {
  const appId = useCurrentApp((current) => current.appId);
  useEffect(() => {
    if (appId === null) return undefined;
    return followFact(useShareFact, (handlers) =>
      studio.share.watch.subscribe({ appId }, handlers),
    );
  }, [appId]);
  const value = useShareFact((fact) => fact.value);
  return value?.appId === appId ? value : null;
}

/** Where the linked account serves the app for everyone; null when none does. */
export function usePublicAddress(): string | null {
  const appId = useCurrentApp((current) => current.appId);
  return useAccount(({ value }) => {
    if (value === null || appId === null || value.platform.deployedAt === null) return null;
    const domain = previewDomain(value);
    return domain === null ? null : `https://${hostLabel("preview", scriptName(appId))}.${domain}/`;
  });
}

/** The port that was typed; undefined when it is none. */
export function portOf(typed: string): number | undefined {
  const port = typed.trim() === "" ? 0 : Number(typed);
  return StartShareInput.shape.port.safeParse(port).data;
}

export async function startSharing(appId: AppId): Promise<void> {
  const { minutes, port: typed } = useShareForm.getState();
  const port = portOf(typed);
  if (port === undefined) return;
  await attempt(() => studio.share.start.mutate({ appId, minutes, port }));
}

export async function stopSharing(appId: AppId): Promise<void> {
  await attempt(() => studio.share.stop.mutate({ appId }));
}

async function attempt(act: () => Promise<void>): Promise<void> {
  useShareForm.setState({ busy: true, failed: null });
  try {
    await act();
    useShareForm.setState({ busy: false });
  } catch (error) {
    useShareForm.setState({ busy: false, failed: toProblem(error) });
  }
}
