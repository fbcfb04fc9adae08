import { ScrollText } from "lucide-react";
import { type ReactElement, useMemo } from "react";
import { type OutputLine, useOutput } from "../../../client/facts.ts";
import { text } from "../../../messages/text.ts";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { LogList } from "../../../ui/LogList.tsx";

const words = text.worker;
const NONE: readonly OutputLine[] = [];

/** What the worker answered and wrote to its console, as it happens. */
export function WorkerLog(): ReactElement {
  const output = useOutput(({ value }) => value ?? NONE);
  const lines = useMemo(() => output.filter(({ source }) => source === "worker"), [output]);
  if (lines.length === 0) {
    return <EmptyState icon={ScrollText} title={words.logEmpty.title} body={words.logEmpty.body} />;
  }
  return <LogList lines={lines} label={words.log} />;
}
