import { Plus, Trash2 } from "lucide-react";
import { type ReactElement, useId } from "react";
import { z } from "zod";
import {
  RecipeField,
  RecipeFields,
  RecipeFieldType,
} from "../../../common/contracts/recipeFields.ts";
import type { RecipeView } from "../../../common/contracts/chat.ts";
import { text } from "../../messages/text.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";

const words = text.chat.recipes;

type Parameter = RecipeView["parameters"][number];

interface RecipeParameterProps {
  readonly parameter: Parameter;
  readonly value: unknown;
  /** It takes the keyboard when the form opens. */
  readonly focus: boolean;
  readonly onChange: (value: unknown) => void;
}

export function RecipeParameter(props: RecipeParameterProps): ReactElement {
  const { parameter, value, focus, onChange } = props;
  switch (parameter.kind) {
    case "text":
    case "identifier":
      return (
        <Field
          label={parameter.label}
          hint={parameter.help}
          value={typeof value === "string" ? value : ""}
          autoFocus={focus}
          spellCheck={parameter.kind === "text"}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "choice":
      return <Choice {...props} />;
    case "boolean":
      return (
        <label className="flex items-start gap-2 text-xs text-fg-2">
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
            className="mt-0.5 accent-(--accent-solid)"
          />
          <span>
            <span className="text-fg">{parameter.label}</span> {parameter.help}
          </span>
        </label>
      );
    case "fields":
      return <Fields {...props} />;
  }
}

const SELECT = "h-8 min-w-0 rounded-md border border-line-strong bg-raised px-1.5 text-sm text-fg";

function Choice({ parameter, value, onChange }: RecipeParameterProps): ReactElement {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-xs text-fg-2">
        {parameter.label}
      </label>
      <select
        id={id}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value)}
        className={SELECT}
      >
        {parameter.choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
      <p className="text-xs text-fg-3">{parameter.help}</p>
    </div>
  );
}

/** The columns of a table. */
function Fields({ parameter, value, onChange }: RecipeParameterProps): ReactElement {
  const fields = fieldsOf(value);
  const change = (index: number, changed: Partial<RecipeField>): void =>
    onChange(fields.map((field, at) => (at === index ? { ...field, ...changed } : field)));
  const problem = RecipeFields.safeParse(value).error?.issues[0]?.message;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-xs text-fg-2">{parameter.label}</legend>
      {fields.map((field, index) => (
        <div key={index} className="flex min-w-0 flex-wrap items-center gap-1">
          <input
            aria-label={words.fieldName(index + 1)}
            value={field.name}
            spellCheck={false}
            onChange={(event) => change(index, { name: event.target.value })}
            className={`${SELECT} w-0 min-w-20 flex-1 font-mono`}
          />
          <select
            aria-label={words.fieldType(index + 1)}
            value={field.type}
            onChange={(event) => change(index, { type: RecipeFieldType.parse(event.target.value) })}
            className={SELECT}
          >
            {RecipeFieldType.options.map((type) => (
              <option key={type} value={type}>
                {words.types[type]}
              </option>
            ))}
          </select>
          <label className="flex items-center gap-1 text-xs text-fg-2">
            <input
              type="checkbox"
              checked={field.required}
              onChange={(event) => change(index, { required: event.target.checked })}
              className="accent-(--accent-solid)"
            />
            {words.required}
          </label>
          <IconButton
            size="sm"
            icon={Trash2}
            label={words.removeField(index + 1)}
            onClick={() => onChange(fields.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div className="flex items-center gap-2">
        <Button
          size="sm"
          tone="quiet"
          icon={Plus}
          onClick={() => onChange([...fields, { name: "", type: "text", required: false }])}
        >
          {words.addField}
        </Button>
        <p className="text-xs text-fg-3">{problem ?? parameter.help}</p>
      </div>
    </fieldset>
  );
}

/** What is typed may be no good name yet. */
const TypedFields = z.array(RecipeField.extend({ name: z.string() }));

function fieldsOf(value: unknown): readonly RecipeField[] {
  return TypedFields.safeParse(value).data ?? [];
}
