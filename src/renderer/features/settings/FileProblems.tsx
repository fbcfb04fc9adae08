import { TriangleAlert } from "lucide-react";
import type { ReactElement } from "react";
import type { SettingsFileState } from "../../../common/contracts/settings.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { useSettingsView } from "./settingsView.ts";

const words = text.settings.file;

/** What has no effect in a settings file, and why. */
export function FileProblems({ file }: { readonly file: SettingsFileState }): ReactElement | null {
  const { problem, issues } = file;
  if (problem === null && issues.length === 0) return null;
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-lg border border-line bg-warn-soft px-3.5 py-3"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm text-fg">
        <span className="font-semibold">
          {problem === null ? words.ignored(issues.length) : words.broken}
        </span>
        {problem !== null && (
          <span className="text-xs text-fg-2">
            {problem.message} {problem.next}
          </span>
        )}
        {issues.slice(0, 5).map(({ key, message, line }) => (
          <span key={`${line} ${key}`} className="text-xs text-fg-2">
            {words.line(line)}: {message}
          </span>
        ))}
      </div>
      <Button size="sm" onClick={() => useSettingsView.setState({ editing: "settings" })}>
        {words.open}
      </Button>
    </div>
  );
}
