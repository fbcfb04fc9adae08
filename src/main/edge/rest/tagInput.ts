import { z } from "zod";

/** A comma or an ampersand would break the filter `tags=a:yes,b:no`, so neither is taken. */
export const Tags = z
  .array(
    z
      .string()
      .min(1)
      .max(63)
      .regex(/^[^,&]+$/, "may not hold a comma or an ampersand"),
  )
  .max(8, "a script has at most 8 tags");

export interface TagFilter {
  readonly tag: string;
  readonly has: boolean;
}

/** `a:yes,b:no`: a script has tag a and has not tag b. */
export function tagFilters(text: string | null): TagFilter[] {
  if (text === null || text === "") return [];
  return text.split(",").map((filter) => {
    const [tag = "", wanted] = filter.split(":");
    return { tag, has: wanted !== "no" };
  });
}
