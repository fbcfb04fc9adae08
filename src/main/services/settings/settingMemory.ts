import { z } from "zod";
import type { Log } from "../../../common/base/log.ts";
import { isPreference } from "../../../common/contracts/settingFields.ts";
import { Settings } from "../../../common/contracts/studio.ts";
import type { LastGoodValues } from "./settingsFile.ts";

/** Where settings are kept that no file holds: studio.db. */
export interface SettingRepository {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

const KEY = "studio";
const Values = z.record(z.string(), z.unknown());
type Values = Readonly<Record<string, unknown>>;

/** What Studio remembers of the person without being told, such as the steps of the tour. */
export class Memory {
  readonly #repository: SettingRepository;
  readonly #log: Log;
  #value: Values;
  readonly #older: Values;

  constructor(repository: SettingRepository, log: Log) {
    this.#repository = repository;
    this.#log = log;
    const stored = this.#understood();
    this.#value = only(stored, (key) => !isPreference(key));
    this.#older = only(stored, isPreference);
  }

  get value(): Values {
    return this.#value;
  }

  set(change: Values): void {
    const { success, error } = Settings.safeParse(change);
    if (!success) throw error;
    this.#value = { ...this.#value, ...change };
    this.#repository.set(KEY, JSON.stringify(this.#value));
  }

  /** What an older Studio kept here and now belongs into the person's file. */
  olderPreferences(): Values {
    return this.#older;
  }

  /** A setting that another version of Studio wrote must not cost the person all the others. */
  #understood(): Values {
    const stored = parsed(this.#repository.get(KEY));
    return only(stored, (key) => {
      const good = Settings.partial().safeParse({ [key]: stored[key] }).success;
      if (!good) this.#log.warn("setting not understood", { key });
      return good;
    });
  }
}

/** The last values of a file that could be read, kept over a restart. */
export class LastGood implements LastGoodValues {
  readonly #repository: SettingRepository;
  readonly #key: string;

  constructor(repository: SettingRepository, key: string) {
    this.#repository = repository;
    this.#key = key;
  }

  read(): Values {
    return only(parsed(this.#repository.get(this.#key)), isPreference);
  }

  write(values: Values): void {
    const text = JSON.stringify(values);
    if (this.#repository.get(this.#key) !== text) this.#repository.set(this.#key, text);
  }
}

/** For an app's file: while Studio runs. */
export function inMemory(): LastGoodValues {
  let last: Values = {};
  return { read: () => last, write: (values) => void (last = values) };
}

function parsed(stored: string | undefined): Values {
  return Values.parse(JSON.parse(stored ?? "{}"));
}

function only(values: Values, wanted: (key: string) => boolean): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => wanted(key)));
}
