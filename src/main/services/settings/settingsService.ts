import { Emitter, type Listen } from "../../../common/base/event.ts";
import type { Log } from "../../../common/base/log.ts";
import { Settings } from "../../../common/contracts/studio.ts";

/** Where settings are kept: studio.db. */
export interface SettingRepository {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

const KEY = "studio";

/** What Studio remembers for the person. */
export class SettingsService {
  readonly #repository: SettingRepository;
  readonly #changed = new Emitter<Settings>();
  #value: Settings;

  readonly onChange: Listen<Settings> = this.#changed.on;

  constructor(repository: SettingRepository, log: Log) {
    this.#repository = repository;
    this.#value = read(repository, log);
  }

  get value(): Settings {
    return this.#value;
  }

  /** Replaces the given settings, each as a whole; others stay. */
  set(change: Partial<Settings>): void {
    const next = Settings.parse({ ...this.#value, ...change });
    this.#repository.set(KEY, JSON.stringify(next));
    this.#value = next;
    this.#changed.fire(next);
  }
}

/** A setting that another version of Studio wrote must not cost the person all the others. */
function read(repository: SettingRepository, log: Log): Settings {
  const stored: unknown = JSON.parse(repository.get(KEY) ?? "{}");
  const whole = Settings.safeParse(stored);
  if (whole.success) return whole.data;
  log.warn("settings not understood", { issues: whole.error.message });
  const entries = Object.entries(stored ?? {}).filter(
    ([name, value]) => Settings.partial().safeParse({ [name]: value }).success,
  );
  return Settings.parse(Object.fromEntries(entries));
}
