import { create } from "zustand";
import {
  MAX_INPUT,
  type TerminalId,
  type TerminalSize,
} from "../../../common/contracts/terminal.ts";
import type { Problem } from "../../../common/contracts/problem.ts";
import { studio, toProblem } from "../../client/studio.ts";
import { DEFAULT_SETTINGS } from "../../client/settings.ts";
import { useSettings } from "../../client/facts.ts";
import { text } from "../../messages/text.ts";
import { openAddress, openMention, resolveMention } from "./links.ts";
import { copySelection, isPasteKey, pasteInto } from "./clipboard.ts";
import { loadScreens, type TerminalScreen } from "./xterm/load.ts";

interface ScreenStates {
  /** What programs call themselves, by terminal. */
  readonly titles: ReadonlyMap<TerminalId, string>;
  /** Where the link below the pointer leads; null when there is none. */
  readonly hovered: string | null;
  /** Why a terminal cannot be read. */
  readonly problems: ReadonlyMap<TerminalId, Problem>;
}

export const useScreens = create<ScreenStates>(() => ({
  titles: new Map(),
  hovered: null,
  problems: new Map(),
}));

interface Opened {
  readonly screen: TerminalScreen;
  readonly stop: () => void;
}

const opened = new Map<TerminalId, Promise<Opened>>();
const ready = new Map<TerminalId, TerminalScreen>();

/** So that a new shell begins in the size that it will be shown in. */
let size: TerminalSize = { columns: 80, rows: 24 };

export function lastSize(): TerminalSize {
  return size;
}

/** The screen of a terminal, when it was shown before. */
export function screenOf(id: TerminalId): TerminalScreen | undefined {
  return ready.get(id);
}

/** The screen of a terminal; it reads from the host from now on. */
export async function openScreen(id: TerminalId): Promise<TerminalScreen> {
  const known = opened.get(id) ?? open(id);
  opened.set(id, known);
  return (await known).screen;
}

/** Lets go of all screens but those of the given terminals. */
export function disposeScreens(kept: readonly TerminalId[]): void {
  for (const [id, opening] of opened) {
    if (kept.includes(id)) continue;
    opened.delete(id);
    ready.delete(id);
    void opening.then(({ screen, stop }) => {
      stop();
      screen[Symbol.dispose]();
    });
  }
}

export function setFontSizes(fontSize: number): void {
  for (const screen of ready.values()) screen.setFontSize(fontSize);
}

async function open(id: TerminalId): Promise<Opened> {
  const { TerminalScreen: Screen } = await loadScreens();
  const reader = crypto.randomUUID();
  const fontSize = (useSettings.getState().value ?? DEFAULT_SETTINGS)["terminal.fontSize"];
  const pace = new Pace(id, reader);
  const screen = new Screen(
    {
      type: (data) => send(id, data),
      resize: (now) => resized(id, now),
      drawn: (offset) => pace.drawn(offset),
      resolve: resolveMention,
      openFile: openMention,
      openAddress,
      hover: (hovered) => useScreens.setState({ hovered }),
      title: (title) => setTitle(id, title),
      key: (event, of) => handleKey(event, of),
      paste: (pasted) => void pasteInto(screen, pasted),
    },
    { fontSize, label: text.terminal.title },
  );
  if (opened.has(id)) ready.set(id, screen);
  return { screen, stop: read(id, reader, screen) };
}

function read(id: TerminalId, reader: string, screen: TerminalScreen): () => void {
  const reading = studio.terminals.read.subscribe(
    { id, reader },
    {
      onData: (piece) => screen.write(Number(piece.id), piece.data),
      onError: (error) => setProblem(id, toProblem(error)),
    },
  );
  return () => reading.unsubscribe();
}

const ACKNOWLEDGE_EVERY = 32_768;

/** Tells the host how far the drawing is, often enough that a program is not made to wait. */
class Pace {
  readonly #id: TerminalId;
  readonly #reader: string;
  #told = 0;

  constructor(id: TerminalId, reader: string) {
    this.#id = id;
    this.#reader = reader;
  }

  drawn(offset: number): void {
    if (offset - this.#told < ACKNOWLEDGE_EVERY) return;
    this.#told = offset;
    const input = { id: this.#id, reader: this.#reader, offset };
    // When it does not arrive, the contact is lost, and reading begins anew.
    studio.terminals.acknowledge.mutate(input).catch(() => undefined);
  }
}

function send(id: TerminalId, data: string): void {
  for (let at = 0; at < data.length; at += MAX_INPUT) {
    const part = data.slice(at, at + MAX_INPUT);
    studio.terminals.write.mutate({ id, data: part }).catch((error: unknown) => {
      const problem = toProblem(error);
      // That it has ended is told by the list.
      if (problem.code !== "not-found") setProblem(id, problem);
    });
  }
}

const RESIZE_MS = 60;
const resizing = new Map<TerminalId, ReturnType<typeof setTimeout>>();

/** While an edge is dragged only the size it comes to rest at matters. */
function resized(id: TerminalId, now: TerminalSize): void {
  size = now;
  clearTimeout(resizing.get(id));
  const tell = (): void => {
    resizing.delete(id);
    // A shell that has ended needs no size.
    studio.terminals.resize.mutate({ id, size: now }).catch(() => undefined);
  };
  resizing.set(id, setTimeout(tell, RESIZE_MS));
}

/** False where the terminal's programs must not see the key. */
function handleKey(event: KeyboardEvent, screen: TerminalScreen): boolean {
  if (event.type !== "keydown") return true;
  if (copySelection(event, screen)) {
    event.preventDefault();
    return false;
  }
  // The browser answers it with the event that brings the text.
  if (isPasteKey(event)) return false;
  return true;
}

function setTitle(id: TerminalId, title: string): void {
  useScreens.setState(({ titles }) => ({ titles: new Map(titles).set(id, title) }));
}

function setProblem(id: TerminalId, problem: Problem): void {
  useScreens.setState(({ problems }) => ({ problems: new Map(problems).set(id, problem) }));
}
