import { create } from "zustand";

export interface Confirmation {
  readonly title: string;
  /** What will change, and whether it can be undone. */
  readonly body: string;
  /** The verb on the button. */
  readonly action: string;
  readonly danger: boolean;
}

interface Asked {
  readonly asked: (Confirmation & { readonly answer: (yes: boolean) => void }) | null;
}

export const useConfirmation = create<Asked>(() => ({ asked: null }));

/** Asks once before an act. Resolves to false when the person closes the dialog. */
export function confirm(confirmation: Confirmation): Promise<boolean> {
  useConfirmation.getState().asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean): void => {
      useConfirmation.setState({ asked: null });
      resolve(yes);
    };
    useConfirmation.setState({ asked: { ...confirmation, answer } });
  });
}
