import { type FormEvent, type ReactElement, useState } from "react";
import { LinkAccountInput } from "../../../common/contracts/accounts.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { TokenPermissions } from "./TokenPermissions.tsx";

const words = text.settings.account;

interface Typed {
  readonly accountId: string;
  readonly token: string;
  readonly domain: string;
}

type Wrong = Partial<Record<keyof Typed, string>>;

/** Asks for an account and a token of it. */
export function LinkAccount(): ReactElement {
  const [typed, setTyped] = useState<Typed>({ accountId: "", token: "", domain: "" });
  const [wrong, setWrong] = useState<Wrong>({});
  const [state, setState] = useState<"idle" | "busy" | Problem>("idle");
  const field = (name: keyof Typed) => ({
    value: typed[name],
    error: wrong[name] ?? null,
    onChange: (event: { target: { value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const input = readInput(typed);
    setWrong(input.success ? {} : wrongOf(input.error.issues));
    if (!input.success) return;
    setState("busy");
    try {
      // Afterwards the status says that it is linked, and this form is gone with its token.
      await studio.accounts.link.mutate(input.data);
    } catch (error) {
      setState(toProblem(error));
    }
  };
  return (
    <>
      <form
        onSubmit={(event) => void submit(event)}
        className="flex flex-col gap-3.5 rounded-lg border border-line bg-raised px-4 py-4"
      >
        <Field
          label={words.accountId}
          hint={words.accountIdHint}
          spellCheck={false}
          {...field("accountId")}
        />
        <Field
          label={words.token}
          hint={words.tokenHint}
          type="password"
          autoComplete="off"
          {...field("token")}
        />
        <Field
          label={words.domain}
          hint={words.domainHint}
          placeholder="apps.example.com"
          spellCheck={false}
          {...field("domain")}
        />
        {typeof state === "object" && <ProblemNote problem={state} />}
        <div>
          <Button type="submit" tone="primary" busy={state === "busy"}>
            {state === "busy" ? words.linking : words.link}
          </Button>
        </div>
      </form>
      <TokenPermissions />
    </>
  );
}

function readInput({ accountId, token, domain }: Typed) {
  const named = domain.trim().toLowerCase();
  return LinkAccountInput.safeParse({
    accountId: accountId.trim().toLowerCase(),
    token: token.trim(),
    domain: named === "" ? null : named,
  });
}

function wrongOf(issues: readonly { readonly path: readonly PropertyKey[] }[]): Wrong {
  const names = new Set(issues.map(({ path }) => path[0]));
  return Object.fromEntries(
    (["accountId", "token", "domain"] as const)
      .filter((name) => names.has(name))
      .map((name) => [name, words.wrong[name]]),
  );
}
