import { languages } from "monaco-editor/editor";
import { languagesOf, type LanguageServerId } from "../../../../common/contracts/language.ts";
import { studio } from "../../../client/studio.ts";
import { toRange } from "./positions.ts";
import { aboutPlace, ask } from "./questions.ts";

export function provideHovers(server: LanguageServerId): void {
  languages.registerHoverProvider([...languagesOf(server)], {
    provideHover: async (model, position, token) => {
      const hover = await ask(aboutPlace(model, position), token, (asked) =>
        studio.language.hover.query({ ...asked, server }),
      );
      if (hover === null) return null;
      return {
        // Not trusted: links in it run no commands.
        contents: [{ value: hover.contents }],
        ...(hover.range === null ? {} : { range: toRange(hover.range) }),
      };
    },
  });
}

const { SignatureHelpTriggerKind } = languages;

export function provideSignatures(): void {
  languages.registerSignatureHelpProvider([...languagesOf("typescript")], {
    signatureHelpTriggerCharacters: ["(", ",", "<"],
    signatureHelpRetriggerCharacters: [")"],
    provideSignatureHelp: async (model, position, token, context) => {
      const character =
        context.triggerKind === SignatureHelpTriggerKind.TriggerCharacter
          ? (context.triggerCharacter ?? null)
          : null;
      const retrigger = context.isRetrigger;
      const help = await ask(aboutPlace(model, position), token, (asked) =>
        studio.language.signatureHelp.query({ ...asked, character, retrigger }),
      );
      if (help === null) return null;
      const signatures = help.signatures.map((signature) => ({
        label: signature.label,
        ...documented(signature.documentation),
        ...(signature.activeParameter === null
          ? {}
          : { activeParameter: signature.activeParameter }),
        parameters: signature.parameters.map(({ label, documentation }) => ({
          label: typeof label === "string" ? label : ([label[0], label[1]] as [number, number]),
          ...documented(documentation),
        })),
      }));
      const { activeSignature, activeParameter } = help;
      return { value: { signatures, activeSignature, activeParameter }, dispose: () => undefined };
    },
  });
}

function documented(markdown: string | null): { documentation?: { value: string } } {
  return markdown === null ? {} : { documentation: { value: markdown } };
}
