import type { ReactElement } from "react";
import { FolderBrowser } from "./FolderBrowser.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { Tour } from "./Tour.tsx";
import { TrustDialog } from "./TrustDialog.tsx";

export function WelcomeOverlay(): ReactElement {
  return (
    <>
      <Tour />
      <FolderBrowser />
      <TrustDialog />
      <ImportDialog />
    </>
  );
}
