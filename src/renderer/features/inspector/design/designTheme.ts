import { useEffect } from "react";
import { create } from "zustand";
import type { AppId } from "../../../../common/apps/appId.ts";
import type { DesignTheme } from "../../../../common/contracts/design.ts";
import type { Problem } from "../../../../common/contracts/problem.ts";
import { useCurrentApp } from "../../../client/currentApp.ts";
import { studio, toProblem } from "../../../client/studio.ts";

interface ThemeState {
  readonly appId: AppId | null;
  readonly theme: DesignTheme | null;
  readonly problem: Problem | null;
}

const NONE: ThemeState = { appId: null, theme: null, problem: null };

const useDesignTheme = create<ThemeState>()(() => NONE);

/** Reads the app's theme when an element is selected: its sheets may have changed since. */
export function useFreshTheme(elementId: string): ThemeState {
  const appId = useCurrentApp((current) => current.appId);
  useEffect(() => {
    if (appId !== null) void read(appId);
  }, [appId, elementId]);
  return useDesignTheme((state) => (state.appId === appId ? state : NONE));
}

async function read(appId: AppId): Promise<void> {
  try {
    const theme = await studio.design.theme.query({ appId });
    useDesignTheme.setState({ appId, theme, problem: null });
  } catch (error) {
    useDesignTheme.setState({ appId, theme: null, problem: toProblem(error) });
  }
}
