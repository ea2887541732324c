import type { sponsorContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";

export type Panel = Answer<typeof sponsorContract.operations.sponsorPanel>;
