import { Command as Cmdk } from "cmdk";
import { type ReactElement, useDeferredValue, useState } from "react";
import { text } from "../messages/text.ts";
import { Dialog, INITIAL_FOCUS } from "../ui/Dialog.tsx";
import { CommandRows } from "./CommandRows.tsx";
import { FileRows } from "./FileRows.tsx";
import { COMMANDS, closeOmni, useOmni } from "./omniState.ts";

/** Quick open and command palette in one box. */
export function Omni(): ReactElement {
  const { open, query } = useOmni();
  const deferred = useDeferredValue(query);
  const commands = query.startsWith(COMMANDS);
  const [chosen, setChosen] = useState("");
  return (
    <Dialog
      open={open}
      onClose={closeOmni}
      title={commands ? text.shell.omni.commands : text.shell.omni.files}
      description={text.shell.omni.description}
      size="md"
      bare
    >
      <Cmdk
        label={text.shell.omni.label}
        shouldFilter={false}
        value={chosen}
        onValueChange={setChosen}
        loop
        className="flex min-h-0 flex-col"
      >
        <Cmdk.Input
          {...INITIAL_FOCUS}
          value={query}
          onValueChange={(next) => useOmni.setState({ query: next })}
          placeholder={text.shell.omni.placeholder}
          className="h-11 shrink-0 border-b border-line bg-transparent px-3.5 text-md text-fg outline-none"
        />
        <Cmdk.List className="max-h-90 min-h-0 overflow-y-auto p-1.5 scroll-py-1.5">
          {commands ? (
            <CommandRows query={deferred.slice(COMMANDS.length).trim()} onFound={setChosen} />
          ) : (
            <FileRows query={deferred.trim()} onFound={setChosen} />
          )}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}
