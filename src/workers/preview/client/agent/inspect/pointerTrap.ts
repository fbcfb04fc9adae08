/** What the person does with pointer and keys while inspecting. */
export interface InspectEvents {
  readonly onHover: (element: Element | null) => void;
  readonly onPick: (element: Element, options: { add: boolean }) => void;
  readonly onWalk: (to: "parent" | "child" | "next" | "previous") => void;
  readonly onLeave: () => void;
}

const SWALLOWED = [
  "pointerdown",
  "pointerup",
  "mousedown",
  "mouseup",
  "dblclick",
  "auxclick",
  "contextmenu",
  "touchstart",
  "touchend",
  "dragstart",
  "submit",
] as const;

const WALKS: Readonly<Record<string, "parent" | "child" | "next" | "previous">> = {
  ArrowUp: "parent",
  ArrowDown: "child",
  ArrowRight: "next",
  ArrowLeft: "previous",
};

/** Takes pointer and keys from the app while it is set, before the app's own listeners. */
export class PointerTrap {
  readonly #events: InspectEvents;
  #isSet = false;

  constructor(events: InspectEvents) {
    this.#events = events;
  }

  set(on: boolean): void {
    if (on === this.#isSet) return;
    this.#isSet = on;
    const change = on ? addEventListener : removeEventListener;
    const options = { capture: true, passive: false };
    change("pointermove", this.#move, options);
    change("click", this.#click, options);
    change("keydown", this.#key, options);
    document.documentElement[on ? "addEventListener" : "removeEventListener"](
      "pointerleave",
      this.#leave,
    );
    for (const type of SWALLOWED) change(type, swallow, options);
    if (!on) this.#events.onHover(null);
  }

  readonly #move = (event: Event): void => {
    this.#events.onHover(targetOf(event));
  };

  readonly #leave = (): void => this.#events.onHover(null);

  readonly #click = (event: Event): void => {
    swallow(event);
    const element = targetOf(event);
    // Only a person picks: a script's click would move the editor under their hands.
    if (element === null || !event.isTrusted) return;
    // The press was kept from the page, and so did not bring the keyboard along.
    window.focus();
    this.#events.onPick(element, { add: event instanceof MouseEvent && event.shiftKey });
  };

  readonly #key = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey) return;
    const walk = WALKS[event.key];
    if (walk === undefined && event.key !== "Escape") return;
    swallow(event);
    if (walk === undefined) this.#events.onLeave();
    else this.#events.onWalk(walk);
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Looks into open shadow trees. */
function targetOf(event: Event): Element | null {
  const [target] = event.composedPath();
  return target instanceof Element && target !== document.documentElement ? target : null;
}
