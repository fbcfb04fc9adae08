import { ScrollText } from "lucide-react";
import type { ReactElement } from "react";
import { type OutputLine, useOutput } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LogList } from "../../ui/LogList.tsx";

const words = text.problems;
const NONE: readonly OutputLine[] = [];

/** What the compiler, the package installer and the edge write. */
export function OutputView(): ReactElement {
  const lines = useOutput(({ value }) => value ?? NONE);
  if (lines.length === 0) {
    return (
      <EmptyState icon={ScrollText} title={words.outputEmpty.title} body={words.outputEmpty.body} />
    );
  }
  return <LogList lines={lines} label={words.outputLabel} showsSource />;
}
