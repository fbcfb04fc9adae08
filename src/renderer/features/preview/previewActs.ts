import { create } from "zustand";
import type { AppId } from "../../../common/apps/appId.ts";
import { FilePath } from "../../../common/apps/filePath.ts";
import type { PreviewAction, PreviewProblem } from "../../../common/contracts/preview.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { openFile } from "../../client/editorIntents.ts";
import { useAppsList } from "../../client/facts.ts";
import { locateApp } from "../../client/locateApp.ts";
import { studio, toProblem } from "../../client/studio.ts";

interface Acts {
  readonly busy: PreviewAction | null;
  /** Why the last act did not work. */
  readonly failed: Problem | null;
}

export const useActs = create<Acts>()(() => ({ busy: null, failed: null }));

/** Opens the place a problem names. */
export function openPlace(problem: PreviewProblem): void {
  const path = FilePath.safeParse(problem.file ?? problem.subject);
  if (!path.success) return;
  openFile(path.data, { line: problem.line, column: problem.column, pinned: true });
}

/** Does what a problem's button says. What the host cannot do is done in this window. */
export async function act(action: PreviewAction, problem: PreviewProblem | null): Promise<void> {
  const { appId } = useCurrentApp.getState();
  if (appId === null) return;
  if (action === "open-file") {
    if (problem !== null) openPlace(problem);
    return;
  }
  useActs.setState({ busy: action, failed: null });
  try {
    if (action === "locate-folder") await locate(appId);
    else await studio.preview.act.mutate({ appId, action, subject: problem?.subject ?? null });
    useActs.setState({ busy: null });
  } catch (error) {
    useActs.setState({ busy: null, failed: toProblem(error) });
  }
}

async function locate(appId: AppId): Promise<void> {
  const app = useAppsList.getState().value?.apps.find(({ id }) => id === appId);
  if (app !== undefined) await locateApp(app);
}
