import type { RecipeField } from "../../../../../common/contracts/recipeFields.ts";
import { camel, pascal, plural, sentence, singular, snake, wordsOf } from "../app/words.ts";

/** What a table holds, by all the names it has in code, on screen and in a database. */
export interface Entity {
  /** "Team members", "team member". */
  readonly title: string;
  readonly one: string;
  /** `TeamMember`, `teamMembers`, `team_members`. */
  readonly type: string;
  readonly list: string;
  readonly table: string;
  readonly fields: readonly EntityField[];
}

export interface EntityField extends RecipeField {
  /** `dueDate`. */
  readonly key: string;
  /** "Due date". */
  readonly label: string;
}

/** @param name of one or of many, such as "Customer" or "customers". */
export function entityOf(name: string, fields: readonly RecipeField[]): Entity {
  const words = wordsOf(name);
  const before = words.slice(0, -1);
  const single = singular(words.at(-1) ?? "");
  const one = [...before, single].join(" ");
  const many = [...before, plural(single)].join(" ");
  return {
    title: sentence(many),
    one,
    type: pascal(one),
    list: camel(many),
    table: snake(many),
    fields: fields.map((field) => ({
      ...field,
      key: camel(field.name),
      label: sentence(field.name),
    })),
  };
}
