import type { HandlerInput, impactContract, Output } from "@oneheart/contracts";

type CalculateImpact = typeof impactContract.operations.calculateImpact;

/** What a calculation starts from. */
export type CalculationFacts = HandlerInput<CalculateImpact>;
/** Every step of a calculation, and what it comes to. */
export type Calculation = Output<CalculateImpact>;
export type Factor = Calculation["factors"][number];
