import type { FilePart, TextPart } from "ai";
import type { AppId } from "../../../../common/apps/appId.ts";
import { unreachable } from "../../../../common/base/assert.ts";
import type { Attachment } from "../../../../common/contracts/chat.ts";
import type { ContextSources } from "./contextPorts.ts";
import type { ContextRequest } from "./contextRequest.ts";
import { fenced } from "./fenced.ts";

/** About 8,000 tokens of one file; the model reads the rest with a tool. */
const MAX_FILE_CHARACTERS = 32_000;
/** What the strictest of the providers takes. */
const MAX_IMAGE_BYTES = 4_500_000;

/** What the person attached, as parts of their message: text is fenced as data. */
export async function attachmentParts(
  request: Pick<ContextRequest, "app" | "attachments" | "acceptsImages">,
  sources: ContextSources,
): Promise<readonly (TextPart | FilePart)[]> {
  const { app, attachments, acceptsImages } = request;
  return Promise.all(
    attachments.map((attachment) =>
      attachment.kind === "image"
        ? imagePart(attachment, sources, acceptsImages)
        : textPart(app.id, attachment, sources),
    ),
  );
}

async function imagePart(
  image: Extract<Attachment, { kind: "image" }>,
  sources: ContextSources,
  accepted: boolean,
): Promise<TextPart | FilePart> {
  if (!accepted) return note(`The image ${image.name} is attached; this model takes no images.`);
  const bytes = await sources.body(image.body);
  if (bytes === null) return note(`The image ${image.name} was attached and is no longer kept.`);
  if (bytes.byteLength > MAX_IMAGE_BYTES) {
    return note(`The image ${image.name} is attached, and too large to be sent.`);
  }
  // Base64, not bytes: a question is kept as JSON.
  const data = Buffer.from(bytes).toString("base64");
  return { type: "file", data, mediaType: image.mime, filename: image.name };
}

async function textPart(
  appId: AppId,
  attachment: Exclude<Attachment, { kind: "image" }>,
  sources: ContextSources,
): Promise<TextPart> {
  switch (attachment.kind) {
    case "file": {
      const text = await sources.files.read(appId, attachment.path);
      if (text === null) return note(`${attachment.path} is attached and cannot be read as text.`);
      const cut = text.length > MAX_FILE_CHARACTERS;
      const shown = cut ? `${text.slice(0, MAX_FILE_CHARACTERS)}\n(cut)` : text;
      return { type: "text", text: fenced("file", attachment.path, shown) };
    }
    case "selection": {
      const { path, firstLine, lastLine, text } = attachment;
      const title = `Selected in ${path}, lines ${firstLine} to ${lastLine}`;
      return { type: "text", text: fenced("selection", title, text) };
    }
    case "console":
      return { type: "text", text: fenced("console", "From the preview", attachment.text) };
    case "element": {
      const { label, path, line, text } = attachment;
      const place = path === null ? "" : ` at ${path}${line === null ? "" : `:${line}`}`;
      const title = `Element of the preview, ${label}${place}`;
      return { type: "text", text: fenced("element", title, text) };
    }
    default:
      return unreachable(attachment);
  }
}

function note(text: string): TextPart {
  return { type: "text", text: `(${text})` };
}
