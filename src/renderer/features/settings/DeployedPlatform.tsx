import { CloudUpload } from "lucide-react";
import type { ReactElement } from "react";
import { type AccountPlatform, DeployStage } from "../../../common/contracts/accounts.ts";
import { studio } from "../../client/studio.ts";
import { formatAgo } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Dot, type DotState } from "../../ui/Dot.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

const words = text.settings.account.platform;

const DOTS: Readonly<Record<AccountPlatform["state"], DotState>> = {
  missing: "off",
  deploying: "running",
  deployed: "ok",
  outdated: "warn",
};

interface DeployedPlatformProps {
  readonly platform: AccountPlatform;
  readonly hasDomain: boolean;
}

/** Studio's own workers on the account: what they are for, how they are, and how they get there. */
export function DeployedPlatform({ platform, hasDomain }: DeployedPlatformProps): ReactElement {
  const { state, stage, deployedAt, problem } = platform;
  const steps = DeployStage.options;
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-raised px-4 py-3.5">
      <div className="flex flex-col gap-1">
        <h3 className="flex items-center gap-2 text-sm font-semibold text-fg">
          <Dot state={DOTS[state]} />
          {words.states[state]}
        </h3>
        <p className="text-xs text-fg-2">{words.what}</p>
        {!hasDomain && <p className="text-xs text-warn">{words.noDomain}</p>}
        {deployedAt !== null && (
          <p className="text-xs text-fg-3">{words.deployedAt(formatAgo(deployedAt))}</p>
        )}
      </div>
      {state === "deploying" && (
        <p role="status" className="text-sm text-fg-2">
          {stage === null
            ? words.starting
            : words.step(steps.indexOf(stage) + 1, steps.length, words.stages[stage])}
        </p>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <div>
        <Button
          size="sm"
          icon={CloudUpload}
          tone={state === "deployed" ? "secondary" : "primary"}
          busy={state === "deploying"}
          // Its failure is told by the status, to every window.
          onClick={() => void studio.accounts.deployPlatform.mutate().catch(() => undefined)}
        >
          {state === "missing" ? words.deploy : words.deployAgain}
        </Button>
      </div>
    </div>
  );
}
