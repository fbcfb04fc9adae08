import { z } from "zod";
import { create } from "zustand";
import { useSettings } from "../../client/facts.ts";
import { keysOrder, runPageKey } from "./pageKeys.ts";
import { currentPath, type PageHistory, START, stepped, visited } from "./pageHistory.ts";

interface PageState {
  readonly history: PageHistory;
  readonly title: string;
  /** The page of this load has said where it is: it is ours, and it runs. */
  readonly greeted: boolean;
  /** A page was asked for, and none has come yet, not even one that is not ours. */
  readonly loading: boolean;
}

const FRESH: PageState = { history: START, title: "", greeted: false, loading: false };

/** The page in the preview, as it describes itself. */
export const usePage = create<PageState>()(() => FRESH);

/** Sent by the script that every served page loads first. A page may lie about itself only. */
const PageHello = z.object({
  type: z.literal("studio:page"),
  path: z.string().max(4096).startsWith("/"),
  title: z.string().max(1000),
});

/** A key that the page passed on; what it does is decided here. */
const PageKey = z.object({ type: z.literal("studio:key"), key: z.string().max(60) });

/** How long a page may take to reload by itself, which keeps its scroll, before it is loaded anew. */
const RELOAD_MS = 3000;

/**
 * The preview's iframe: another origin, so all that is known of the page comes as messages from
 * exactly that window and origin, and all that is asked of it goes to exactly that origin.
 */
export class PageFrame implements Disposable {
  readonly #frame: HTMLIFrameElement;
  readonly #url: URL;
  readonly #stopFollowing: () => void;
  #unanswered: ReturnType<typeof setTimeout> | undefined;

  constructor(frame: HTMLIFrameElement, previewUrl: string) {
    this.#frame = frame;
    this.#url = new URL(previewUrl);
    window.addEventListener("message", this.#hear);
    frame.addEventListener("load", loaded);
    this.#stopFollowing = useSettings.subscribe(({ value }, before) => {
      if (value?.keybindings !== before.value?.keybindings) this.#sendKeys();
    });
    this.#load(currentPath(usePage.getState().history));
  }

  navigate(path: string): void {
    usePage.setState(({ history }) => ({ history: visited(history, path) }));
    this.#load(path);
  }

  step(by: 1 | -1): void {
    const { history } = usePage.getState();
    const next = stepped(history, by);
    if (next === history) return;
    usePage.setState({ history: next });
    this.#load(currentPath(next));
  }

  reload(): void {
    const path = currentPath(usePage.getState().history);
    if (!usePage.getState().greeted) {
      this.#load(path);
      return;
    }
    usePage.setState({ greeted: false, loading: true });
    this.#frame.contentWindow?.postMessage({ type: "studio:reload" }, this.#url.origin);
    this.#unanswered = setTimeout(() => this.#load(path), RELOAD_MS);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#unanswered);
    this.#stopFollowing();
    window.removeEventListener("message", this.#hear);
    this.#frame.removeEventListener("load", loaded);
    usePage.setState({ greeted: false, loading: false });
  }

  #load(path: string): void {
    clearTimeout(this.#unanswered);
    usePage.setState({ greeted: false, loading: true });
    const target = new URL(path, this.#url);
    // A path of the page's own telling must not lead the frame to another origin.
    this.#frame.src = target.origin === this.#url.origin ? target.href : this.#url.href;
  }

  #sendKeys(): void {
    this.#frame.contentWindow?.postMessage(keysOrder(), this.#url.origin);
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== this.#frame.contentWindow || event.origin !== this.#url.origin) return;
    const pressed = PageKey.safeParse(event.data).data;
    if (pressed !== undefined) return runPageKey(pressed.key, this.#frame);
    const hello = PageHello.safeParse(event.data).data;
    if (hello === undefined) return;
    clearTimeout(this.#unanswered);
    this.#sendKeys();
    usePage.setState(({ history }) => ({
      history: visited(history, hello.path),
      title: hello.title,
      greeted: true,
      loading: false,
    }));
  };
}

const loaded = (): void => usePage.setState({ loading: false });

/** Another app, another page. */
export function forgetPage(): void {
  usePage.setState(FRESH);
}
