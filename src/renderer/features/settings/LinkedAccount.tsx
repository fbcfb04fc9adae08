import { CircleCheck, CircleX, ExternalLink, Unlink } from "lucide-react";
import { type ReactElement, useState } from "react";
import { hostLabel, scriptName } from "../../../common/apps/names.ts";
import {
  type AccountCheck,
  type AccountStatus,
  previewDomain,
} from "../../../common/contracts/accounts.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { confirm } from "../../ui/confirm.ts";
import { DeployedPlatform } from "./DeployedPlatform.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { TokenPermissions } from "./TokenPermissions.tsx";

const words = text.settings.account;

/** The account that is linked, and whether it has what previews need. */
export function LinkedAccount({ status }: { readonly status: AccountStatus }): ReactElement {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [checks, setChecks] = useState<readonly AccountCheck[] | "busy" | null>(null);
  const test = async (): Promise<void> => {
    setChecks("busy");
    setProblem(null);
    try {
      setChecks(await studio.accounts.inspect.mutate());
    } catch (error) {
      setChecks(null);
      setProblem(toProblem(error));
    }
  };
  return (
    <>
      <div className="flex flex-col gap-3 rounded-lg border border-line bg-raised px-4 py-3.5">
        <Facts status={status} />
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={checks === "busy"} onClick={() => void test()}>
            {checks === "busy" ? words.testing : words.test}
          </Button>
          <Button size="sm" icon={Unlink} onClick={() => void unlink(status).then(setProblem)}>
            {words.unlink}
          </Button>
        </div>
        {Array.isArray(checks) && <Checks checks={checks} />}
        {problem !== null && <ProblemNote problem={problem} />}
      </div>
      <DeployedPlatform platform={status.platform} hasDomain={status.domain !== null} />
      <TokenPermissions />
    </>
  );
}

function Facts({ status }: { readonly status: AccountStatus }): ReactElement {
  const appId = useCurrentApp((current) => current.appId);
  const domain = previewDomain(status);
  const address =
    appId === null || domain === null
      ? null
      : `https://${hostLabel("preview", scriptName(appId))}.${domain}`;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
      <dt className="text-fg-3">{words.accountId}</dt>
      <dd className="font-mono text-xs leading-5 break-all text-fg">{status.accountId}</dd>
      <dt className="text-fg-3">{words.domain}</dt>
      <dd className="text-fg">{status.domain ?? words.noDomain}</dd>
      {address !== null && (
        <>
          <dt className="text-fg-3">{words.address}</dt>
          <dd className="flex min-w-0 items-center gap-2 text-fg">
            <span className="truncate">{address}</span>
            <Button
              size="sm"
              tone="quiet"
              icon={ExternalLink}
              onClick={() => window.open(address, "_blank", "noopener")}
            >
              {words.openAddress}
            </Button>
          </dd>
        </>
      )}
    </dl>
  );
}

function Checks({ checks }: { readonly checks: readonly AccountCheck[] }): ReactElement {
  return (
    <ul role="status" className="flex flex-col gap-1.5 border-t border-line pt-3 text-sm">
      {checks.map(({ id, problem }) => (
        <li key={id} className="flex items-start gap-2">
          {problem === null ? (
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ok" />
          ) : (
            <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-err" />
          )}
          <span className="flex flex-col">
            <span className="text-fg">{words.checks[id]}</span>
            {problem !== null && (
              <span className="text-xs text-fg-2">
                {problem.message} {problem.next}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

async function unlink({ accountId }: AccountStatus): Promise<Problem | null> {
  const sure = await confirm({ ...words.unlinkConfirm(accountId ?? ""), danger: false });
  if (!sure) return null;
  try {
    await studio.accounts.unlink.mutate();
    return null;
  } catch (error) {
    return toProblem(error);
  }
}
