import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { tokenState } from "../state.ts";

/** The key with which a partner verifies a QR without asking us. */
export const pickupKeys = handle(tokenContract.operations.pickupKeys, async (_, ctx) => ({ keys: [ctx.state(tokenState).pickup.jwk] }));
