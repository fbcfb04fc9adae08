import "@xterm/xterm/css/xterm.css";
import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import {
  SCROLLBACK_LINES,
  type TerminalOutput,
  type TerminalSize,
} from "../../../../common/contracts/terminal.ts";
import { cleanTitle } from "../titles.ts";
import { fileLinks, type FileLinkActs } from "./fileLinks.ts";
import { findText, type Match } from "./findText.ts";
import { screenTheme } from "./screenTheme.ts";

export interface ScreenActs extends Pick<FileLinkActs, "resolve" | "hover"> {
  /** What the person types, and what programs ask the terminal. */
  readonly type: (data: string) => void;
  readonly resize: (size: TerminalSize) => void;
  /** Everything up to an offset is drawn. */
  readonly drawn: (offset: number) => void;
  readonly openFile: FileLinkActs["open"];
  readonly openAddress: (event: MouseEvent, address: string) => void;
  readonly title: (title: string) => void;
  /** False keeps a key from the programs; it may have been acted on. */
  readonly key: (event: KeyboardEvent, screen: TerminalScreen) => boolean;
  readonly paste: (text: string) => void;
}

/** Smaller than this it is folded away, and its size means nothing. */
const MIN_PIXELS = 24;

/** What draws one terminal. It goes on drawing while it is not in sight. */
export class TerminalScreen implements Disposable {
  /** To be put where it is to be seen. */
  readonly element = document.createElement("div");
  readonly #acts: ScreenActs;
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #themes: MutationObserver;
  #replaying = 0;
  #isOpen = false;

  constructor(acts: ScreenActs, options: { readonly fontSize: number; readonly label: string }) {
    this.#acts = acts;
    this.element.className = "h-full w-full";
    this.#terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: false,
      cursorInactiveStyle: "outline",
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--font-mono"),
      fontSize: options.fontSize,
      lineHeight: 1.2,
      // Colours are the programs' choice, whether they can be read is ours.
      minimumContrastRatio: 4.5,
      scrollback: SCROLLBACK_LINES,
      theme: screenTheme(),
      linkHandler: {
        activate: (event, address) => acts.openAddress(event, address),
        // The text of such a link may say anything: what is shown is where it leads.
        hover: (_event, address) => acts.hover(address),
        leave: () => acts.hover(null),
      },
    });
    this.#listen(options.label);
    this.#themes = new MutationObserver(() => (this.#terminal.options.theme = screenTheme()));
    this.#themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  /** Draws it in its element, which stands in the document by now, as large as that allows. */
  show(): void {
    if (!this.#isOpen) this.#terminal.open(this.element);
    this.#isOpen = true;
    this.fit();
  }

  fit(): void {
    const { clientWidth, clientHeight } = this.element;
    if (!this.#isOpen || clientWidth < MIN_PIXELS || clientHeight < MIN_PIXELS) return;
    this.#fit.fit();
  }

  write(offset: number, { reset, replayed, data }: TerminalOutput): void {
    if (replayed) this.#replaying += 1;
    // Not by a call: what was written before may not be drawn yet.
    this.#terminal.write(reset ? `${RESET}${data}` : data, () => {
      if (replayed) this.#replaying -= 1;
      this.#acts.drawn(offset);
    });
  }

  get size(): TerminalSize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  get selection(): string {
    return this.#terminal.getSelection();
  }

  /** A program has the whole screen, as editors and pagers do. */
  get isFullScreen(): boolean {
    return this.#terminal.buffer.active.type === "alternate";
  }

  /** The program holds pasted lines until Enter. */
  get isBracketed(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  focus(): void {
    this.#terminal.focus();
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  paste(text: string): void {
    this.#terminal.paste(text);
    this.#terminal.scrollToBottom();
  }

  clear(): void {
    this.#terminal.clear();
  }

  selectAll(): void {
    this.#terminal.selectAll();
  }

  clearSelection(): void {
    this.#terminal.clearSelection();
  }

  setFontSize(fontSize: number): void {
    this.#terminal.options.fontSize = fontSize;
    this.fit();
  }

  find(query: string): readonly Match[] {
    return findText(this.#terminal.buffer.active, this.#terminal.cols, query);
  }

  reveal({ start, length }: Match): void {
    this.#terminal.select(start.column, start.row, length);
    this.#terminal.scrollToLine(Math.max(0, start.row - Math.floor(this.#terminal.rows / 2)));
  }

  [Symbol.dispose](): void {
    this.#themes.disconnect();
    this.#terminal.dispose();
    this.element.remove();
  }

  #listen(label: string): void {
    const terminal = this.#terminal;
    const acts = this.#acts;
    terminal.loadAddon(this.#fit);
    terminal.loadAddon(
      new WebLinksAddon((event, address) => acts.openAddress(event, address), {
        hover: (_event, address) => acts.hover(address),
        leave: () => acts.hover(null),
      }),
    );
    terminal.registerLinkProvider(
      fileLinks(terminal, { resolve: acts.resolve, hover: acts.hover, open: acts.openFile }),
    );
    // Output must not write to the person's clipboard, whatever it asks.
    terminal.parser.registerOscHandler(OSC_CLIPBOARD, () => true);
    terminal.attachCustomKeyEventHandler((event) => acts.key(event, this));
    terminal.onData((data) => {
      // What an earlier page has answered must not be answered again.
      if (this.#replaying === 0) acts.type(data);
    });
    terminal.onBinary((data) => acts.type(data));
    terminal.onResize(({ cols, rows }) => acts.resize({ columns: cols, rows }));
    terminal.onTitleChange((title) => acts.title(cleanTitle(title)));
    this.element.addEventListener("paste", (event) => this.#pasted(event), { capture: true });
    this.element.setAttribute("aria-label", label);
    this.element.setAttribute("role", "group");
  }

  #pasted(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.#acts.paste(event.clipboardData?.getData("text/plain") ?? "");
  }
}

/** Forgets the screen, what was above it, and all modes. */
const RESET = "\u001bc\u001b[3J";

const OSC_CLIPBOARD = 52;
