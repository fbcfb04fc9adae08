import { Tabs as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

export interface TabItem {
  readonly id: string;
  readonly title: string;
  readonly badge?: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** What stands at the end of the row of tabs. */
  readonly actions?: ReactNode;
  /** The chosen tab's content. */
  readonly children: ReactNode;
}

/** A row of tabs with the chosen one's content below. Arrow keys move between tabs. */
export function Tabs({
  label,
  items,
  value,
  onChange,
  actions,
  children,
}: TabsProps): ReactElement {
  return (
    <Primitive.Root
      value={value}
      onValueChange={onChange}
      className="flex h-full min-h-0 min-w-0 flex-col"
    >
      <div className="flex h-8.5 shrink-0 items-center border-b border-line pr-1.5">
        <Primitive.List
          aria-label={label}
          className="flex h-full min-w-0 flex-1 items-stretch overflow-x-auto pl-1"
        >
          {items.map((item) => (
            <Primitive.Trigger
              key={item.id}
              value={item.id}
              className="flex items-center gap-1.5 px-2.5 text-xs whitespace-nowrap text-fg-2 transition-colors duration-100 hover:text-fg data-[state=active]:font-semibold data-[state=active]:text-fg data-[state=active]:shadow-[inset_0_-2px_var(--accent)]"
            >
              {item.title}
              {item.badge}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        {actions}
      </div>
      <Primitive.Content value={value} tabIndex={-1} className="min-h-0 flex-1 outline-none">
        {children}
      </Primitive.Content>
    </Primitive.Root>
  );
}
