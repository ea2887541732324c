import { defineState } from "@oneheart/kernel";
import { makeDecoy } from "./workflows/passwords.ts";

/** The decoy is made beforehand, so that not even the first unknown name takes longer. */
export const identityState = defineState({
  open: async () => ({ decoy: await makeDecoy() }),
});
