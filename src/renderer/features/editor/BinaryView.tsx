import { type ReactElement, useCallback, useState } from "react";
import type { FileContent } from "../../../common/contracts/files.ts";
import { useCurrentApp } from "../../client/currentApp.ts";
import { formatBytes } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";
import { BytesView } from "./views/BytesView.tsx";
import { MAX_WHOLE_BYTES, type ViewedFile } from "./views/fileBytes.ts";
import { FontView } from "./views/FontView.tsx";
import { ImageView } from "./views/ImageView.tsx";
import { MediaView } from "./views/MediaView.tsx";

type BinaryContent = Extract<FileContent, { kind: "binary" }>;

const words = text.fileViews;

/** A file that is not text: as what its name says it is, else as its bytes. */
export function BinaryView({ content }: { readonly content: BinaryContent }): ReactElement | null {
  const appId = useCurrentApp((state) => state.appId);
  const { path, size, mime, hash } = content;
  if (appId === null) return null;
  return <KnownBinary key={hash} file={{ appId, path, size, mime, version: hash }} />;
}

/** The same for a version of a file of any size. */
export function KnownBinary({ file }: { readonly file: ViewedFile }): ReactElement {
  const [broken, setBroken] = useState(false);
  const onBroken = useCallback(() => setBroken(true), []);
  const kind = file.mime.slice(0, file.mime.indexOf("/"));
  const View = { image: ImageView, font: FontView, audio: MediaView, video: MediaView }[kind];
  if (View === undefined || file.size === 0) return <BytesView file={file} note={null} />;
  if (file.size > MAX_WHOLE_BYTES) {
    return <BytesView file={file} note={words.media.tooLarge(formatBytes(MAX_WHOLE_BYTES))} />;
  }
  if (broken) {
    const note = View === MediaView ? words.media.failed : words.notDecoded;
    return <BytesView file={file} note={note} />;
  }
  return <View file={file} onBroken={onBroken} />;
}
