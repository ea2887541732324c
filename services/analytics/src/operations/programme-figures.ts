import { analyticsContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { programmeFigures as figures } from "../workflows/programme-figures.ts";

/** What the programme has come to. */
export const programmeFigures = handle(analyticsContract.operations.programmeFigures, (_, ctx) => figures(ctx));
