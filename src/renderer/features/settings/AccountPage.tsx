import type { ReactElement } from "react";
import { useAccount } from "../../client/account.ts";
import { text } from "../../messages/text.ts";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { LinkAccount } from "./LinkAccount.tsx";
import { LinkedAccount } from "./LinkedAccount.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { Section } from "./Section.tsx";

const words = text.settings.account;

/** The Cloudflare account that previews are mirrored to: linking, what it needs, unlinking. */
export function AccountPage(): ReactElement {
  const { value: status, problem } = useAccount();
  return (
    <Section title={words.title} hint={words.hint}>
      {problem !== null && <ProblemNote problem={problem} />}
      {status === null && problem === null && <Skeleton rows={4} />}
      {status !== null && status.problem !== null && <ProblemNote problem={status.problem} />}
      {status !== null &&
        (status.accountId === null ? <LinkAccount /> : <LinkedAccount status={status} />)}
    </Section>
  );
}
