import { Check, Copy } from "lucide-react";
import { isValidElement, type ComponentProps, type ReactElement, type ReactNode } from "react";
import { type Components, type ExtraProps, Streamdown } from "streamdown";
import { text } from "../../messages/text.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { useCopy } from "../../ui/useCopy.ts";
import { openLink } from "./openLink.ts";
import "./markdown.css";

const words = text.chat.markdown;

interface MarkdownProps {
  readonly source: string;
  /** More of it may come: what is open yet is shown as if it were closed. */
  readonly growing: boolean;
}

/**
 * Markdown of a model, which may have been talked into anything by what it read: tags are shown as
 * text, no image is ever loaded (its address could carry data away), and a link is opened only
 * after the person saw where it leads.
 */
export function Markdown({ source, growing }: MarkdownProps): ReactElement {
  return (
    <Streamdown
      className="chat-prose"
      mode={growing ? "streaming" : "static"}
      parseIncompleteMarkdown={growing}
      // The library's own plugins would let tags and images through.
      rehypePlugins={NONE}
      components={COMPONENTS}
      controls={false}
      linkSafety={UNSAFE_LINKS_OFF}
    >
      {source}
    </Streamdown>
  );
}

const NONE: [] = [];

/** `openLink` asks; the library's own question looks like another program's. */
const UNSAFE_LINKS_OFF = { enabled: false };

function Link({ href, children }: ComponentProps<"a"> & ExtraProps): ReactElement {
  const url = href ?? "";
  return (
    <a
      href={url}
      title={url}
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
      onClick={(event) => {
        event.preventDefault();
        void openLink(url);
      }}
      onAuxClick={(event) => event.preventDefault()}
    >
      {children}
    </a>
  );
}

function Picture({ alt }: ComponentProps<"img"> & ExtraProps): ReactElement {
  return (
    <span className="text-fg-3" title={words.noImagesHint}>
      {words.image(alt ?? "")}
    </span>
  );
}

function CodeBlock({ children }: ComponentProps<"pre"> & ExtraProps): ReactElement {
  const { copied, copy } = useCopy();
  return (
    <div className="group/code relative">
      <pre
        tabIndex={0}
        className="max-h-90 overflow-auto rounded-md border border-line bg-raised p-2.5 text-xs leading-4.5"
      >
        {children}
      </pre>
      <span className="absolute top-1 right-1 rounded-md bg-raised opacity-0 group-hover/code:opacity-100 focus-within:opacity-100">
        <IconButton
          size="sm"
          icon={copied ? Check : Copy}
          label={copied ? text.ui.copied : words.copyCode}
          onClick={() => void copy(plainText(children))}
        />
      </span>
    </div>
  );
}

function plainText(node: ReactNode): string {
  if (typeof node === "string") return node;
  if (Array.isArray(node)) return node.map((child: ReactNode) => plainText(child)).join("");
  if (!isValidElement<{ children?: ReactNode }>(node)) return "";
  return plainText(node.props.children);
}

/** Plain tags in place of the library's, which bring colours and controls of their own. */
const COMPONENTS: Components = {
  h1: "h1",
  h2: "h2",
  h3: "h3",
  h4: "h4",
  h5: "h5",
  h6: "h6",
  p: "p",
  ul: "ul",
  ol: "ol",
  li: "li",
  blockquote: "blockquote",
  hr: "hr",
  strong: "strong",
  table: "table",
  thead: "thead",
  tbody: "tbody",
  tr: "tr",
  th: "th",
  td: "td",
  sup: "sup",
  sub: "sub",
  section: "section",
  code: "code",
  a: Link,
  img: Picture,
  pre: CodeBlock,
};
