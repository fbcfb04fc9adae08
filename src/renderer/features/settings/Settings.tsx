import { ArrowLeft } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useSettings } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { runCommand } from "../../ui/commands.ts";
import { About } from "./About.tsx";
import { Appearance } from "./Appearance.tsx";
import { Keys } from "./Keys.tsx";

const words = text.settings;

export function Settings(): ReactElement {
  const problem = useSettings((fact) => fact.problem);
  return (
    <div className="h-full overflow-auto bg-panel">
      <div className="mx-auto flex max-w-190 flex-col gap-8 px-6 py-6 max-md:px-4">
        <header className="flex items-center gap-3">
          <h1 className="flex-1 text-lg font-semibold text-fg">{words.title}</h1>
          <Button size="sm" icon={ArrowLeft} onClick={() => runCommand("view.back")}>
            {words.back}
          </Button>
        </header>
        {problem !== null && (
          <p role="alert" className="rounded-md bg-err-soft px-3 py-2 text-sm text-fg">
            {words.failed}. {problem.message} {problem.next}
          </p>
        )}
        <Section title={words.appearance.title}>
          <Appearance />
        </Section>
        <Section title={words.keys.title} hint={words.keys.hint}>
          <Keys />
        </Section>
        <Section title={words.about.title}>
          <About />
        </Section>
      </div>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Section({ title, hint, children }: SectionProps): ReactElement {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex flex-col gap-0.5">
        <h2 className="text-md font-semibold text-fg">{title}</h2>
        {hint !== undefined && <p className="text-xs text-fg-3">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
