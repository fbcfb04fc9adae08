import { create } from "zustand";

interface Connection {
  /** `connecting` only before the first contact; a lost contact is `reconnecting`. */
  readonly state: "connecting" | "connected" | "reconnecting";
  /** Epoch ms when the contact was lost; null while there is one. */
  readonly lostAt: number | null;
}

export const useConnection = create<Connection>(() => ({ state: "connecting", lostAt: null }));

export function connectionOpened(): void {
  useConnection.setState({ state: "connected", lostAt: null });
}

/** Counts from the first loss: a failed attempt to reconnect does not restart the clock. */
export function connectionLost(): void {
  const { state, lostAt } = useConnection.getState();
  if (state === "connecting") return;
  useConnection.setState({ state: "reconnecting", lostAt: lostAt ?? Date.now() });
}
