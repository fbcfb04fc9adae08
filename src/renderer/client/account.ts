import type { AccountStatus } from "../../common/contracts/accounts.ts";
import { createFact, followFact } from "./fact.ts";
import { studio } from "./studio.ts";

/** The linked Cloudflare account; never its token. */
export const useAccount = createFact<AccountStatus>();

export function followAccount(): () => void {
  return followFact(useAccount, (handlers) => studio.accounts.watch.subscribe(undefined, handlers));
}
