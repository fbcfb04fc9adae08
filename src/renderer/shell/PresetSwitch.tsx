import type { ReactElement } from "react";
import { text } from "../messages/text.ts";
import { runCommand } from "../ui/commands.ts";
import { Segmented } from "../ui/Segmented.tsx";
import type { Preset } from "./arrangement.ts";
import { useFrame } from "./frame.ts";
import { useKeyOf } from "./keybindings.ts";

const words = text.shell.presets;

export function PresetSwitch(): ReactElement {
  const preset = useFrame((memory) => memory.preset);
  const build = useKeyOf("view.preset.build");
  const design = useKeyOf("view.preset.design");
  const admin = useKeyOf("view.preset.admin");
  return (
    <Segmented<Preset>
      label={words.label}
      value={preset}
      onChange={(chosen) => runCommand(`view.preset.${chosen}`)}
      segments={[
        { id: "build", label: words.build, hint: words.buildHint, keys: build },
        { id: "design", label: words.design, hint: words.designHint, keys: design },
        { id: "admin", label: words.admin, hint: words.adminHint, keys: admin },
      ]}
    />
  );
}
