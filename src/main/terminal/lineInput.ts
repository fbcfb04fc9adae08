/**
 * What a terminal device does for a program that has none: echoes keys, lets the line be mended,
 * and hands it over whole.
 */
export class LineInput {
  readonly #echo: (data: string) => void;
  readonly #send: (line: string) => void;
  readonly #interrupt: () => void;
  readonly #finish: () => void;
  #line = "";

  constructor(acts: {
    readonly echo: (data: string) => void;
    readonly send: (line: string) => void;
    /** Ctrl+C */
    readonly interrupt: () => void;
    /** Ctrl+D on an empty line. */
    readonly finish: () => void;
  }) {
    this.#echo = acts.echo;
    this.#send = acts.send;
    this.#interrupt = acts.interrupt;
    this.#finish = acts.finish;
  }

  type(data: string): void {
    // Arrow and function keys mean nothing here; as text they would litter the line.
    for (const key of data.replaceAll(ESCAPES, "")) this.#key(key);
  }

  #key(key: string): void {
    if (key === "\r" || key === "\n") this.#submit();
    else if (key === "\u007f" || key === "\b") this.#erase();
    else if (key === "\u0003") this.#cancel();
    else if (key === "\u0015") while (this.#line !== "") this.#erase();
    else if (key === "\u0004") this.#end();
    else if (key === "\t" || key >= " ") this.#add(key);
  }

  #add(key: string): void {
    this.#line += key;
    this.#echo(key);
  }

  #submit(): void {
    this.#echo("\r\n");
    this.#send(`${this.#line}\n`);
    this.#line = "";
  }

  #erase(): void {
    const last = Array.from(this.#line).at(-1);
    if (last === undefined) return;
    this.#line = this.#line.slice(0, -last.length);
    this.#echo("\b \b");
  }

  #cancel(): void {
    this.#line = "";
    this.#echo("^C\r\n");
    this.#interrupt();
  }

  #end(): void {
    if (this.#line === "") this.#finish();
  }
}

// oxlint-disable-next-line no-control-regex
const ESCAPES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?/g;
