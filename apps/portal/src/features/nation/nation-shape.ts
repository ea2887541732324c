import type { analyticsContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";

export type Nation = Answer<typeof analyticsContract.operations.nationDashboard>;
