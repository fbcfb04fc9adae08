import { expect, it } from "vitest";
import { toProblem } from "../../common/contracts/problem.ts";
import { noKeychain, systemKeychain } from "./keychain.ts";

it("answers null for a name it does not know, or says that there is no keychain", async () => {
  const answer = await systemKeychain
    .read("a name that only this test asks for")
    .catch((error: unknown) => toProblem(error).message);
  expect([null, "The computer's keychain cannot be used."]).toContain(answer);
});

it("keeps nothing for a data folder of its own, and says so", async () => {
  const refused = noKeychain.write("account", "secret").catch((error: unknown) => toProblem(error));
  expect(await refused).toMatchObject({ code: "no-permission" });
  expect(await noKeychain.read("account")).toBeNull();
});
