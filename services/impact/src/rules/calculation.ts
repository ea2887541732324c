import type { HandlerInput, impactContract, Output } from "@oneheart/contracts";
import type { Message } from "@oneheart/messages";

type CalculateImpact = typeof impactContract.operations.calculateImpact;

/** What a calculation starts from. */
export type CalculationFacts = HandlerInput<CalculateImpact>;
type Told = Output<CalculateImpact>;

/** One factor; why it is so has no language yet. */
export type Factor = Omit<Told["factors"][number], "because"> & { because: Message };
/** Every step of a calculation, and what it comes to. */
export type Calculation = Omit<Told, "factors"> & { factors: Factor[] };
