import type {
  ProviderInput,
  ProviderKind,
  ProviderTest,
  ProviderView,
} from "../../../common/contracts/chat.ts";
import { changeChoice, chosenModel, useChatChoice, useProviders } from "../../client/providers.ts";
import { studio } from "../../client/studio.ts";
import { text } from "../../messages/text.ts";
import { confirm } from "../../ui/confirm.ts";
import { notify } from "../../ui/notifications.ts";
import { answerOf, attempt } from "./attempt.ts";

const words = text.chat.providers;

/** A provider's form as it is typed. */
export interface ProviderFields {
  /** Null until it is saved for the first time. */
  readonly id: string | null;
  readonly kind: ProviderKind;
  readonly title: string;
  readonly baseUrl: string;
  /** Empty leaves the kept one. It goes to the host and never comes back. */
  readonly key: string;
  /** With commas between. */
  readonly models: string;
}

export function emptyForm(kind: ProviderKind = "anthropic"): ProviderFields {
  return { id: null, kind, title: words.kinds[kind], baseUrl: "", key: "", models: "" };
}

export function formOf({ id, kind, title, baseUrl, models }: ProviderView): ProviderFields {
  const names = models.map((model) => model.id).join(", ");
  return { id, kind, title, baseUrl: baseUrl ?? "", key: "", models: names };
}

/** @returns its id; null when it was refused, which the person was told. */
export async function saveProvider(fields: ProviderFields): Promise<string | null> {
  const key = fields.key.trim();
  return answerOf(async () => {
    const saved = await studio.providers.save.mutate(inputOf(fields));
    if (key !== "") await keepKey(saved.id, key);
    await chooseFirst(saved);
    return saved.id;
  });
}

function inputOf({ id, kind, title, baseUrl, models }: ProviderFields): ProviderInput {
  const names = models.split(",").map((name) => name.trim());
  return {
    id,
    kind,
    title,
    baseUrl: baseUrl.trim() === "" ? null : baseUrl.trim(),
    models: names.filter((name) => name !== ""),
  };
}

async function keepKey(id: string, key: string): Promise<void> {
  const { isKept } = await studio.providers.setKey.mutate({ id, key });
  if (!isKept) notify({ level: "warning", title: words.notKept, body: words.notKeptBody });
}

/** The first provider is there to be used. */
async function chooseFirst({ id, models }: ProviderView): Promise<void> {
  const choice = useChatChoice.getState().value;
  const [first] = models;
  if (chosenModel(useProviders.getState().value, choice) !== null || first === undefined) return;
  await changeChoice({ provider: id, model: first.id });
}

/** Null when it could not be tried. */
export function testProvider(id: string): Promise<ProviderTest | null> {
  return answerOf(() => studio.providers.test.mutate({ id }));
}

/** @returns whether it is gone. */
export async function removeProvider({ id, title }: ProviderView): Promise<boolean> {
  const { title: question, body, action } = words.removal;
  const sure = await confirm({ title: question(title), body, action, danger: true });
  return sure && attempt(() => studio.providers.remove.mutate({ id }));
}
