import { Component, type ReactNode } from "react";
import { text } from "../messages/text.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";

interface ViewBoundaryProps {
  readonly children: ReactNode;
}

interface ViewBoundaryState {
  readonly error: Error | null;
}

/** Keeps a bug in one view from taking the others with it. */
export class ViewBoundary extends Component<ViewBoundaryProps, ViewBoundaryState> {
  override state: ViewBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): ViewBoundaryState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorState
        title={text.shell.crash.title}
        cause={text.shell.crash.cause}
        details={error.stack ?? error.message}
        action={
          <Button tone="primary" onClick={() => this.setState({ error: null })}>
            {text.shell.crash.again}
          </Button>
        }
      />
    );
  }
}
