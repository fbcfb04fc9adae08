import { Fragment, type ReactElement } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { text } from "../../messages/text.ts";
import { EditorGroup } from "./EditorGroup.tsx";
import { useEditor } from "./session.ts";

const words = text.editor;

/** Open files and comparisons, in one group of tabs or two beside each other. */
export function EditorView(): ReactElement {
  const groups = useEditor((state) => state.groups.groups);
  return (
    <section aria-label={words.title} className="h-full min-h-0 min-w-0 bg-raised">
      <Group id="editor-groups" className="h-full">
        {groups.map((group, at) => (
          <Fragment key={group.id}>
            {at > 0 && (
              <Separator
                aria-label={words.groups.resize}
                className="relative w-px shrink-0 bg-line transition-colors duration-100 outline-none data-[separator=active]:bg-accent data-[separator=focus]:bg-accent data-[separator=hover]:bg-line-strong"
              />
            )}
            <Panel id={`group-${group.id}`} minSize={140}>
              <EditorGroup group={group} />
            </Panel>
          </Fragment>
        ))}
      </Group>
    </section>
  );
}
