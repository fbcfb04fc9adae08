import { ClipboardCopy } from "lucide-react";
import type { ReactElement } from "react";
import { useStudioInfo } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useCopy } from "../../ui/useCopy.ts";

const words = text.settings.about;

/** Which Studio this is: for reports. */
export function About(): ReactElement {
  const { value: info, problem } = useStudioInfo();
  const { copied, copy } = useCopy();
  if (info === null) {
    if (problem !== null) return <p className="text-sm text-err">{problem.message}</p>;
    return <Skeleton rows={4} />;
  }
  const facts = [
    [words.version, info.version],
    [words.shell, words.shells[info.shell]],
    [words.platform, info.platform],
    [words.node, info.node],
    [words.appsFolder, info.appsFolder],
    [words.licence, words.mit],
  ] as const;
  return (
    <div className="flex items-start gap-3 rounded-lg border border-line bg-raised px-3.5 py-3">
      <dl className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-fg-3">{name}</dt>
            <dd className="break-words text-fg">{value}</dd>
          </div>
        ))}
      </dl>
      <Button
        size="sm"
        icon={ClipboardCopy}
        onClick={() => void copy(facts.map(([name, value]) => `${name}: ${value}`).join("\n"))}
      >
        {copied ? words.copied : words.copy}
      </Button>
    </div>
  );
}
