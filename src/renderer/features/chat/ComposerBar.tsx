import {
  Hammer,
  ListChecks,
  MessageCircleQuestion,
  Paperclip,
  Shield,
  ShieldCheck,
  ShieldOff,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactElement } from "react";
import { ApprovalLevel, ChatMode } from "../../../common/contracts/chat.ts";
import { changeChoice, useChatChoice } from "../../client/providers.ts";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { MenuItem } from "../../ui/menuItems.ts";
import { attach, useComposer } from "./composerState.ts";
import { attachables, attachImages } from "./attaching.ts";
import { attempt } from "./attempt.ts";
import { ModelPicker } from "./ModelPicker.tsx";

const words = text.chat.composer;

const MODE_ICONS: Record<ChatMode, LucideIcon> = {
  build: Hammer,
  ask: MessageCircleQuestion,
  plan: ListChecks,
};
const LEVEL_ICONS: Record<ApprovalLevel, LucideIcon> = {
  ask: Shield,
  "auto-safe": ShieldCheck,
  "auto-all": ShieldOff,
};
const CONTROL =
  "inline-flex h-6 min-w-0 items-center gap-1 rounded-md px-1.5 text-xs text-fg-2 hover:bg-hover hover:text-fg data-[state=open]:bg-active";

/** How a message is read: its mode, what may be done without asking, by which model. */
export function ComposerBar(): ReactElement {
  return (
    <>
      <AttachMenu />
      <ModeMenu />
      <LevelMenu />
      <ModelPicker />
    </>
  );
}

function ModeMenu(): ReactElement {
  const mode = useComposer((composer) => composer.mode);
  const Icon = MODE_ICONS[mode];
  const items = ChatMode.options.map((option): MenuItem => ({
    id: option,
    label: words.modes[option],
    hint: words.modeHints[option],
    icon: MODE_ICONS[option],
    checked: option === mode,
    run: () => useComposer.setState({ mode: option }),
  }));
  return (
    <Menu
      side="top"
      items={items}
      trigger={
        <button type="button" aria-label={words.mode(words.modes[mode])} className={CONTROL}>
          <Icon aria-hidden="true" className="size-3.5 shrink-0" />
          {words.modes[mode]}
        </button>
      }
    />
  );
}

function LevelMenu(): ReactElement {
  const level = useChatChoice(({ value }) => value?.approval) ?? "ask";
  const Icon = LEVEL_ICONS[level];
  const items = ApprovalLevel.options.map((option): MenuItem => ({
    id: option,
    label: words.levels[option],
    hint: words.levelHints[option],
    icon: LEVEL_ICONS[option],
    checked: option === level,
    run: () => void attempt(() => changeChoice({ approval: option })),
  }));
  return (
    <Menu
      side="top"
      items={items}
      trigger={
        <button
          type="button"
          aria-label={words.level(words.levels[level])}
          title={words.levels[level]}
          className={CONTROL}
        >
          <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        </button>
      }
    />
  );
}

function AttachMenu(): ReactElement {
  return (
    <Menu
      side="top"
      items={attachItems()}
      trigger={<IconButton size="sm" icon={Paperclip} label={words.attach} tooltipSide="top" />}
    />
  );
}

/** Made anew with each drawing: the composer is drawn when the menu is about to open. */
function attachItems(): readonly MenuItem[] {
  const now = attachables().map(({ id, label, attachment }): MenuItem => ({
    id,
    label,
    run: () => attach(attachment),
  }));
  return [...now, { id: "image", label: words.image, run: chooseImage }];
}

function chooseImage(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/png,image/jpeg,image/webp,image/gif";
  input.multiple = true;
  input.addEventListener("change", () => attachImages(input.files ?? []));
  input.click();
}
