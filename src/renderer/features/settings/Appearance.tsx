import type { ReactElement } from "react";
import type { Theme } from "../../../common/contracts/studio.ts";
import { useSettings } from "../../client/facts.ts";
import { changeSettings, DEFAULT_SETTINGS } from "../../client/settings.ts";
import { text } from "../../messages/text.ts";
import { Segmented } from "../../ui/Segmented.tsx";

const words = text.settings.appearance;

export function Appearance(): ReactElement {
  const theme = useSettings(({ value }) => (value ?? DEFAULT_SETTINGS).theme);
  return (
    <div className="flex items-center gap-4 rounded-lg border border-line bg-raised px-3.5 py-3">
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="text-sm text-fg">{words.theme}</span>
        <span className="text-xs text-fg-3">{words.themeHint}</span>
      </div>
      <Segmented<Theme>
        label={words.theme}
        value={theme}
        onChange={(chosen) => void changeSettings({ theme: chosen })}
        segments={[
          { id: "system", label: words.system },
          { id: "dark", label: words.dark },
          { id: "light", label: words.light },
        ]}
      />
    </div>
  );
}
